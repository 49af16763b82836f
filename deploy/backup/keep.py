"""Takes a snapshot of files and keys, and lets old ones go.

    python -m deploy.backup.keep ADDRESS_FILE PASSWORD_FILE KNOWN FOLDER...

KNOWN is a file that says that the repository was there once. Without it one is made; with it a
repository that is gone is a failure, not a reason for an empty one: a disk may not be mounted.
"""

import sys
import time
from pathlib import Path

from deploy.backup.programs import DrillError
from deploy.backup.snapshot import Repository

# The last two days by the hour, then five weeks by the day.
KEEP = ("--keep-hourly=48", "--keep-daily=35", "--group-by=host")
TIDY_S = 20 * 3600


def keep(repository: Repository, known: Path, folders: list[str]) -> None:
    """Take a snapshot; once a day, tidy up. Raises `DrillError`."""
    for each in folders:
        # restic would leave it out, and a restore would take what is left for all that there was.
        if not Path(each).is_dir():
            raise DrillError(f"{each} is not there")
    new = not known.exists()
    if new:
        _make(repository)
    # What a process that is no more had locked: else nothing is tidied up again, or kept at all.
    repository.restic("unlock")
    repository.restic("backup", *folders)
    if new or time.time() - known.stat().st_mtime > TIDY_S:
        # To the last byte: what was deleted here is gone there too when its snapshots are.
        repository.restic("forget", *KEEP, "--prune", "--max-unused=0")
        known.touch(mode=0o600)


def _make(repository: Repository) -> None:
    try:
        # There may be one: this machine may take the place of another.
        repository.restic("--no-lock", "cat", "config")
    except DrillError:
        repository.restic("init")


def main(words: list[str]) -> int:
    """Take a snapshot of these folders."""
    address, password, known, *folders = words
    repository = Repository(Path(address), Path(password), home=Path(known).parent)
    try:
        keep(repository, Path(known), folders)
    except DrillError as error:
        sys.stderr.write(f"No snapshot: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
