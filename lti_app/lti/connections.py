"""Connections that are judged at the moment of connecting, and cut off when their time is over."""

import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

# Gives the addresses of a name and port that may be connected to; raises where one may not.
Resolve = Callable[[str, int], list[str]]


class CutOff:
    """Cuts a request's connection off when its time is over.

    A timeout of requests is between two bytes: whoever sends one now and then is never late.
    """

    def __init__(self, limit_s: float) -> None:
        """Set the time; it begins when the block does."""
        self._limit_s = limit_s
        self._ends = 0.0
        self._timer = threading.Timer(limit_s, self._cut)
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> "CutOff":
        """Begin."""
        self._ends = time.monotonic() + self._limit_s
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the connections."""
        self._timer.cancel()
        with self._lock:
            for each in self._watched:
                each.close()
            self._watched.clear()

    @property
    def left_s(self) -> float:
        """The seconds that are left; never less than a little, since none means forever."""
        return max(self._ends - time.monotonic(), 0.001)

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._ends

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection off in time. Encryption may wrap it meanwhile: a twin is kept."""
        with self._lock:
            self._watched.append(connection.dup())
        if self.over:  # then the timer may have looked already
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for each in self._watched:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it is closed already


class GuardedAdapter(HTTPAdapter):
    """An adapter of requests whose connections go to judged addresses, and are cut off in time."""

    def __init__(self, resolve: Resolve, cut_off: CutOff) -> None:
        """Take the judge, and what cuts off."""
        self._resolve, self._cut_off = resolve, cut_off
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make connections of our own kind."""
        super().init_poolmanager(*args, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = _pools(self._resolve, self._cut_off)


def _pools(resolve: Resolve, cut_off: CutOff) -> dict[str, Any]:
    # The host stays the name: the certificate is checked for it, and the request says it.
    class GuardedHttp(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, resolve, cut_off)

    class GuardedHttps(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, resolve, cut_off)

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = GuardedHttp

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = GuardedHttps

    return {"http": HttpPool, "https": HttpsPool}


def _connected(wanted: HTTPConnection, resolve: Resolve, cut_off: CutOff) -> socket.socket:
    last: Exception | None = None
    for address in _in_time(resolve, wanted, cut_off):
        try:
            made = create_connection(
                (address, wanted.port), cut_off.left_s, socket_options=wanted.socket_options
            )
        except OSError as error:
            last = error
        else:
            cut_off.watch(made)
            return made
    raise NewConnectionError(wanted, "no address of this name answered") from last


def _in_time(resolve: Resolve, wanted: HTTPConnection, cut_off: CutOff) -> list[str]:
    """What `resolve` gives, before the cut. Raises `TimeoutError`, and what `resolve` raises.

    The system's look-up takes no timeout, so it gets a thread, which a late one keeps until the
    name server or the system gives up.
    """
    found: Future[list[str]] = Future()

    def look_up() -> None:
        try:
            found.set_result(resolve(wanted.host.strip("[]"), wanted.port))
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            found.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()
    return found.result(cut_off.left_s)
