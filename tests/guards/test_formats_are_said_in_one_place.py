"""What names several formats takes their names from ingest/formats.py, or names all of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.formats import FORMATS

ROOT = Path(__file__).parents[2]
ROOMS = ("lti_app", "silabo", "tasks", "wiring")
PAGES = ("README.md", "SECURITY.md", "docs/administrators", "docs/instructors", "docs/students")
# Each format by its extensions, or by its label's first word. "Text" is more than a format.
NAMES = {
    each: re.compile(
        "|".join(
            [rf"\b{re.escape(each.label.split()[0])}\b"]
            + [rf"(?<!\w){re.escape(name)}\b" for name in each.extensions]
        )
    )
    for each in FORMATS
}
ANY_NAME = re.compile("|".join(name.pattern for name in NAMES.values()))


def named(text: str) -> int:
    """How many formats a text names."""
    if not ANY_NAME.search(text):
        return 0
    return sum(name.search(text) is not None for name in NAMES.values())


def texts() -> Iterator[tuple[str, str]]:
    """Every text of code, templates and catalogues, and where it stands."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in {".html", ".js", ".po", ".txt"}:
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    yield f"{path.relative_to(ROOT)}:{number}", line


def paragraphs() -> Iterator[tuple[str, str]]:
    """Every line of a page that people read."""
    for page in PAGES:
        start = ROOT / page
        for path in sorted(start.rglob("*.md")) if start.is_dir() else [start]:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def test_no_text_of_the_program_lists_the_formats_itself() -> None:
    assert [place for place, text in texts() if named(text) > 1] == []


def test_a_page_that_lists_formats_leaves_none_out() -> None:
    listing = [(place, line) for place, line in paragraphs() if named(line) > 1]

    assert any(place.startswith("docs/instructors/") for place, _ in listing)
    assert [place for place, line in listing if named(line) < len(FORMATS)] == []
