"""Modules and functions stay small enough to be read at once."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Aim at 150 lines. A lower limit cuts one subject into slivers that are read one after the other.
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
MOST_POSITIONAL = 5
# A migration makes one table after the other, each once: in parts it would be no easier to read.
FREE = ("silabo/storage/migrations/",)

# What may be longer, and why.
EXCEPTIONS: dict[str, str] = {
    "silabo/language/lexicon/es.py": "a language is one file, read field by field",
    "silabo/language/lexicon/en.py": "a language is one file, read field by field",
    "silabo/language/lexicon/fr.py": "a language is one file, read field by field",
}
# Methods that answer to the signature of a library.
ANSWERING = {"make_service_request"}


def modules() -> Iterator[Path]:
    """Every module of the project outside migrations."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in sorted(listed.stdout.splitlines()):
        if not name.startswith(FREE) and (ROOT / name).exists():
            yield ROOT / name


def length(path: Path) -> int:
    """The lines of a module."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones and methods included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_and_functions_are_short_and_take_few_arguments() -> None:
    found = []
    for path in modules():
        name = str(path.relative_to(ROOT))
        if length(path) > LONGEST_MODULE and name not in EXCEPTIONS:
            found.append(f"{name}: {length(path)} lines")
        found += [
            f"{name}, {function.name}: {reason}"
            for function in functions(path)
            for reason in _reasons(function)
        ]

    assert found == []


def _reasons(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    # Why a function is too long to be seen at once, or takes too many arguments by their place.
    lines = (function.end_lineno or 0) - function.lineno + 1
    if lines > LONGEST_FUNCTION and not _only_declares(function):
        yield f"{lines} lines"
    named = [each.arg for each in function.args.posonlyargs + function.args.args]
    own = [each for each in named if each not in {"self", "cls"}]
    if len(own) > MOST_POSITIONAL and not _called_by_name(function):
        yield f"{len(own)} positional arguments"


def _called_by_name(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # pytest calls a test with its fixtures by name; a library calls what answers to its signature.
    return node.name.startswith("test_") or node.name in ANSWERING


def _only_declares(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    # A function around the views of a part holds classes and functions, each measured by itself.
    inner = (ast.ClassDef, ast.FunctionDef, ast.Return, ast.Assign, ast.Expr)
    declared = [each for each in node.body if isinstance(each, ast.ClassDef | ast.FunctionDef)]
    return bool(declared) and all(isinstance(each, inner) for each in node.body)


def test_every_exception_is_still_needed() -> None:
    assert [name for name in EXCEPTIONS if length(ROOT / name) <= LONGEST_MODULE] == []
