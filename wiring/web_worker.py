"""A threaded worker whose threads do not wait for slow clients: a request is gathered first.

gunicorn's own gives a thread to each connection that begins to send: as many clients as there are
threads, each sending a byte now and then, and nobody else is served. Here the loop that accepts
connections also reads them, and a thread is given a request that is whole.
"""

import errno
import re
import selectors
import socket
import time
from contextlib import suppress
from functools import partial
from typing import Any, cast

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

REQUEST_S = 15.0  # for the whole of a request that is gathered; nginx gives a head as long
STOP_S = 2.0  # for what is still being gathered when the worker ends
HEAD_BYTES = 64 * 1024
# A longer request, such as an upload, is given to a thread when so much has arrived. The rest has
# to come this fast, or is given up.
GATHERED_BYTES = 512 * 1024
LEAST_BYTES_S = 16 * 1024
SENDING_S = 30.0  # of waiting in all for a client that takes less than LEAST_BYTES_S of an answer
# Of all requests that are being gathered; then the one that began first gives way.
HELD_BYTES = 64 * 1024 * 1024
PIECE = 64 * 1024

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?=\r\n)", re.I)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.I)
_REFUSAL = "HTTP/1.1 {}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Arriving:
    """A request as far as it has arrived."""

    def __init__(self) -> None:
        """Nothing has; it has `REQUEST_S` from now."""
        self.received = bytearray()
        self.until = time.monotonic() + REQUEST_S
        self._needed: int | None = None  # bytes in all, once the head is here
        self._chunked = False

    def add(self, data: bytes) -> None:
        """Take what came next."""
        looked_at = max(0, len(self.received) - 3)
        self.received += data
        if self._needed is not None:
            return
        end = self.received.find(b"\r\n\r\n", looked_at)
        if end >= 0:
            head = bytes(self.received[: end + 2])
            length = _LENGTH.search(head)
            self._chunked = _CHUNKED.search(head) is not None
            self._needed = end + 4 + (int(length[1]) if length else 0)

    @property
    def whole(self) -> bool:
        """Whether a thread may have it. The parser judges what it really is."""
        if self._needed is None:
            return False
        if len(self.received) >= GATHERED_BYTES:
            return True
        if self._chunked:
            return self.received.endswith(b"0\r\n\r\n")
        return len(self.received) >= self._needed

    @property
    def too_long(self) -> bool:
        """Whether its head does not end."""
        return self._needed is None and len(self.received) > HEAD_BYTES


class PromptUnreader(SocketUnreader):
    """Reads what a thread still waits for, with a time limit that moves with what has come."""

    def begin(self) -> None:
        """Count from now on."""
        self._until = time.monotonic() + REQUEST_S

    def chunk(self, size_hint: int | None = None) -> bytes:
        """What comes next. Raises `ConnectionResetError` where it takes too long."""
        given = self.sock.gettimeout()
        left = max(0.01, self._until - time.monotonic())
        self.sock.settimeout(left if given is None else min(given, left))
        try:
            data = super().chunk(size_hint)  # type: ignore[call-arg]
        except TimeoutError as error:
            if given is not None:
                raise  # whoever set it waits for this
            raise ConnectionResetError(errno.ECONNRESET, "the client is too slow") from error
        finally:
            self.sock.settimeout(given)
        self._until += len(data) / LEAST_BYTES_S
        return data


class PacedSocket(socket.socket):
    """A client's connection, with a time limit for an answer that moves with what was taken of it.

    What a stream waits for between two pieces does not count: only sending does.
    """

    def begin(self) -> None:
        """Count from now on, for the next answer."""
        self._left_s = SENDING_S

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send all of it. Raises `ConnectionResetError` where the client takes it too slowly."""
        given, began = self.gettimeout(), time.monotonic()
        allowed = max(0.0, self._left_s) + memoryview(data).nbytes / LEAST_BYTES_S
        self.settimeout(max(0.01, allowed))
        try:
            super().sendall(data, flags)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the client is too slow") from error
        finally:
            self.settimeout(given)
        self._left_s = min(SENDING_S, allowed - (time.monotonic() - began))

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Send of a file what is asked for, as `sendall` does; returns how much it was."""
        file.seek(offset)
        sent = 0
        while piece := file.read(PIECE if count is None else min(PIECE, count - sent)):
            self.sendall(piece)
            sent += len(piece)
        return sent


class GatheringWorker(ThreadWorker):
    """gunicorn's threaded worker, with a loop that gathers requests before a thread has them."""

    def init_process(self) -> None:
        """Run until told to end."""
        self._arriving: dict[TConn, Arriving] = {}  # by age: each has the same time
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Gather the next request of a connection; what came with the one before counts."""
        if not conn.initialized:
            conn.sock = PacedSocket(fileno=conn.sock.detach())
            conn.init()
            conn.parser.unreader = PromptUnreader(conn.sock)  # type: ignore[union-attr]
        conn.sock.setblocking(False)
        arriving = Arriving()
        arriving.add(_unreader(conn).take_buffered())
        self._arriving[conn] = arriving
        if self._gather(conn):
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._readable, conn))
            self._end_the_oldest()

    def murder_pending(self) -> None:
        """Give up what has been arriving for too long; gunicorn calls it every second."""
        super().murder_pending()
        now = time.monotonic()
        for conn, arriving in list(self._arriving.items()):
            if not self.alive:
                arriving.until = min(arriving.until, now + STOP_S if arriving.received else now)
            if arriving.until <= now:
                self._give_up(conn, "408 Request Timeout" if arriving.received else "")

    def _readable(self, conn: TConn, _socket: socket.socket) -> None:
        self.poller.unregister(conn.sock)
        if self._gather(conn):
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._readable, conn))
            self._end_the_oldest()

    def _gather(self, conn: TConn) -> bool:
        """Read what is there, and hand on what is whole. Says whether more has to come."""
        arriving = self._arriving[conn]
        try:
            while not arriving.whole:
                data = conn.sock.recv(PIECE)
                if not data:
                    self._give_up(conn)
                    return False
                arriving.add(data)
                if arriving.too_long:
                    self._give_up(conn, "431 Request Header Fields Too Large")
                    return False
        except BlockingIOError:
            return True
        except OSError:
            self._give_up(conn)
            return False
        del self._arriving[conn]
        unreader = _unreader(conn)
        unreader.unread(bytes(arriving.received))
        unreader.begin()
        cast("PacedSocket", conn.sock).begin()
        super().enqueue_req(conn)
        return False

    def _end_the_oldest(self) -> None:
        held = sum(len(each.received) for each in self._arriving.values())
        while held > HELD_BYTES or len(self._arriving) > self.worker_connections // 2:
            oldest = next(iter(self._arriving))
            held -= len(self._arriving[oldest].received)
            self._give_up(oldest, "503 Service Unavailable")

    def _give_up(self, conn: TConn, answer: str = "") -> None:
        del self._arriving[conn]
        with suppress(KeyError, ValueError, OSError):
            self.poller.unregister(conn.sock)
        if answer:
            with suppress(OSError):
                conn.sock.send(_REFUSAL.format(answer).encode())
        self.nr_conns -= 1
        conn.close()


def _unreader(conn: TConn) -> PromptUnreader:
    return cast("PromptUnreader", conn.parser.unreader)  # type: ignore[union-attr]
