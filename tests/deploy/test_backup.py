"""Backups with the real programs: a drill passes over good ones, and fails over every damage."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.backup.archive import segment
from tests.deploy.backed_up import Backups, Original, moment
from tests.deploy.backup_user import execute, hand_over

pytestmark = [pytest.mark.service, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Original]:
    """A system on PostgreSQL that was backed up, and has gone on since."""
    with tempfile.TemporaryDirectory(prefix="silabo-backup-", ignore_cleanup_errors=True) as folder:
        original = Original(Path(folder) / "original", postgresql=True)
        original.ask(3)
        original.take()
        original.ask(2)
        yield original
        assert original.server is not None
        original.server.process.stop()


@pytest.fixture(scope="module")
def sqlite() -> Iterator[Original]:
    """A system on SQLite that was backed up, and has gone on since."""
    with tempfile.TemporaryDirectory(prefix="silabo-backup-", ignore_cleanup_errors=True) as folder:
        original = Original(Path(folder) / "original", postgresql=False)
        original.ask(2)
        yield original


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for backups that are damaged, which their user can reach."""
    with tempfile.TemporaryDirectory(prefix="silabo-damaged-", ignore_cleanup_errors=True) as made:
        path = Path(made) / "copy"
        path.mkdir()
        path.parent.chmod(0o755)
        yield path


@pytest.fixture
def backups(postgresql: Original, folder: Path) -> Backups:
    """A copy of the backups of PostgreSQL and its files."""
    return postgresql.copied(folder)


def flip(path: Path, place: float = 0.5) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0xFF
    path.chmod(0o600)
    path.write_bytes(data)


def said(backups: Backups, **changes: object) -> str:
    """What a drill says that fails, and leaves nothing."""
    ended = backups.drill(**changes)

    assert ended.returncode == 1, ended.stdout
    assert not backups.stamp.exists()
    assert list((backups.folder / "drill").iterdir()) == []
    return ended.stderr


def test_a_good_backup_passes_and_is_stamped(postgresql: Original) -> None:
    ended = postgresql.drill()

    assert ended.returncode == 0, ended.stderr
    assert "The backup is whole" in ended.stdout
    stamp = json.loads(postgresql.stamp.read_text())
    assert datetime.now(UTC) - moment(stamp["at"]) < timedelta(minutes=2)
    assert any("as in the original" in line for line in stamp["told"])
    assert any("files: all 2 are whole" in line for line in stamp["told"])
    assert any("question: answered from" in line for line in stamp["told"])
    assert list((postgresql.folder / "drill").iterdir()) == []


def test_a_second_drill_passes_too_and_the_original_is_left_alone(postgresql: Original) -> None:
    before = (postgresql.folder / "taken" / "taken.json").read_text()

    assert postgresql.drill().returncode == 0
    assert (postgresql.folder / "taken" / "taken.json").read_text() == before


def test_a_database_that_rests_passes_too(postgresql: Original) -> None:
    # Nothing is written after the inventory: its end of the log still arrives.
    postgresql.take()
    ended = postgresql.drill()

    assert ended.returncode == 0, ended.stderr


def test_one_byte_of_the_database_fails_it(backups: Backups) -> None:
    flip(backups.files("archive/backup/silabo/*F/pg_data/base/*/*.gz")[0])

    assert "The drill failed: pgbackrest" in said(backups)


def test_one_byte_of_the_log_fails_it(backups: Backups) -> None:
    flip(needed(backups))

    assert "the database does not come back" in said(backups)


def test_a_file_of_the_log_that_is_missing_fails_it(backups: Backups) -> None:
    needed(backups).unlink()

    assert "the database does not come back" in said(backups)


def needed(backups: Backups) -> Path:
    """A file of the log after the backup and before the moment of the inventory."""
    return [each for each in log(backups) if each.name[8:24] < last(backups)][-1]


def last(backups: Backups) -> str:
    """The end of the name of the log's file in which the moment of the inventory lies."""
    told = json.loads((backups.folder / "plan.json").read_text())
    return segment(json.loads(Path(told["taken"]).read_text())["wal"])


def log(backups: Backups) -> list[Path]:
    """The files of the log, in their order."""
    return sorted(backups.folder.glob("archive/archive/silabo/*/*/*.gz"))


def test_a_log_that_ends_too_early_fails_it(backups: Backups) -> None:
    # As when the archive took nothing more: what was written last is not there.
    wanted = last(backups)
    for path in log(backups):
        if path.name[8:24] >= wanted:
            path.unlink()

    assert f"not to {wanted}" in said(backups, archive_seconds=3)


def test_one_byte_of_the_files_fails_it(backups: Backups) -> None:
    flip(backups.files("restic/data/*/*")[0])

    assert "The drill failed: restic" in said(backups)


def test_a_snapshot_without_the_files_fails_it(backups: Backups) -> None:
    shutil.rmtree(backups.folder / "restic" / "snapshots")
    (backups.folder / "restic" / "snapshots").mkdir()

    assert "The drill failed: " in said(backups)


def test_another_number_of_rows_than_the_original_had_fails_it(
    backups: Backups, postgresql: Original
) -> None:
    taken = json.loads((postgresql.folder / "taken" / "taken.json").read_text())
    taken["tables"]["question"]["rows"] += 1
    (backups.folder / "taken.json").write_text(json.dumps(taken))
    (backups.folder / "taken.json").chmod(0o644)

    assert "WRONG rows: question has" in said(backups, taken=str(backups.folder / "taken.json"))


@pytest.mark.parametrize("what", ["files", "database"])
def test_a_backup_that_is_too_old_fails_it(backups: Backups, what: str) -> None:
    assert f"the newest backup of the {what} is" in said(backups, **{f"oldest_{what}_hours": 0})


def test_a_drill_never_fills_the_disk(backups: Backups) -> None:
    free = shutil.disk_usage(backups.folder).free

    assert "stay free" in said(backups, spare_bytes=free)


def test_a_drill_that_cannot_read_the_files_fails(backups: Backups) -> None:
    (backups.folder / "password").write_text("another one")

    assert "The drill failed: restic" in said(backups)


def test_a_repository_that_is_gone_is_not_made_anew(sqlite: Original, folder: Path) -> None:
    # As when a disk is not mounted: an empty repository would look like a good one.
    shutil.copy(sqlite.folder / "password", folder / "password")
    (folder / "address").write_text(str(folder / "restic"))
    (folder / "known").write_text(f"{folder / 'restic'}\n")
    (folder / "restic").mkdir()
    hand_over(folder)
    places = [folder / name for name in ("address", "password", "known")]
    ended = execute([sys.executable, "-m", "deploy.backup.keep", *places, sqlite.folder / "files"])

    assert ended.returncode == 1
    assert "No snapshot: restic" in ended.stderr
    assert list((folder / "restic").iterdir()) == []


def test_a_good_copy_of_sqlite_passes(sqlite: Original) -> None:
    ended = sqlite.drill()

    assert ended.returncode == 0, ended.stderr
    assert "as in the original" in ended.stdout


def test_one_byte_of_the_copy_of_sqlite_fails_it(sqlite: Original, folder: Path) -> None:
    backups = sqlite.copied(folder)
    for path in backups.files("restic/data/*/*")[:1]:
        flip(path)

    assert "The drill failed: restic" in said(backups)
