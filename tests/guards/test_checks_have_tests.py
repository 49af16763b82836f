"""Every row of docs/developers/checks.md has a test that names it, and every mark has its row."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKS = ROOT / "docs" / "developers" / "checks.md"
SECTION = re.compile(r"^## .*\(`(\w+)-`\)$", re.MULTILINE)
ROW = re.compile(r"^\| (\w+-\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TABLE = re.compile(r"\n*\| row \|[^\n]*\n\|---\|---\|---\|\n(?:\|[^\n]*\n?)+\Z")
LAUNCH_ROWS = 52


def sections(text: str) -> dict[str, list[str]]:
    """The rows of each section, by the word that they begin with."""
    parts = SECTION.split(text)[1:]
    return {
        prefix: [row for row, _, _ in ROW.findall(body)]
        for prefix, body in zip(parts[::2], parts[1::2], strict=True)
    }


def marks(source: str) -> Iterator[str]:
    """The rows that tests of a module name: on a test, or on all of them by `pytestmark`."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield from _rows(node.decorator_list)
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from _rows([node.value])


def _rows(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row":
                (name,) = call.args
                yield str(ast.literal_eval(name))


@cache
def every_mark() -> frozenset[str]:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    return frozenset(row for source in sources if "mark.row(" in source for row in marks(source))


LISTED = sections(CHECKS.read_text(encoding="utf-8"))
ROWS = [row for rows in LISTED.values() for row in rows]


def test_every_row_has_a_test() -> None:
    assert sorted(set(ROWS) - every_mark()) == []


def test_every_mark_of_a_section_has_its_row() -> None:
    known = {mark for mark in every_mark() if mark.rpartition("-")[0] in LISTED}

    assert sorted(known - set(ROWS)) == []


def test_rows_stand_once_in_their_own_section_and_in_order() -> None:
    for prefix, rows in LISTED.items():
        numbers = [int(row.removeprefix(f"{prefix}-")) for row in rows]

        assert numbers == sorted(set(numbers)), prefix


def test_a_section_is_one_table_whose_rows_stand_together() -> None:
    parts = SECTION.split(CHECKS.read_text(encoding="utf-8"))[1:]
    for prefix, body in zip(parts[::2], parts[1::2], strict=True):
        tables = [block for block in body.split("\n\n") if re.search(r"^\|", block, re.MULTILINE)]

        assert [TABLE.match(table) is not None for table in tables] == [True], prefix


def test_the_launch_has_all_its_rows() -> None:
    assert LISTED["lti"] == [f"lti-{number}" for number in range(1, LAUNCH_ROWS + 1)]


def test_every_line_of_a_table_is_a_row_with_input_and_result() -> None:
    lines = [
        line
        for line in CHECKS.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("| row |", "|---"))
    ]

    assert [line for line in lines if not ROW.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('@pytest.mark.row("a-1")\n@pytest.mark.row("a-2")\ndef test_x(): ...', ["a-1", "a-2"]),
        ('@pytest.mark.row("a-1")\ndef seed(): ...', []),
        ('pytestmark = [pytest.mark.service, pytest.mark.row("a-3")]', ["a-3"]),
        ('class X:\n    @pytest.mark.row("a-4")\n    def test_x(self): ...', ["a-4"]),
    ],
)
def test_only_marks_that_a_test_carries_count(source: str, found: list[str]) -> None:
    assert sorted(marks(source)) == found
