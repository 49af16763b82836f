"""Packed tapes (.tar.gz), as Moodle writes most backups: read once, within the limits."""

import gzip
import io
import tarfile

from ingest.archive import Element, parse
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError


class _Bounded(io.RawIOBase):
    """A stream that ends with a refusal when more comes out of it than may."""

    def __init__(self, stream: gzip.GzipFile, most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise RejectedDocumentError(Rejection.ARCHIVE_TOO_BIG)
        buffer[: len(data)] = data
        return len(data)


class Tape:
    """The files of a packed tape by name: as `ingest.archive.Archive` has those of a zip archive.

    A tape cannot be looked at before it is inflated, so it is stopped as soon as it has given more
    than the limits allow. Links and devices are no files.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Read it. Raises `RejectedDocumentError`."""
        self._files: dict[str, bytes] = {}
        stream = _Bounded(gzip.GzipFile(fileobj=io.BytesIO(data)), limits.zip_total_bytes)
        try:
            with tarfile.open(fileobj=io.BufferedReader(stream), mode="r|") as tape:
                for count, member in enumerate(tape):
                    if count > limits.zip_entries or member.size > limits.zip_part_bytes:
                        raise RejectedDocumentError(Rejection.ARCHIVE_TOO_BIG)
                    opened = tape.extractfile(member) if member.isreg() else None
                    if opened is not None:
                        self._files[member.name.removeprefix("./")] = opened.read()
        except (tarfile.TarError, gzip.BadGzipFile, OSError) as error:
            raise RejectedDocumentError(Rejection.BROKEN_FILE) from error
        self.names = tuple(self._files)

    def __contains__(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._files

    def data(self, name: str) -> bytes:
        """The bytes of a file; none where it is not there."""
        return self._files.get(name, b"")

    def xml(self, name: str) -> Element | None:
        """A file as XML; None where it is not there. Raises as `parse` does."""
        return parse(self._files[name]) if name in self._files else None
