"""One file over one connection to the parser: what is sent, what comes back, whose fault it is."""

import logging
import math
import re
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Generic, TypeVar

from ingest.limits import Limits
from ingest.progress import Heard
from ingest.rejections import Rejection
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser import members_json
from silabo.adapters.parser.confined_reading import options
from silabo.adapters.parser.extract_json import MOST_BYTES, UnreadableAnswerError, loads
from silabo.adapters.parser.protocol import MOST_HEAD, READING, Request, ending, pages_told
from silabo.domain.containers import Unpacked
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.pictures import PictureSource

logger = logging.getLogger(__name__)

_GRACE_S = 10  # a parser whose client does not end it ends itself that much after the wall limit
_AT_ONCE = 1 << 16  # bytes
PICTURE_BYTES = 9_000_000
_PGM = re.compile(rb"P5 (\d{1,5}) (\d{1,5}) 255\n")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How long and how much one file may be read.

    The confinement's processor time is the file's; `wall_s` counts sending and waiting for a busy
    machine too, so it is much the larger.
    """

    wall_s: float = 900.0
    confinement: Confinement = field(default_factory=Confinement)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Wanted(Generic[T]):
    """What is asked of a file: how an answer is understood, how long it may be, from which number
    on an archive is taken apart, and which page or picture is painted.
    """

    understood: Callable[[bytes, Limits], T]
    most_bytes: int
    after: int | None = None
    page: int | None = None
    source: PictureSource | None = None


SECTIONS = Wanted(loads, MOST_BYTES)


def members(after: int) -> Wanted[Unpacked]:
    """The documents of an archive, from this number on."""
    return Wanted(members_json.loads, members_json.MOST_BYTES, after)


def picture(which: int | PictureSource) -> Wanted[bytes]:
    """How a page or a picture in a file looks, as a PGM file."""
    if isinstance(which, PictureSource):
        return Wanted(_picture, PICTURE_BYTES, source=which)
    return Wanted(_picture, PICTURE_BYTES, page=which)


def _picture(answer: bytes, limits: Limits) -> bytes:
    found = _PGM.match(answer)
    if found is None:
        loads(answer, limits)  # a rejection
        raise UnreadableAnswerError
    if len(answer) - found.end() != int(found[1]) * int(found[2]):
        raise UnreadableAnswerError
    return answer


def exchange(
    connection: socket.socket,
    data: bytes,
    media_type: str,
    reading: ReadingLimits,
    wanted: Wanted[T],
    *,
    heard: Heard | None = None,
) -> T:
    """Send a file on a fresh connection and return what is wanted of it. `heard` is told which page
    is being read, of how many; what it raises ends the reading.

    Raises `RejectedDocumentError` with a code of `ingest.rejections`: "too_heavy" when the reading
    used up its processor time or memory, or crashed, so that the same file would do it again.
    Raises `ServiceError` when it was ended from outside, or did not come to an end within the wall
    limit: how busy a machine is says nothing of a file.
    """
    alarm_s = math.ceil(reading.wall_s) + _GRACE_S
    confinement = asdict(reading.confinement) | {"alarm_s": alarm_s}
    told = options(confinement, asdict(reading.limits), wanted.after, wanted.page, wanted.source)
    head = Request(media_type, told, len(data))
    connection.setblocking(False)
    most = len(READING) + wanted.most_bytes + MOST_HEAD
    conversation = _Conversation(connection, time.monotonic() + reading.wall_s, most)
    if heard is not None:
        conversation.heard = heard
    begun, found, said = conversation.run([memoryview(head.line()), memoryview(data)]).partition(
        READING
    )
    if begun or not found:
        raise ServiceError("the parser failed")
    said = said[pages_told(said)[0] :]
    if len(said) > wanted.most_bytes + MOST_HEAD:
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    if conversation.late:
        raise ServiceError(f"a document was not read within {reading.wall_s:.0f} s")
    return _judged(said, media_type, reading, wanted)


def _judged(said: bytes, media_type: str, reading: ReadingLimits, wanted: Wanted[T]) -> T:
    """What came of a reading that is over."""
    answer, _, last = said.rstrip(b"\n").rpartition(b"\n")
    ended = ending(last)
    if ended is None:
        raise ServiceError("the parser went away while it read a document")
    if ended.code:
        logger.info("parser_ended", extra={"media_type": media_type, **asdict(ended)})
        if ended.is_the_machines(reading.confinement.cpu_s):
            raise ServiceError("the reading of a document was ended from outside")
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    if len(answer) > wanted.most_bytes:
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    try:
        return wanted.understood(answer, reading.limits)
    except UnreadableAnswerError as error:
        logger.warning("parser_answer_refused", extra={"media_type": media_type})
        raise RejectedDocumentError(Rejection.BROKEN_FILE) from error


class _Conversation:
    """Sends and listens at once: a parser may answer, or end, before it has taken everything.

    `late` says that the deadline came before the end.
    """

    def __init__(self, connection: socket.socket, deadline: float, most_bytes: int) -> None:
        """Over this connection, until this moment of the monotonic clock or so many bytes."""
        self._most_bytes = most_bytes
        self.late = False
        self._connection = connection
        self._deadline = deadline
        self._answer = bytearray()
        self._told_to = len(READING)
        self.heard: Heard = lambda _number, _pages: None

    def run(self, unsent: list[memoryview]) -> bytes:
        """What the parser answers."""
        both = selectors.EVENT_READ | selectors.EVENT_WRITE
        with selectors.DefaultSelector() as selector:
            selector.register(self._connection, both)
            while len(self._answer) <= self._most_bytes:
                left = self._deadline - time.monotonic()
                ready = selector.select(left) if left > 0 else []
                if not ready:
                    self.late = True
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
        self._told_to, told = pages_told(self._answer, self._told_to)
        if told is not None:
            self.heard(*told)
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
