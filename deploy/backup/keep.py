"""Takes a snapshot of files and keys, and lets old ones go.

    python -m deploy.backup.keep ADDRESS_FILE PASSWORD_FILE KNOWN FOLDER...

KNOWN is a file that says at which place the repository was there once. Without it one is made; with
it a repository that is gone is a failure, not a reason for an empty one: a disk may not be mounted.
"""

import re
import sys
import time
from pathlib import Path

from deploy.backup.programs import DrillError
from deploy.backup.snapshot import Repository

# The last two days by the hour, then five weeks by the day, back from the newest snapshot of all:
# by number, or by the host's name, what a machine held that stopped or was renamed would never go.
KEEP = ("--keep-within-hourly=48h", "--keep-within-daily=35d", "--group-by=")
TIDY_S = 20 * 3600
TAKEN = (
    "it holds snapshots, and this machine took none of them. Bring them back with restore.yml, or"
    " name an empty place in silabo_backup_repository"
)


def keep(repository: Repository, known: Path, folders: list[str]) -> None:
    """Take a snapshot; once a day, tidy up. Raises `DrillError`."""
    for each in folders:
        # restic would leave it out, and a restore would take what is left for all that there was.
        if not Path(each).is_dir():
            raise DrillError(f"{each} is not there")
    if _told(known)[:1] != [address_of(repository)]:
        _begin(repository, known)
    # What a process that is no more had locked: else nothing is tidied up again, or kept at all.
    repository.restic("unlock")
    repository.restic("backup", *folders)
    if time.time() - known.stat().st_mtime > TIDY_S:
        # To the last byte: what was deleted here is gone there too when its snapshots are.
        repository.restic("forget", *KEEP, "--prune", "--max-unused=0")
        _remember(repository, known)


def _begin(repository: Repository, known: Path) -> None:
    try:
        identity = repository.identity()
    except DrillError:
        repository.restic("init")
    else:
        # An empty system on top of what another machine kept would be what a restore brings. A
        # repository of this machine's own that was moved is known by its name.
        if identity not in _told(known) and repository.snapshots():
            raise DrillError(TAKEN)
    _remember(repository, known)


def address_of(repository: Repository) -> str:
    """Where a repository is, whoever logs in there: that may change."""
    return re.sub(r"//[^@/]*@", "//", repository.address.read_text(encoding="utf-8").strip())


def _told(known: Path) -> list[str]:
    return known.read_text(encoding="utf-8").splitlines() if known.exists() else []


def _remember(repository: Repository, known: Path) -> None:
    known.touch(mode=0o600)
    known.write_text(f"{address_of(repository)}\n{repository.identity()}\n", encoding="utf-8")


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
