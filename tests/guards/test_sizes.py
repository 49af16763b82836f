"""Modules and functions stay small enough to be read at once."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_MODULE = 250
# A table of cases is read case by case, so a module of tests may be longer.
LONGEST_TESTS = 400
LONGEST_FUNCTION = 40
MOST_POSITIONAL = 5
# A migration makes one table after the other, each once: in parts it would be no easier to read.
FREE = ("silabo/storage/migrations/",)

# What may be longer, and why.
EXCEPTIONS: dict[str, str] = {}
# Methods that answer to the signature of a library.
ANSWERING = {"make_service_request"}


def modules() -> Iterator[Path]:
    """Every module of the project outside migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in sorted(listed.stdout.splitlines()):
        if not name.startswith(FREE) and (ROOT / name).exists():
            yield ROOT / name


MODULES = list(modules())


def too_long(path: Path) -> bool:
    """Whether a module has more lines than one of its kind may have."""
    is_tests = path.is_relative_to(ROOT / "tests") and path.name.startswith("test_")
    most = LONGEST_TESTS if is_tests else LONGEST_MODULE
    return len(path.read_text(encoding="utf-8").splitlines()) > most


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_not_too_long(path: Path) -> None:
    assert not too_long(path) or str(path.relative_to(ROOT)) in EXCEPTIONS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_fit_a_screen_and_take_few_arguments(path: Path) -> None:
    tall, crowded = [], []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > LONGEST_FUNCTION and not _only_declares(node):
                tall.append(f"{node.name}: {length} lines")
            names = [each.arg for each in node.args.posonlyargs + node.args.args]
            own = [each for each in names if each not in {"self", "cls"}]
            if len(own) > MOST_POSITIONAL and not _called_by_name(node):
                crowded.append(node.name)

    assert tall == []
    assert crowded == []


def _called_by_name(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # pytest calls a test with its fixtures by name; a library calls what answers to its signature.
    return node.name.startswith("test_") or node.name in ANSWERING


def _only_declares(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # A function around the views of a part holds classes and functions, each measured by itself.
    inner = (ast.ClassDef, ast.FunctionDef, ast.Return, ast.Assign, ast.Expr)
    declared = [each for each in node.body if isinstance(each, ast.ClassDef | ast.FunctionDef)]
    return bool(declared) and all(isinstance(each, inner) for each in node.body)


def test_every_exception_is_still_needed() -> None:
    longer = {str(path.relative_to(ROOT)) for path in MODULES if too_long(path)}

    assert set(EXCEPTIONS) <= longer
