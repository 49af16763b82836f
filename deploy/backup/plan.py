"""What a drill is told: a file in TOML, which the role `backup` writes."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self


class PlanError(Exception):
    """The file is not a plan: its sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything is. Paths are absolute.

    `stanza` is pgBackRest's name for the database; empty: the database is SQLite, and its copy is
    in the snapshot. `taken` is the inventory of the original, in the snapshot too with SQLite.
    `files`, `keys` and `copy` are paths as they were on the original. `oldest_hours` is how old the
    newest backup of the database, and of the files, may be.
    """

    folder: Path  # of the drill alone: emptied before and after
    release: Path  # of Sílabo
    stamp: Path  # written when a drill went well
    taken: Path
    files: Path
    keys: Path
    repository: Path  # a file that holds restic's address, which may hold a password
    password: Path  # a file that holds restic's password
    oldest_files_hours: float
    copy: Path | None = None
    stanza: str = ""
    pgbackrest: Path = Path("/etc/pgbackrest.conf")
    postgresql: Path = Path("/usr/lib/postgresql/15/bin")
    port: int = 5499
    database: str = "silabo"
    time_zone: str = "UTC"  # of courses whose LMS tells none: SILABO_TIME_ZONE of the original
    oldest_database_hours: float = 26.0
    archive_seconds: float = 180.0  # for the last of the log to arrive
    spare_bytes: int = 1_000_000_000  # that a drill leaves free

    @classmethod
    def read(cls, path: Path) -> Self:
        """The plan in a file. Raises `PlanError`."""
        try:
            told = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise PlanError(f"{path}: {error}") from error
        unknown = set(told) - {each.name for each in fields(cls)}
        if unknown:
            raise PlanError(f"{path}: unknown {', '.join(sorted(unknown))}")
        try:
            return cls(**{name: _typed(cls, name, value) for name, value in told.items()})
        except TypeError as error:
            raise PlanError(f"{path}: {error}") from error


def _typed(plan: type[Plan], name: str, value: Any) -> Any:
    wanted = next(each.type for each in fields(plan) if each.name == name)
    return Path(value) if wanted in (Path, Path | None) else value
