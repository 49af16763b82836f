"""What restic keeps of files and keys: the newest snapshot, how old it is, and what it gives
back.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.backup.programs import DrillError, run


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot: its id, and when it was begun."""

    id: str
    begun: datetime

    def age_hours(self) -> float:
        """How long ago that was."""
        return (datetime.now(UTC) - self.begun).total_seconds() / 3600


@dataclass(frozen=True, slots=True)
class Repository:
    """A place of restic's: files that hold its address and its password.

    `home` is where an SSH client finds its key, for an address behind one.
    """

    address: Path
    password: Path
    home: Path

    def identity(self) -> str:
        """The name that it got when it was made. Raises `DrillError` when none can be read."""
        return str(json.loads(self.restic("--no-lock", "cat", "config"))["id"])

    def snapshots(self) -> list[Snapshot]:
        """All of them, the newest last."""
        told = json.loads(self.restic("--no-lock", "snapshots", "--json") or "[]")
        found = [Snapshot(each["id"], _moment(each["time"])) for each in told or []]
        return sorted(found, key=lambda each: each.begun)

    def newest(self) -> Snapshot:
        """The newest snapshot. Raises `DrillError` when there is none."""
        found = self.snapshots()
        if not found:
            raise DrillError("there is no snapshot of the files")
        return found[-1]

    def bytes_needed(self, snapshot: Snapshot) -> int:
        """How large it is when it is brought back."""
        words = ("--no-lock", "stats", "--mode=restore-size", "--json")
        return int(json.loads(self.restic(*words, snapshot.id))["total_size"])

    def examine(self) -> None:
        """Whether the repository's own lists agree. Raises `DrillError`."""
        self.restic("--no-lock", "check")

    def restore(self, snapshot: Snapshot, target: Path) -> None:
        """Bring everything back below a folder; restic compares each piece with its SHA-256.

        Raises `DrillError`. Reading needs no lock: nobody waits for a drill, nor it for a backup.
        """
        self.restic("--no-lock", "restore", snapshot.id, "--target", str(target))

    def restic(self, *words: str) -> str:
        """What restic said. Raises `DrillError`."""
        where: Sequence[str] = (
            *("restic", "--no-cache", "--quiet", "--repository-file", str(self.address)),
            *("--password-file", str(self.password)),
        )
        return run([*where, *words], environment={"HOME": str(self.home)})


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
