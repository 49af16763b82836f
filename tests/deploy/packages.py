"""Debian's packages that test machines have fetched, so that each is fetched once.

Every machine has a folder of its own with links, since apt locks the folder that it works in.
"""

import contextlib
from pathlib import Path

from tests.deploy.debian import CACHE

ARCHIVES = CACHE / "archives"


def folder_of(machine: Path) -> Path:
    """The folder for a machine's apt."""
    return machine / "archives"


def take(release: str, machine: Path) -> None:
    """Put in it what machines of this Debian have fetched."""
    _link(ARCHIVES / release, folder_of(machine))


def keep(release: str, machine: Path) -> None:
    """Keep what this one has fetched."""
    _link(folder_of(machine), ARCHIVES / release)


def _link(source: Path, target: Path) -> None:
    for folder in (source, target / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    for each in source.glob("*.deb"):
        with contextlib.suppress(FileExistsError):
            (target / each.name).hardlink_to(each)
