"""Has an untrusted file read by a process of our own, which forks one for each file."""

import os
import socket
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

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

_PROGRAM = Path(__file__).with_name("service.py")
T = TypeVar("T")

_ENDING_S = 0.5  # for a process that was killed to be known as such
_END_S = 5  # for the process to end when it is no longer wanted


@dataclass(frozen=True, slots=True)
class ChildOptions:
    """How long and how much a child may read, and the program that forks it."""

    reading: ReadingLimits = field(default_factory=ReadingLimits)
    program: Path = _PROGRAM


class ChildReader:
    """A `DocumentReader`: the program of the service (service.py), started at the first
    file, with an empty environment. Readers of one process share it; it ends with the last of them.
    A forked process starts its own.

    Works where `resource` and sessions exist: Linux, and with weaker limits other Unix systems.
    """

    def __init__(self, chosen: ChildOptions | None = None) -> None:
        """Start nothing."""
        self._options = chosen or ChildOptions()
        self._parser: _Parser | None = None

    def read(self, data: bytes, media_type: str, heard: Heard | None = None) -> Extract:
        """The sections of a file. Raises as `exchange` does, and `ServiceError` when no process
        could be started.
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
        try:
            return self._exchanged(data, media_type, wanted, heard)
        except ServiceError:
            # Somebody ended the program meanwhile: the file goes to another one, once.
            if self._parser is None or not self._parser.has_ended(within_s=_ENDING_S):
                raise
        return self._exchanged(data, media_type, wanted, heard)

    def _exchanged(self, data: bytes, media_type: str, wanted: Wanted[T], heard: Heard | None) -> T:
        with self._connection() as connection:
            return exchange(
                connection, data, media_type, self._options.reading, wanted, heard=heard
            )

    def _connection(self) -> socket.socket:
        """A fresh connection; a parser that has ended is started once more."""
        with _starting:
            parser = _running.get(self._options.program)
            if parser is None or not parser.lives:
                parser = _running[self._options.program] = _Parser(self._options.program)
            self._parser = parser  # what keeps it running
            return parser.connection()


class _Parser:
    """The running program, and the socket over which it is handed its connections."""

    def __init__(self, program: Path) -> None:
        """Start it. Raises `ServiceError`."""
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                    [sys.executable, "-I", "-B", str(program)],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env={},
                    cwd="/",
                    start_new_session=True,
                )
            except OSError as error:
                self._control.close()
                raise ServiceError("no parser could be started") from error
        weakref.finalize(self, _end, self._process, self._control, self._owner)

    @property
    def lives(self) -> bool:
        """Whether it runs, and is this process's own."""
        return self._owner == os.getpid() and self._process.poll() is None

    def has_ended(self, *, within_s: float) -> bool:
        """Whether this process's own one ends so soon."""
        if self._owner != os.getpid():
            return False
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def connection(self) -> socket.socket:
        """One end of a new connection; the parser gets the other. Raises `ServiceError`."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"."], [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise ServiceError("the parser has ended") from error
        return ours


# By its program: importing what reads takes longer than most readings.
_running: WeakValueDictionary[Path, _Parser] = WeakValueDictionary()
_starting = threading.Lock()


def _end(process: subprocess.Popen[bytes], control: socket.socket, owner: int) -> None:
    """Hang up, which ends it. What it reads just now ends with its own connection."""
    control.close()
    if owner != os.getpid():
        return
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
