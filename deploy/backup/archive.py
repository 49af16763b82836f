"""The backup of a PostgreSQL: how new it is, and the database brought back from it."""

import json
import time
from pathlib import Path
from typing import Any

from deploy.backup.plan import Plan
from deploy.backup.programs import DrillError, run

SEGMENT_BITS = 24  # a file of the log has 16 MiB
LOOK_S = 2.0


class Archive:
    """What pgBackRest keeps of one database."""

    def __init__(self, plan: Plan) -> None:
        """Ask nothing yet."""
        self._plan = plan
        locks = plan.folder / "locks"
        # By the environment, so that PostgreSQL's own calls for its log find it too.
        self.environment = {
            "PGBACKREST_CONFIG": str(plan.pgbackrest),
            "PGBACKREST_STANZA": plan.stanza,
            "PGBACKREST_LOCK_PATH": str(locks),
            "PGBACKREST_LOG_LEVEL_FILE": "off",
        }

    def age_hours(self) -> float:
        """How long ago the newest backup was finished. Raises `DrillError` when there is none."""
        backups = self._info()["backup"]
        if not backups:
            raise DrillError("there is no backup of the database")
        ended_at = max(int(each["timestamp"]["stop"]) for each in backups)
        return (time.time() - ended_at) / 3600

    def bytes_needed(self) -> int:
        """How large the newest backup is when it is brought back."""
        newest = max(self._info()["backup"], key=lambda each: each["timestamp"]["stop"])
        return int(newest["info"]["size"])

    def await_log(self, wal: str) -> float:
        """Wait until the log is kept up to this place; return the seconds that it took.

        Raises `DrillError` when it does not come: what was written since would be lost.
        """
        begun, wanted = time.monotonic(), segment(wal)
        while True:
            newest = max((each["max"] or "" for each in self._info()["archive"]), default="")
            took_s = time.monotonic() - begun
            if newest[8:] >= wanted:
                return took_s
            if took_s > self._plan.archive_seconds:
                raise DrillError(f"the log is kept up to {newest or 'nothing'}, not to {wanted}")
            time.sleep(LOOK_S)

    def restore(self, target: Path, wal: str) -> dict[str, str]:
        """Bring the newest backup from before this place of the log back, into a new folder.

        Returns the settings with which a PostgreSQL there goes through the log up to that place.
        """
        target.mkdir(mode=0o700)
        label = self._before(wal)
        # Not pgBackRest's own recovery settings: it gives their file to the original's user, and
        # only root can.
        own = [f"--pg1-path={target}", f"--set={label}", "--type=preserve", "restore"]
        run(["pgbackrest", *own], environment=self.environment)
        (target / "recovery.signal").touch()
        return {
            "restore_command": f"pgbackrest --pg1-path={target} archive-get %f %p",
            "recovery_target_lsn": wal,
            # Everything before that place, and nothing from it on.
            "recovery_target_inclusive": "off",
            "recovery_target_action": "promote",
        }

    def _before(self, wal: str) -> str:
        """The name of the newest backup that was finished before a place of the log."""
        wanted = _position(wal)
        for each in sorted(
            self._info()["backup"], key=lambda each: int(each["timestamp"]["stop"]), reverse=True
        ):
            if _position(each["lsn"]["stop"]) <= wanted:
                return str(each["label"])
        raise DrillError(f"no backup of the database is from before {wal}")

    def _info(self) -> dict[str, Any]:
        told = json.loads(
            run(["pgbackrest", "info", "--output=json"], environment=self.environment)
        )
        if not told or told[0]["status"]["code"]:
            said = told[0]["status"]["message"] if told else "no such stanza"
            raise DrillError(f"the backup of the database: {said}")
        found: dict[str, Any] = told[0]
        return found


def segment(wal: str) -> str:
    """The end of the name of the log's file in which a place lies.

    It has 16 digits; the 8 before them are the timeline (PostgreSQL, Internals, WAL).
    """
    high, low = divmod(_position(wal), 1 << 32)
    return f"{high:08X}{low >> SEGMENT_BITS:08X}"


def _position(wal: str) -> int:
    high, _, low = wal.partition("/")
    return (int(high, 16) << 32) + int(low, 16)
