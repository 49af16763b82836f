"""A plugin: the folders of tests are in memory, where this machine has room for them there.

Thousands of small databases wait for a disk at each transaction: most of the time of a run, and no
test looks at what a disk still has after the power went. Processes that are killed find there what
they wrote, and all that the tool does is done, as on a disk.
"""

import os
import shutil
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")
ROOM = 2**31  # bytes; a run has less than half of that at a time
KNOWN_AS = "PYTEST_DEBUG_TEMPROOT"  # what pytest makes its folders in


def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder; the processes of pytest-xdist are given theirs in it."""
    chosen = config.option.basetemp or os.environ.get(KNOWN_AS)  # noqa: TID251 - pytest's own
    if chosen is None and fits(MEMORY):
        os.environ[KNOWN_AS] = str(MEMORY)  # noqa: TID251 - as above


def fits(folder: Path) -> bool:
    """Whether tests may have their folders there: it has room, and may hold programs."""
    return (
        folder.is_dir()
        and os.access(folder, os.W_OK)
        and shutil.disk_usage(folder).free >= ROOM
        and not os.statvfs(folder).f_flag & os.ST_NOEXEC
    )


def root() -> str | None:
    """The folder that those of tests are made in, also what is not among pytest's own; None: that
    of the machine.
    """
    return os.environ.get(KNOWN_AS)  # noqa: TID251 - pytest's own
