"""The wrong lines that are called equal are still wrong lines of what stands there."""

import subprocess
from pathlib import Path

import pytest

from tests.mutants.equal import known
from tests.mutants.rooms import ROOMS, ROOT

MOST = 60


def test_each_wrong_line_that_is_called_equal_has_its_right_one_and_a_reason() -> None:
    listed = known()

    assert 0 < len(listed) <= MOST
    for each in listed:
        lines = " ".join(filter(None, map(str.strip, _lines(each.module))))

        assert each.line in lines, each
        assert each.becomes != each.line, each
        assert each.why.strip(), each


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
