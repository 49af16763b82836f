"""Brings the newest backup back beside the live system, and looks whether it is all there.

    python -m deploy.backup.drill PLAN

Ends with 0, a line and a stamp when it is; with 1 and a line when it is not.
"""

import contextlib
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from deploy.backup.archive import Archive
from deploy.backup.copy_server import copy_server, examine_pages
from deploy.backup.plan import Plan, PlanError
from deploy.backup.programs import DrillError, run
from deploy.backup.snapshot import Repository, Snapshot


def drill(plan: Plan) -> str:
    """What was found to be there, in a line. Raises `DrillError` with what was not."""
    begun = time.monotonic()
    repository = Repository(plan.repository, plan.password, home=plan.folder.parent)
    snapshot = repository.newest()
    _require_new("files", snapshot.age_hours(), plan.oldest_files_hours)
    _require_space(plan, repository.bytes_needed(snapshot))
    repository.examine()
    restored = plan.folder / "files"
    repository.restore(snapshot, restored)
    with _database(plan, restored) as (address, taken):
        told = _examine(plan, address, taken, restored, snapshot)
    took_s = time.monotonic() - begun
    _stamp(plan, took_s, told)
    return f"The backup is whole, after {took_s:.0f} s: {'; '.join(told)}"


@contextmanager
def _database(plan: Plan, restored: Path) -> Iterator[tuple[str, Path]]:
    """The address of the database that was brought back, and what the original held."""
    if not plan.stanza:
        if plan.copy is None:
            raise DrillError("the plan names neither a stanza nor a copy of the database")
        yield f"sqlite:///{below(restored, plan.copy)}", below(restored, plan.taken)
        return
    archive, data = Archive(plan), plan.folder / "database"
    _require_new("database", archive.age_hours(), plan.oldest_database_hours)
    _require_space(plan, archive.bytes_needed())
    wal = json.loads(plan.taken.read_text(encoding="utf-8"))["wal"]
    archive.await_log(wal)
    recovery = archive.restore(data, wal)
    with copy_server(plan, data, recovery, archive.environment) as address:
        examine_pages(plan)
        yield address, plan.taken


def _examine(
    plan: Plan, address: str, taken: Path, restored: Path, snapshot: Snapshot
) -> list[str]:
    """What Sílabo says of the copy, a line each. Raises `DrillError` when something is wrong."""
    (plan.folder / "data").mkdir(mode=0o700)
    environment = {
        "SILABO_DATABASE_URL": address,
        "SILABO_DATA_DIR": str(plan.folder / "data"),
        "SILABO_FILES_DIR": str(below(restored, plan.files)),
        "SILABO_KEYS_DIR": str(below(restored, plan.keys)),
        # What the original keeps: without it doctor asks for it, and that is no fault of a backup.
        "SILABO_TIME_ZONE": plan.time_zone,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    until = snapshot.begun.strftime("%Y-%m-%dT%H:%M:%S")
    told: list[str] = []
    for words in (
        ["backup", "check", "--against", str(taken), "--files-until", until],
        ["backup", "rehearse"],
        ["doctor"],
    ):
        flask = plan.release / ".venv" / "bin" / "flask"
        said = run([flask, *words], environment=environment, folder=plan.release)
        told += said.splitlines() if words[0] == "backup" else []
    return [" ".join(line.removeprefix("ok").split()) for line in told]


def below(folder: Path, original: Path) -> Path:
    """Where a path of the original lies in a copy."""
    return folder / original.relative_to("/")


def _require_new(what: str, age_hours: float, most_hours: float) -> None:
    if age_hours > most_hours:
        raise DrillError(
            f"the newest backup of the {what} is {age_hours:.1f} hours old; it may be {most_hours}"
        )


def _require_space(plan: Plan, wanted_bytes: int) -> None:
    # The live system shares this disk: a drill must not be what fills it.
    free = shutil.disk_usage(plan.folder).free
    if free < wanted_bytes + plan.spare_bytes:
        raise DrillError(
            f"{free / 1e9:.1f} GB are free in {plan.folder}; the copy needs"
            f" {wanted_bytes / 1e9:.1f}, and {plan.spare_bytes / 1e9:.1f} stay free"
        )


def _stamp(plan: Plan, took_s: float, told: list[str]) -> None:
    stamp = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "took_s": round(took_s, 1),
        "told": told,
    }
    beside = plan.stamp.with_name(f"{plan.stamp.name}.new")
    beside.write_text(json.dumps(stamp, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(plan.stamp)


def _empty(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            _open_up(each)
            shutil.rmtree(each)
        else:
            each.unlink()


def _open_up(folder: Path) -> None:
    # A folder comes back with its original's rights, and those may be for reading alone.
    for each in [folder, *folder.rglob("*")]:
        if each.is_dir() and not each.is_symlink():
            with contextlib.suppress(OSError):
                each.chmod(0o700)


def main(words: list[str]) -> int:
    """Run the drill of a plan."""
    try:
        plan = Plan.read(Path(words[0]))
        _empty(plan.folder)
        try:
            line = drill(plan)
        finally:
            _empty(plan.folder)
    except (DrillError, PlanError, OSError, ValueError, KeyError, IndexError) as error:
        sys.stderr.write(f"The drill failed: {error}\n")
        return 1
    sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
