"""Has an untrusted file read by a service of this machine, over its Unix socket."""

import logging
import math
import selectors
import socket
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.formats import MEDIA_TYPES
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.adapters.confined_reading import options
from silabo.adapters.confinement import Confinement
from silabo.adapters.extract_json import MOST_BYTES, UnreadableAnswerError, loads
from silabo.adapters.parser_protocol import READING, Request
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.passages import Extract

logger = logging.getLogger(__name__)

_GRACE_S = 10  # a service whose client does not end it ends itself that much after the wall limit
_AT_ONCE = 1 << 16  # bytes
_MOST = len(READING) + MOST_BYTES + 1  # bytes; the answer ends with its line


@dataclass(frozen=True, slots=True)
class SocketOptions:
    """Where the service listens, and how long and how much it may read. `wall_s` counts sending
    and waiting too, so it is the larger.
    """

    path: Path
    wall_s: float = 30.0
    confinement: Confinement = field(default_factory=Confinement)
    limits: Limits = field(default_factory=Limits)


class SocketReader:
    """A `DocumentReader`: one file, one connection, one process of the service.

    The other side is parser_service.py; systemd starts one for each connection and throws it away.
    """

    def __init__(self, chosen: SocketOptions) -> None:
        """Connect to nothing."""
        self._options = chosen
        alarm_s = math.ceil(chosen.wall_s) + _GRACE_S
        self._told = options(
            asdict(chosen.confinement) | {"alarm_s": alarm_s}, asdict(chosen.limits)
        )

    def read(self, data: bytes, media_type: str) -> Extract:
        """The sections of a file.

        Raises `RejectedDocumentError` with a code of `ingest.rejections`: "too_heavy" when the
        service began to read and did not come to an end, so that the same file would end it again.
        Raises `ServiceError` when there is no service, or it ended before it read the file.
        """
        if media_type not in MEDIA_TYPES.values():
            raise RejectedDocumentError(Rejection.UNKNOWN_FORMAT, extension="")
        head = Request(media_type, self._told, len(data)).line()
        begun, found, line = self._exchange(head, data).partition(READING)
        if begun or not found:
            raise ServiceError("the parser service failed")
        # Only a whole answer ends with its line: a service that was ended has not written it.
        if len(line) > MOST_BYTES or not line.endswith(b"\n"):
            logger.info("parser_service_ended", extra={"media_type": media_type})
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        try:
            return loads(line, self._options.limits)
        except UnreadableAnswerError as error:
            logger.warning("parser_service_answer_refused", extra={"media_type": media_type})
            raise RejectedDocumentError(Rejection.BROKEN_FILE) from error

    def _exchange(self, *pieces: bytes) -> bytes:
        """Send the request and return all that comes back, up to the wall limit and the largest
        answer.
        """
        deadline = time.monotonic() + self._options.wall_s
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(self._options.wall_s)
            try:
                connection.connect(str(self._options.path))
            except OSError as error:
                raise ServiceError("the parser service does not answer") from error
            connection.setblocking(False)
            return _Conversation(connection, deadline).run([memoryview(each) for each in pieces])


class _Conversation:
    """Sends and listens at once: a service may answer, or end, before it has taken everything."""

    def __init__(self, connection: socket.socket, deadline: float) -> None:
        """Over this connection, until this moment of the monotonic clock."""
        self._connection = connection
        self._deadline = deadline
        self._answer = bytearray()

    def run(self, unsent: list[memoryview]) -> bytes:
        """What the service answers."""
        both = selectors.EVENT_READ | selectors.EVENT_WRITE
        with selectors.DefaultSelector() as selector:
            selector.register(self._connection, both)
            while len(self._answer) <= _MOST:
                left = self._deadline - time.monotonic()
                ready = selector.select(left) if left > 0 else []
                if not ready:
                    break
                happened = ready[0][1]
                if happened & selectors.EVENT_READ and not self._take():
                    break
                if happened & selectors.EVENT_WRITE and not self._give(unsent):
                    selector.modify(self._connection, selectors.EVENT_READ)
        return bytes(self._answer)

    def _take(self) -> bool:
        """Receive once; False at the end."""
        try:
            piece = self._connection.recv(_AT_ONCE)
        except ConnectionError:  # it ended with some of our file unread
            return False
        self._answer += piece
        return bool(piece)

    def _give(self, unsent: list[memoryview]) -> bool:
        """Send once; False when there is no more to send, or nobody to take it."""
        try:
            while unsent:
                sent = self._connection.send(unsent[0][:_AT_ONCE])
                if sent < len(unsent[0]):
                    unsent[0] = unsent[0][sent:]
                    return True
                del unsent[0]
        except BlockingIOError:
            return True
        except ConnectionError:
            return False
        return False
