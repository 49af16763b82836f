"""What a test waited for is looked at: a wait in vain is no other failure a few lines below."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.test_sizes import ROOT, functions, modules

# A process and a queue that do not end in time raise where they are waited for.
RAISING = {"process", "server", "broker"}
# A thread or a process that did not end in time is asked whether it did.
ASKED = {"is_alive", "exitcode"}
EXCEPTIONS = {"tests/faults/post_office.py": "its callers look at how many letters arrived"}


def unseen(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[int]:
    """The lines of waits whose result nobody sees."""
    named = {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    for call in _statements(function):
        match call:
            case ast.Call(func=ast.Name(id="eventually")):
                yield call.lineno
            case ast.Call(func=ast.Attribute(attr="wait", value=waited), args=[_, *_]):
                if function.name.startswith("test_") and _name(waited) not in RAISING:
                    yield call.lineno
            case ast.Call(func=ast.Attribute(attr="join", value=waited)) if _timed(call):
                if function.name.startswith("test_") and not (
                    named & ASKED or _name(waited) in RAISING
                ):
                    yield call.lineno


def _statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.Call]:
    """The calls whose result is thrown away, without those of functions within."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.value
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            left += ast.iter_child_nodes(node)


def _timed(call: ast.Call) -> bool:
    return bool(call.args or call.keywords)


def _name(waited: ast.expr) -> str:
    return getattr(waited, "attr", getattr(waited, "id", ""))


def found_in(path: Path) -> list[str]:
    """Where a module waits in vain."""
    name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
    lines = [line for function in functions(path) for line in unseen(function)]
    return [f"{name}:{line}" for line in sorted(lines)]


def test_no_test_throws_away_whether_it_waited_in_vain() -> None:
    tests = [path for path in modules() if path.is_relative_to(ROOT / "tests")]
    found = [each for path in tests for each in found_in(path)]

    assert [each for each in found if each.partition(":")[0] not in EXCEPTIONS] == []
    assert set(EXCEPTIONS) <= {each.partition(":")[0] for each in found}


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("gate.entered.wait(30)", 1),
        ("eventually(lambda: True)", 1),
        ("thread.join(timeout=30)", 1),
        ("assert gate.entered.wait(30)", 0),
        ("seen = eventually(lambda: True)", 0),
        ("thread.join(30); assert not thread.is_alive()", 0),
        ("house.process.wait(30)", 0),
        ("thread.join()", 0),
    ],
)
def test_a_wait_is_known_by_its_form(tmp_path: Path, line: str, lines: int) -> None:
    module = tmp_path / "module.py"
    module.write_text(f"def test_a() -> None:\n    {line}\n")

    assert len(found_in(module)) == lines
