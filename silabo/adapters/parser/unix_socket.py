"""Has an untrusted file read by a service of this machine, over its Unix socket."""

import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ingest.formats import LABELS, MEDIA_TYPES
from ingest.progress import Heard
from ingest.rejections import Rejection
from silabo.adapters.parser.exchange import (
    SECTIONS,
    ReadingLimits,
    Wanted,
    exchange,
    members,
    picture,
)
from silabo.domain.containers import Unpacked
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.passages import Extract
from silabo.domain.pictures import PictureSource

T = TypeVar("T")

_CONNECT_S = 30.0  # for a place among those who wait; it starts with the first connection


@dataclass(frozen=True, slots=True)
class SocketOptions:
    """Where the service listens, and how long and how much it may read."""

    path: Path
    reading: ReadingLimits = field(default_factory=ReadingLimits)


class SocketReader:
    """A `DocumentReader`: one file, one connection, one process of the service.

    The other side is service.py, which systemd starts with the first connection.
    """

    def __init__(self, chosen: SocketOptions) -> None:
        """Connect to nothing."""
        self._options = chosen

    def read(self, data: bytes, media_type: str, heard: Heard | None = None) -> Extract:
        """The sections of a file. Raises as `exchange` does, and `ServiceError` when there is no
        service.
        """
        return self._asked(data, media_type, SECTIONS, heard)

    def picture(self, data: bytes, media_type: str, which: int | PictureSource) -> bytes:
        """How a page or a picture looks. Raises as `read` does."""
        return self._asked(data, media_type, picture(which))

    def unpack(self, data: bytes, media_type: str, after: int = 0) -> Unpacked:
        """The documents of an archive. Raises as `read` does."""
        return self._asked(data, media_type, members(after))

    def _asked(
        self, data: bytes, media_type: str, wanted: Wanted[T], heard: Heard | None = None
    ) -> T:
        """What is wanted of a file."""
        if media_type not in MEDIA_TYPES.values():
            raise RejectedDocumentError(Rejection.UNKNOWN_FORMAT, extension="", formats=LABELS)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_CONNECT_S)
            try:
                connection.connect(str(self._options.path))
            except OSError as error:
                raise ServiceError("the parser service does not answer") from error
            return exchange(
                connection, data, media_type, self._options.reading, wanted, heard=heard
            )
