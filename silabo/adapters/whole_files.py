"""Writes a file so that it is whole or not there, and still there after a power cut."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PARTIAL = ".partial"  # what a killed process leaves ends so


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Write beside the target, sync, then rename; a block that raises leaves nothing.

    Makes the folder of the target. Raises `OSError`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=f"{target.name}.", suffix=PARTIAL, delete=False
    ) as partial:
        try:
            yield partial.file
            partial.flush()
            os.fsync(partial.fileno())
            Path(partial.name).replace(target)
        except BaseException:
            Path(partial.name).unlink(missing_ok=True)
            raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Without this the name of a renamed file may be lost in a power cut.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
