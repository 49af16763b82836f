"""A migration is never edited: what it did to somebody's database cannot be done anew."""

import ast
from pathlib import Path

import pytest

from silabo.storage.upgrade import MIGRATIONS
from tests.guards.migrations import found, frozen

FILES = sorted(MIGRATIONS.glob("[0-9]*.py"))


@pytest.mark.row("load-1")
def test_no_migration_differs_from_what_was_written_down() -> None:
    known, here = frozen(), found()

    assert {name: here[name] for name in here if name in known and here[name] != known[name]} == {}
    assert sorted(known.keys() - here.keys()) == []


def test_every_migration_was_written_down() -> None:
    # Else: `python -m tests.guards.migrations`.
    assert sorted(found().keys() - frozen().keys()) == []


def test_a_number_is_given_once() -> None:
    numbers = [path.name.partition("_")[0] for path in FILES]

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_migration_goes_both_ways_and_stands_on_no_table_of_today(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {"up", "down"} <= functions
    assert not any(str(module).startswith("silabo.storage.tables") for module in imports)
