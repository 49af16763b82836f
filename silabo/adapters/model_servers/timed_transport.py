"""HTTP for calls that may take minutes: every byte has the deadline that its call sets, and no
more bytes come than are wanted.

httpx itself limits one read at a time, so a server that drips would never be too slow for it.
"""

import contextlib
import math
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from silabo.domain.errors import ModelOutputError, ModelSlowError, ModelUnreachableError

CONNECT_S = 3.0
BUSY = (429, 503)  # a rate limit; Ollama: 503 when its queue is full (OLLAMA_MAX_QUEUE)
LONGEST_PAUSE_S = 600.0  # that a server may ask for

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)


class Deadline:
    """The moment by which the next byte has to be there; whoever reads moves it."""

    def __init__(self, total_s: float) -> None:
        """Begin now; nothing may come after `total_s` seconds."""
        self._end = time.monotonic() + total_s
        self._next = self._end

    def allow(self, seconds: float) -> None:
        """Wait so long for what comes next, but never beyond the end."""
        self._next = min(self._end, time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds until then. Raises `httpcore.ReadTimeout` when there are none."""
        seconds = self._next - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds


class TimedTransport(httpx.BaseTransport):
    """Carries one call at a time over a connection of its own; closing it ends both.

    Raises `ModelUnreachableError` where nobody answers, the connection breaks or the server is
    busy, `ModelSlowError` when the deadline passes and `ModelOutputError` beyond `most_bytes`, or
    where these are packed.
    """

    def __init__(self, deadline: Deadline, *, most_bytes: int, tls: bool = False) -> None:
        """Connect to nothing yet."""
        self._most_bytes = most_bytes
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context() if tls else None,
            network_backend=_TimedNetwork(deadline),
            max_connections=1,
            max_keepalive_connections=0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and read the head of its response."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        # What is packed would be longer than its bytes are counted.
        request.headers["Accept-Encoding"] = "identity"
        sent = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream
        )
        with _meaning():
            found = self._pool.handle_request(sent)
        if found.status in BUSY:
            pause_s = _pause_s(dict(found.headers))
            found.close()
            raise ModelUnreachableError("the model server has too much to do", pause_s)
        body = _Body(found, self._most_bytes)
        response = httpx.Response(found.status, headers=found.headers, stream=body)
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            body.close()
            raise ModelOutputError("the model server packs what it sends")
        return response

    def close(self) -> None:
        """End the connection: a server that is still writing sees it, and stops."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response, most_bytes: int) -> None:
        self._response = response
        self._most_bytes = most_bytes

    def __iter__(self) -> Iterator[bytes]:
        came = 0
        with _meaning():
            for chunk in self._response.iter_stream():
                came += len(chunk)
                if came > self._most_bytes:
                    raise ModelOutputError("the model server does not come to an end")
                yield chunk

    def close(self) -> None:
        with contextlib.suppress(httpcore.NetworkError):
            self._response.close()


class _TimedNetwork(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        limit = min(CONNECT_S, self._deadline.left())
        stream = self._network.connect_tcp(host, port, limit, local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = min(CONNECT_S, self._deadline.left())
        stream = self._stream.start_tls(ssl_context, server_hostname, limit)
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@contextmanager
def _meaning() -> Iterator[None]:
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise ModelUnreachableError("the model server cannot be reached") from error
    except httpcore.TimeoutException as error:
        raise ModelSlowError("the model server took too long") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise ModelUnreachableError("the connection to the model server broke") from error


def _pause_s(headers: dict[bytes, bytes]) -> float:
    """What `Retry-After` asks for, in seconds (RFC 9110, 10.2.3); 0 where it says nothing.

    Its other form, a date, is as good as nothing: servers' clocks differ.
    """
    for name, value in headers.items():
        if name.lower() == b"retry-after":
            with contextlib.suppress(ValueError):
                seconds = float(value)
                return min(max(seconds, 0.0), LONGEST_PAUSE_S) if math.isfinite(seconds) else 0.0
    return 0.0
