"""A colon between a name and what is said about it is the language's: French has a space before."""

import re
from pathlib import Path

ROOM = Path(__file__).parents[2] / "lti_app"
BY_HAND = re.compile(r"`[^`]*\}: [^`]*`|\}\}:(?=\s)")


def test_no_module_or_template_joins_a_name_and_its_sentence_by_hand() -> None:
    files = [*(ROOM / "static").glob("*.js"), *(ROOM / "templates").rglob("*.html")]
    found = [
        f"{path.name}: {hit}" for path in files for hit in BY_HAND.findall(path.read_text("utf-8"))
    ]

    assert len(files) > 40
    assert found == []
