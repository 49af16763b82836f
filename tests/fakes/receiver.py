"""A program that is told things: an HTTP server that keeps what came, and answers as it is told."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """Its address, what it answers next (then 204), with so many bytes, and the calls that came:
    headers and body.
    """

    address: str
    answers: list[int] = field(default_factory=list)
    length: int = 0
    calls: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The ids of the calls, in their order."""
        return [headers["webhook-id"] for headers, _ in self.calls]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Serve on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            lower = {name.lower(): value for name, value in self.headers.items()}
            receiver.calls.append((lower, self.rfile.read(length)))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            self.send_header("Location", receiver.address)
            self.send_header("Content-Length", str(receiver.length))
            self.end_headers()
            with suppress(ConnectionError):  # who called need not wait for it
                self.wfile.write(b"." * receiver.length)

        def log_message(self, *_: object) -> None:
            """Keep the output of tests clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver = Receiver(f"http://127.0.0.1:{server.server_port}/told")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
