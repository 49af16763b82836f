"""Every room says what it is for, and imports point down."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = sorted(
    path.parent
    for top in ("wiring", "lti_app", "tasks", "ingest", "practice_lms", "silabo", "bench")
    for path in (ROOT / top).rglob("__init__.py")
)
MANY = 15  # modules of a room; with more it says why it is one subject, or becomes several
BANNED = {"utils", "helpers", "common", "manager"}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(ROOT)))
def test_a_room_opens_with_the_sentence_that_says_what_it_is_for(room: Path) -> None:
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))

    assert text
    assert text.endswith((".", ")"))


def test_a_room_of_many_modules_says_why_it_is_one_subject() -> None:
    silent = [
        f"{room.relative_to(ROOT)}: {len(modules)} modules"
        for room in ROOMS
        if len(modules := sorted({*room.glob("*.py")} - {room / "__init__.py"})) > MANY
        and "One subject: " not in (room / "__init__.py").read_text(encoding="utf-8")
    ]

    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.stem for room in ROOMS for path in room.glob("*.py")}

    assert names & BANNED == set()


def test_imports_point_down() -> None:
    # In a process of its own: the linter configures logging and disables every logger there is.
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [linter, "--config", "pyproject.toml", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
