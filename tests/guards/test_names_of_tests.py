"""A test's name says what comes out, so that a failure reads as a sentence about what is broken."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAYS_NOTHING = re.compile(
    r"test(_[a-z0-9]+){0,2}"  # a thing, and no sentence about it
    r"|test_.*_(ok|correctly|properly|as_expected|successfully|basic)"
)


def names() -> Iterator[str]:
    """Every test of the tree."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "tests/*.py"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for path in filter(Path.exists, (ROOT / name for name in listed.stdout.splitlines())):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name


def test_the_name_of_a_test_says_what_comes_out() -> None:
    assert sorted({name for name in names() if SAYS_NOTHING.fullmatch(name)}) == []


@pytest.mark.parametrize(
    "name", ["test_it", "test_the_parser", "test_login_works", "test_it_is_ok"]
)
def test_a_name_that_says_nothing_would_be_found(name: str) -> None:
    assert SAYS_NOTHING.fullmatch(name)
