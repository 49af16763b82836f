"""Every cell of docs/developers/visibility.md has a test, and every mark has its cell."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = re.compile(r"^\|(.+)\|$", re.MULTILINE)
NONE = "–"


def cells(text: str) -> set[tuple[str, str]]:
    """The formats and rows of the table that say what is done."""
    header, _, *rows = [[cell.strip() for cell in line.split("|")] for line in TABLE.findall(text)]
    return {
        (name, row[0])
        for row in rows
        for name, said in zip(header[1:], row[1:], strict=True)
        if said != NONE
    }


def marks(source: str) -> Iterator[tuple[str, str]]:
    """The cells that tests of a module name, on a test or on one of its cases."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                for call in ast.walk(decorator):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.cell":
                        name, row = map(ast.literal_eval, call.args)
                        yield name, row


@cache
def every_mark() -> frozenset[tuple[str, str]]:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    return frozenset(cell for source in sources if "mark.cell(" in source for cell in marks(source))


KNOWN = cells((ROOT / "docs" / "developers" / "visibility.md").read_text(encoding="utf-8"))


def test_every_cell_has_a_test() -> None:
    assert sorted(KNOWN - every_mark()) == []


def test_every_mark_has_its_cell() -> None:
    assert sorted(every_mark() - KNOWN) == []


def test_a_cell_says_what_is_done_or_that_there_is_no_such_thing() -> None:
    table = "| row | A | B |\n|---|---|---|\n| x | left out | – |\n"

    assert cells(table) == {("A", "x")}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('@pytest.mark.cell("A", "x")\ndef test_x(): ...', [("A", "x")]),
        ('@pytest.mark.cell("A", "x")\ndef seed(): ...', []),
        (
            '@pytest.mark.parametrize("a", [pytest.param(1, marks=pytest.mark.cell("A", "y"))])\n'
            "def test_x(a): ...",
            [("A", "y")],
        ),
    ],
)
def test_only_marks_that_a_test_carries_count(source: str, found: list[tuple[str, str]]) -> None:
    assert list(marks(source)) == found
