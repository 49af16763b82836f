"""The wrong lines of which something is known still are some, and only a failing test catches."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.coverage import Covered
from tests.mutants.known import equal, hanging
from tests.mutants.outcomes import Outcome, Tried, are_enough, judged, summary, table
from tests.mutants.rooms import ROOMS, ROOT

MOST = 60
BODIES = {
    Outcome.SURVIVED: "def test_it():\n    pass\n",
    Outcome.CAUGHT: "def test_it():\n    assert 'a timeout' == 'ERROR'\n",
    Outcome.TIMED_OUT: "def test_it():\n    while True:\n        pass\n",
    Outcome.INCOMPETENT: "raise ValueError('imported')\ndef test_it():\n    pass\n",
}


def test_each_wrong_line_of_which_something_is_known_has_its_right_one_and_a_reason() -> None:
    listed = equal() + hanging()

    assert 0 < len(listed) <= MOST
    for each in listed:
        lines = " ".join(filter(None, map(str.strip, _lines(each.module))))

        assert each.line in lines, each
        assert each.becomes != each.line, each
        assert each.why.strip(), each


def test_the_line_of_a_handler_meets_the_tests_that_came_to_it() -> None:
    source = "def read():\n    try:\n        ask()\n    except OSError:\n        give_up()\n"
    covered = Covered(ast.parse(source), {2: {"asked"}, 3: {"asked"}, 4: {"away"}, 5: {"away"}})

    assert [covered.of(line) for line in (3, 4, 5)] == [["asked"], ["away"], ["away"]]


@pytest.mark.parametrize(("outcome", "body"), BODIES.items(), ids=[each.value for each in BODIES])
def test_a_wrong_line_is_caught_by_a_failing_test_alone(
    outcome: Outcome, body: str, tmp_path: Path
) -> None:
    (tmp_path / "test_one.py").write_text(body)
    command = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--timeout=1"]
    ran = subprocess.run(
        [sys.executable, *command, "--rootdir", str(tmp_path), "test_one.py::test_it"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    # As cosmic-ray calls them: every end but a good one is a kill.
    assert judged("killed" if ran.returncode else "survived", ran.stdout) is outcome


def test_a_run_that_was_ended_or_could_not_be_started_has_caught_nothing() -> None:
    assert judged("killed", "timeout") is Outcome.TIMED_OUT
    assert judged("incompetent", "Traceback (most recent call last):") is Outcome.INCOMPETENT


def test_what_hangs_without_a_word_is_not_caught_and_what_cannot_be_tried_is_no_mutant() -> None:
    tried = Tried("silabo/one.py")
    for outcome, hangs in (
        *[(Outcome.CAUGHT, False)] * 8,
        (Outcome.TIMED_OUT, True),
        (Outcome.TIMED_OUT, False),
        *[(Outcome.INCOMPETENT, False)] * 5,
    ):
        tried.add(outcome, "1: a\n    becomes b", hangs=hangs)

    assert table([tried]).splitlines()[1] == "silabo/one.py | 10 | 8 | 1 | 0 | 1 | 5"
    assert summary([tried]).startswith("9 of 10 caught, 1 of them because they hang")
    assert are_enough([tried])
    tried.add(Outcome.TIMED_OUT, "2: a\n    becomes b", hangs=False)
    assert not are_enough([tried])


def _lines(module: str) -> list[str]:
    return (ROOT / module).read_text(encoding="utf-8").splitlines()


def test_each_module_and_each_test_that_is_named_is_there() -> None:
    named = [name for room in ROOMS for name in (*room.paths(), *room.tests, *room.always)]

    assert [name for name in named if not (ROOT / name).exists()] == []
    assert len(named) == len(set(named))


@pytest.mark.row("way-1")
def test_make_installs_what_the_lock_of_mutants_says_and_builds_nothing(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements-mutants.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    shown = subprocess.run(
        ["make", "--dry-run", ".venv/mutants/ready"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()

    [install] = [each for each in shown if "requirements-mutants.txt" in each]
    assert "--require-hashes --no-deps --only-binary=:all:" in install
    assert install.startswith(".venv/mutants/bin/python -m pip install ")
