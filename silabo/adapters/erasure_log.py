"""Who was erased, in a file beside the database: a restored backup does not know it."""

import os
from pathlib import Path


class ErasureFile:
    """An `ErasureLog`: a line a person, by the public id, which names nobody any more."""

    def __init__(self, path: Path) -> None:
        """Choose the file; the first erasure makes it."""
        self._path = path

    def note(self, public_id: str) -> None:
        """Write a public id down, synced. Raises `OSError` where the disk takes nothing: then
        nothing is erased either.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{public_id}\n")
            file.flush()
            os.fsync(file.fileno())

    def noted(self) -> list[str]:
        """The public ids, oldest first, each once. A line that a crash has cut names nobody."""
        if not self._path.exists():
            return []
        return list(dict.fromkeys(self._path.read_text("ascii").splitlines()))
