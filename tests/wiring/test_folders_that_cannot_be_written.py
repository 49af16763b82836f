"""`make run`, `make reset` and the commands where what they have to keep cannot be kept."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
RUN = ("wiring.practice",)
# Root may write anything, unless it may not.
WITHOUT_PRIVILEGES = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
)
# The most that a file may hold: from there on, writing fails as on a disk that is full.
FULL = ("prlimit", "--fsize=20000")

pytestmark = pytest.mark.row("way-2")


@dataclass(frozen=True)
class Folders:
    """Where a tool of this test keeps what it has."""

    data: Path
    keys: Path

    def run(self, *module: str, by: tuple[str, ...] = WITHOUT_PRIVILEGES) -> tuple[int, str]:
        """The status and the words of a program that is given them."""
        done = subprocess.run(
            [*by, sys.executable, "-m", *module],
            cwd=ROOT,
            env={
                # Cut off by that limit, a compiled module would break all that import it later.
                "PYTHONDONTWRITEBYTECODE": "1",
                "PATH": os.defpath,
                "SILABO_DATA_DIR": str(self.data),
                "SILABO_KEYS_DIR": str(self.keys),
                "SILABO_PORT": str(free_port()),
                "SILABO_PRACTICE_PORT": str(free_port()),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=50,
        )
        return done.returncode, done.stdout


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    """Folders that are there and empty; what a test forbids is allowed again."""
    made = Folders(tmp_path / "data", tmp_path / "keys")
    made.data.mkdir()
    made.keys.mkdir()
    yield made
    for each in (made.data, made.keys):
        if each.is_dir():
            each.chmod(0o700)


def test_a_data_folder_that_is_read_only_is_said(folders: Folders) -> None:
    folders.data.chmod(0o500)

    assert folders.run(*RUN) == (
        1,
        f"SILABO_DATA_DIR: {folders.data}/practice.lock cannot be made or written:"
        " Permission denied\n",
    )


def test_a_keys_folder_that_is_read_only_is_said(folders: Folders) -> None:
    folders.keys.chmod(0o500)

    status, said = folders.run(*RUN)

    assert status == 1
    assert said.startswith(f"SILABO_KEYS_DIR: {folders.keys}/")
    assert said.endswith(".pem cannot be made or written: Permission denied\n")
    assert said.count("\n") == 1


def test_a_file_where_the_data_folder_should_be_is_said(folders: Folders) -> None:
    folders.data.rmdir()
    folders.data.write_text("")

    assert folders.run(*RUN) == (
        1,
        f"SILABO_DATA_DIR: {folders.data} cannot be made or written: File exists\n",
    )


def test_a_disk_that_is_full_is_said(folders: Folders) -> None:
    status, said = folders.run(*RUN, by=FULL)

    assert status == 1
    assert said.startswith(f"SILABO_DATA_DIR: the database in {folders.data} cannot be")
    assert said.count("\n") == 1


def test_a_folder_that_cannot_be_emptied_is_said(folders: Folders) -> None:
    (folders.data / "tool.log").write_text("")
    folders.data.chmod(0o500)

    assert folders.run("wiring.practice.reset") == (
        1,
        "Not everything was emptied:\n"
        f"  SILABO_DATA_DIR: {folders.data}/tool.log cannot be made or written:"
        " Permission denied\n",
    )


@pytest.mark.parametrize(
    ("command", "setting"), [("db upgrade", "SILABO_DATA_DIR"), ("keys new", "SILABO_KEYS_DIR")]
)
def test_a_command_says_what_it_cannot_write(folders: Folders, command: str, setting: str) -> None:
    folders.data.chmod(0o500)
    folders.keys.chmod(0o500)

    status, said = folders.run("flask", *command.split())

    assert status == 1
    assert said.startswith(f"Error: {setting}: ")
    assert said.count("\n") == 1


def test_the_doctor_says_which_folder_and_setting_a_part_lacks(folders: Folders) -> None:
    folders.data.chmod(0o500)

    said = folders.run("flask", "doctor")[1]

    blamed = f"it is a file in {folders.data}, which cannot be written: Permission denied"
    assert f"data folder: SILABO_DATA_DIR: {folders.data} cannot be written" in said
    assert f"index: does not answer: {blamed}" in said
    assert f"database: does not answer: {blamed}" in said
    assert said.count("or name another one in SILABO_DATA_DIR") == 2
    assert "heals by itself" not in said
