"""What is broken around a backup stops neither the database nor the backups after it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from tests.deploy.playbook import ANSIBLE

pytestmark = [pytest.mark.service, pytest.mark.timeout(300)]

TEMPLATE = ANSIBLE / "roles" / "backup" / "templates" / "pgbackrest.conf.j2"
SEGMENT_BYTES = 16 << 20
LAID = {"repo1-path": "archive", "lock-path": "locks", "log-path": "locks"}


def push(folder: Path, most: str) -> "subprocess.CompletedProcess[str]":
    """Give a file of the log to an archive that takes nothing, with the server's own settings."""
    text = Environment(undefined=StrictUndefined, autoescape=True).from_string(TEMPLATE.read_text())
    settings = text.render(
        ansible_managed="",
        backup_archive="",
        backup_password="a-password-of-this-test",
        backup_days=28,
        backup_log_queue=most,
        backup_postgresql_version=15,
    ).splitlines()
    laid = [f"{name}={folder / place}" for name, place in LAID.items()]
    kept = [line for line in settings if line.partition("=")[0] not in {*LAID, "pg1-path"}]
    at = kept.index("[silabo]")
    configuration = folder / "pgbackrest.conf"
    configuration.write_text("\n".join([*kept[:at], *laid, *kept[at:], f"pg1-path={folder}\n"]))
    return subprocess.run(
        [
            *("pgbackrest", f"--config={configuration}", "--stanza=silabo", "archive-push"),
            str(folder / "pg_wal" / f"{1:024X}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """A database's folder in which three files of the log wait for their archive."""
    status = tmp_path / "pg_wal" / "archive_status"
    status.mkdir(parents=True)
    (tmp_path / "locks").mkdir()
    for number in (1, 2, 3):
        with (tmp_path / "pg_wal" / f"{number:024X}").open("wb") as segment:
            segment.truncate(SEGMENT_BYTES)
        (status / f"{number:024X}.ready").touch()
    return tmp_path


def test_an_archive_that_takes_nothing_does_not_fill_the_disk(waiting: Path) -> None:
    let_go = push(waiting, "40MB")

    assert let_go.returncode == 0
    assert "dropped WAL file" in let_go.stdout + let_go.stderr


def test_what_an_archive_does_not_take_waits_for_it(waiting: Path) -> None:
    assert push(waiting, "8GB").returncode != 0


def test_a_snapshot_that_was_killed_keeps_none_of_the_next_ones_from_tidying_up(
    tmp_path: Path,
) -> None:
    address, password, known = (tmp_path / name for name in ("address", "password", "known"))
    address.write_text(str(tmp_path / "restic"))
    password.write_text("a password of this test")
    (tmp_path / "files").mkdir()
    keep = [
        sys.executable,
        "-m",
        "deploy.backup.keep",
        address,
        password,
        known,
        tmp_path / "files",
    ]
    subprocess.run(keep, check=True, cwd=ANSIBLE.parents[1])
    locks = tmp_path / "restic" / "locks"
    restic = ["restic", "--no-cache", "--quiet", "--repository-file", address]
    with subprocess.Popen(
        [*restic, "--password-file", password, "backup", "--stdin"], stdin=subprocess.PIPE
    ) as killed:
        until = time.monotonic() + 60
        while not list(locks.iterdir()) and time.monotonic() < until:
            time.sleep(0.1)
        killed.kill()
    known.unlink()  # so that it tidies up
    left = len(list(locks.iterdir()))
    ended = subprocess.run(
        keep, check=False, cwd=ANSIBLE.parents[1], capture_output=True, text=True
    )

    assert left == 1
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_folder_that_is_gone_makes_no_snapshot(tmp_path: Path) -> None:
    # A restore takes the newest: one without the uploads would look like all that there was.
    for name in ("address", "password"):
        (tmp_path / name).write_text(str(tmp_path / "restic"))
    (tmp_path / "keys").mkdir()
    places = [tmp_path / name for name in ("address", "password", "known", "keys", "files")]
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.backup.keep", *places],
        check=False,
        cwd=ANSIBLE.parents[1],
        capture_output=True,
        text=True,
    )

    assert ended.returncode == 1
    assert f"{tmp_path / 'files'} is not there" in ended.stderr
    assert not (tmp_path / "restic").exists()
