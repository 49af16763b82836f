"""Serves an application on loopback, in a thread of its own."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def closing_answers(app: "WSGIApplication") -> "WSGIApplication":
    """The application, whose answers are closed also when the reader has gone away.

    Werkzeug's server reads on from the connection before it closes an answer; where a browser has
    reset the connection that fails, and the file of the answer stays open.
    """

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterator[bytes]:
        parts = app(environ, start)
        with closing(parts) if hasattr(parts, "close") else nullcontext():
            # `yield from` would close it too, and what it gives back at its end would come twice.
            for part in parts:  # noqa: UP028
                yield part

    return answer


@contextmanager
def served(
    app: "WSGIApplication", port: int = 0, *, host: str = "127.0.0.1"
) -> Iterator[BaseWSGIServer]:
    """Serve an application, on a free port unless one is named; `unix://PATH` is a host too."""
    server = make_server(host, port, closing_answers(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
