"""What is done for Moodle alone stands in one module of the room that speaks to platforms."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(__file__).parents[2] / "lti_app" / "lti"
KNOWING = ROOM / "moodle.py"
SIGNS = ("moodle", "/mod/lti")


def spelt(path: Path) -> Iterator[str]:
    """The texts of a module that name Moodle or its addresses, without what is said of code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield from (node.value for sign in SIGNS if sign in node.value.lower())


def test_only_one_module_acts_on_what_moodle_is() -> None:
    others = sorted(set(ROOM.glob("*.py")) - {KNOWING})

    assert [(path.name, text) for path in others for text in spelt(path)] == []
    assert list(spelt(KNOWING))


def test_it_names_every_module_that_does_something_because_of_moodle() -> None:
    named = ast.get_docstring(ast.parse(KNOWING.read_text(encoding="utf-8"))) or ""
    because = {
        path.stem
        for path in set(ROOM.glob("*.py")) - {KNOWING}
        if "Moodle" in path.read_text(encoding="utf-8")
    }

    assert {stem for stem in because if f"`{stem}`" not in named} == set()
