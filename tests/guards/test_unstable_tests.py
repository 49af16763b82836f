"""A test that fails and then passes is no secret: only the few that are listed may."""

import ast
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.retry import ROOT, hidden, known

MENDED_WITHIN = timedelta(days=60)
MOST = 5
FLAKY = """
from pathlib import Path
def test_at_the_second_time():
    seen = Path(__file__).with_name("seen")
    before = seen.exists()
    seen.touch()
    assert before
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one test, which passes at the second time; it has failed once."""
    (tmp_path / "tests").mkdir()
    for name in ("retry.py", "__init__.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    (tmp_path / "tests/unstable.toml").write_text("")
    (tmp_path / "tests/test_flaky.py").write_text(FLAKY)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    assert run(tmp_path, "pytest", "-q") == 1
    return tmp_path


def run(project: Path, *module: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", *module], cwd=project, check=False, capture_output=True
    ).returncode


@pytest.mark.row("way-5")
def test_a_test_that_passes_at_the_second_time_fails_a_strict_run(project: Path) -> None:
    assert run(project, "tests.retry", "--strict") == 1
    assert (project / "tests/seen").exists()


@pytest.mark.row("way-5")
def test_one_that_is_known_to_be_unstable_may(project: Path) -> None:
    (project / "tests/unstable.toml").write_text(
        '["tests/test_flaky.py::test_at_the_second_time"]\nreason = "x"\nsince = 2026-11-29\n'
    )

    assert run(project, "tests.retry", "--strict") == 0


@pytest.mark.row("way-5")
def test_one_that_fails_again_fails_the_run(project: Path) -> None:
    (project / "tests/test_flaky.py").write_text(FLAKY.replace("assert before", "assert False"))

    assert run(project, "tests.retry") == 1


def test_a_listed_test_is_known_with_each_of_its_parameters() -> None:
    listed = {"tests/test_a.py::test_b": None}

    assert hidden(["tests/test_a.py::test_b[x]", "tests/test_a.py::test_c[x]"], listed) == [
        "tests/test_a.py::test_c[x]"
    ]


def test_the_list_is_short_and_each_is_there_with_a_reason_and_for_a_while() -> None:
    today = datetime.now(UTC).date()

    assert len(known()) <= MOST
    for name, entry in known().items():
        path, _, function = name.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))

        assert function in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }, name
        assert entry["reason"].strip(), name
        assert today - MENDED_WITHIN <= entry["since"] <= today, name
