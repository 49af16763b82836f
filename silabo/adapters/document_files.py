"""Uploaded files in a folder: named by their version, synced before anybody is told of them."""

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

from silabo.adapters.whole_files import whole_file
from silabo.domain.errors import DiskFullError, ServiceError, UploadError

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """Size in bytes, and the SHA-256 of the content in hex."""

    size: int
    sha256: str


class FolderFiles:
    """`DocumentFiles` in <folder>/<first two characters>/<version>: a folder stays small enough."""

    def __init__(self, folder: Path) -> None:
        """Choose the folder; it is made with the first file."""
        self._folder = folder

    def save(self, version: str, stream: BinaryIO, *, limit: int) -> Stored:
        """Write a file, whole or not at all; it is on the disk when this returns."""
        try:
            with whole_file(self._path(version)) as target:
                return _copy(stream, target, limit)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError("the disk for uploaded files is full") from error
            raise ServiceError("an uploaded file could not be written") from error

    def load(self, version: str) -> bytes:
        """The bytes of a kept file."""
        try:
            return self._path(version).read_bytes()
        except OSError as error:
            raise ServiceError("an uploaded file could not be read") from error

    def delete(self, version: str) -> None:
        """Forget a file; an absent one is no error."""
        try:
            self._path(version).unlink(missing_ok=True)
        except OSError as error:
            raise ServiceError("an uploaded file could not be deleted") from error

    def stored(self) -> list[tuple[str, datetime]]:
        """Every kept file, and partial ones that a killed process left, with their times."""
        return list(self._walk())

    def _walk(self) -> Iterator[tuple[str, datetime]]:
        for path in self._folder.glob("??/*"):
            try:
                written = path.stat().st_mtime
            except FileNotFoundError:
                continue  # a partial file that got its name meanwhile, or one that was deleted
            if path.is_file():
                yield path.name, datetime.fromtimestamp(written, UTC)

    def _path(self, version: str) -> Path:
        return self._folder / version[:2] / version


def _copy(source: BinaryIO, target: IO[bytes], limit: int) -> Stored:
    digest = hashlib.sha256()
    size = 0
    while piece := source.read(PIECE):
        size += len(piece)
        if size > limit:
            raise UploadError("file_too_large", limit_mb=limit // 1_000_000)
        digest.update(piece)
        target.write(piece)
    return Stored(size=size, sha256=digest.hexdigest())
