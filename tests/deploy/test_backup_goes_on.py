"""What is broken around a backup stops neither the database nor the backups after it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from deploy.backup.keep import address_of
from deploy.backup.snapshot import Repository
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


@dataclass
class Kept:
    """A folder with a repository, and what is kept in it."""

    folder: Path

    def __post_init__(self) -> None:
        self.at("restic")
        (self.folder / "password").write_text("a password of this test")
        (self.folder / "files").mkdir()

    def at(self, place: str) -> None:
        """Name the repository's place."""
        (self.folder / "address").write_text(str(self.folder / place))

    def keep(self, *names: str) -> "subprocess.CompletedProcess[str]":
        """Take a snapshot, as the server's unit does."""
        places = ("address", "password", "known", *(names or ("files",)))
        return self._run(
            [sys.executable, "-m", "deploy.backup.keep", *(self.folder / each for each in places)]
        )

    def tidy(self) -> "subprocess.CompletedProcess[str]":
        """Take one on another day, when it tidies up too."""
        os.utime(self.folder / "known", (0, 0))
        return self.keep()

    def restic(self, *words: str) -> list[str | Path]:
        """A command of restic's."""
        files = ["--repository-file", self.folder / "address"]
        password = ["--password-file", self.folder / "password"]
        return ["restic", "--no-cache", "--quiet", *files, *password, *words]

    def of_old(self, age: timedelta, host: str) -> None:
        """A snapshot that was taken by a host so long ago."""
        moment = (datetime.now(UTC) - age).strftime("%Y-%m-%d %H:%M:%S")
        folder = str(self.folder / "files")
        taken = self._run(self.restic("backup", "--host", host, "--time", moment, folder))
        assert taken.returncode == 0, taken.stderr

    def snapshots(self) -> list[tuple[str, timedelta]]:
        """Who took each, and how long ago, the oldest first."""
        told = json.loads(self._run(self.restic("snapshots", "--json")).stdout)
        now = datetime.now(UTC)
        return [
            (each["hostname"], now - datetime.fromisoformat(each["time"][:19]).replace(tzinfo=UTC))
            for each in told
        ]

    def _run(self, words: Sequence[str | Path]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            words,
            check=False,
            cwd=ANSIBLE.parents[1],
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "TZ": "UTC"},  # noqa: TID251 - a child's own
        )


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A folder to keep, and no repository yet."""
    return Kept(tmp_path)


def test_a_snapshot_that_was_killed_keeps_none_of_the_next_ones_from_tidying_up(
    kept: Kept,
) -> None:
    kept.keep()
    locks = kept.folder / "restic" / "locks"
    with subprocess.Popen(kept.restic("backup", "--stdin"), stdin=subprocess.PIPE) as killed:
        until = time.monotonic() + 60
        while not list(locks.iterdir()) and time.monotonic() < until:
            time.sleep(0.1)
        killed.kill()
    left = len(list(locks.iterdir()))
    ended = kept.tidy()

    assert left == 1
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_folder_that_is_gone_makes_no_snapshot(kept: Kept) -> None:
    # A restore takes the newest: one without the uploads would look like all that there was.
    ended = kept.keep("files", "keys")

    assert ended.returncode == 1
    assert f"{kept.folder / 'keys'} is not there" in ended.stderr
    assert not (kept.folder / "restic").exists()


def test_what_was_deleted_is_gone_from_every_snapshot_after_five_weeks(kept: Kept) -> None:
    kept.keep()
    for days in (90, 60, 36, 34, 20):
        kept.of_old(timedelta(days=days), host="silabo")
    # A machine that was replaced takes no more snapshots, after which its old ones would go.
    for days in (60, 36, 34):
        kept.of_old(timedelta(days=days, hours=1), host="the-one-before")
    for hours in (30, 20, 10):
        kept.of_old(timedelta(hours=hours), host="silabo")
    ended = kept.tidy()
    found = kept.snapshots()

    assert (ended.returncode, ended.stderr) == (0, "")
    assert max(age for _, age in found) < timedelta(days=35)
    assert len([age for _, age in found if age < timedelta(hours=48)]) in {4, 5}
    assert len([age for _, age in found if age > timedelta(hours=48)]) in {2, 3}


def test_the_snapshots_of_another_machine_are_not_covered_by_new_ones(kept: Kept) -> None:
    # An empty machine in the place of one that burnt: its first snapshot would be the newest.
    kept.keep()
    known = kept.folder / "known"
    known.unlink()
    ended = kept.keep()

    assert ended.returncode == 1
    assert "Bring them back with restore.yml" in ended.stderr
    assert len(kept.snapshots()) == 1
    assert not known.exists()


def test_a_restore_makes_the_snapshots_this_machines_own(kept: Kept) -> None:
    kept.keep()
    (kept.folder / "known").write_text(f"{kept.folder}/restic\n")  # as `restore.yml` does

    assert kept.keep().returncode == 0
    assert len(kept.snapshots()) == 2


def test_a_machines_own_snapshots_may_be_moved_and_begun_anew_elsewhere(kept: Kept) -> None:
    kept.keep()
    (kept.folder / "restic").rename(kept.folder / "moved")
    kept.at("moved")
    moved = kept.keep()
    kept.at("elsewhere")
    anew = kept.keep()

    assert (moved.returncode, anew.returncode) == (0, 0)
    assert len(kept.snapshots()) == 1


def test_who_logs_in_at_the_repository_may_change(kept: Kept) -> None:
    (kept.folder / "address").write_text("rest:https://ana:old@example.org/silabo\n")
    repository = Repository(kept.folder / "address", kept.folder / "password", kept.folder)

    assert address_of(repository) == "rest:https://example.org/silabo"
