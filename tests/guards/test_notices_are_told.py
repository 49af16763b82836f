"""Each notice has its row on one page for instructors, and no other page there has such a table."""

from pathlib import Path

from ingest.rejections import NOTICES
from silabo.wording.error_sentences import sentence

PAGES = Path(__file__).parents[2] / "docs" / "instructors"
HOME = "documents.md"


def rows(text: str) -> list[str]:
    """What stands first in each row of a page's tables of notices."""
    return [
        line.split("|")[1].strip()
        for table in text.split("| notice |")[1:]
        for line in table.split("\n\n")[0].splitlines()[2:]
    ]


def test_each_notice_has_a_row_and_each_row_a_notice() -> None:
    told = rows((PAGES / HOME).read_text(encoding="utf-8"))

    assert sorted(told) == sorted(sentence("en", code) for code in NOTICES)


def test_no_other_page_has_a_table_of_notices() -> None:
    others = [page for page in PAGES.rglob("*.md") if page.name != HOME]

    assert others
    assert [page.name for page in others if rows(page.read_text(encoding="utf-8"))] == []


def test_a_table_gives_the_first_cell_of_each_of_its_rows() -> None:
    assert rows("| x |\n\n| notice | y |\n|---|---|\n| A | b |\n| C | d |\n\n| E | f |\n") == [
        "A",
        "C",
    ]
