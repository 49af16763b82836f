"""A server of files by https on our end of a test machine's line, and what the machine shows."""

import shutil
import ssl
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.services.certificates import Certificate


def https_server(
    address: str, certificate: Certificate, files: Mapping[str, bytes | Path | str]
) -> ThreadingHTTPServer:
    """Serve what `files` holds by path, also what is put there later, on port 443. A text is an
    address that is redirected to.
    """

    class Files(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            found = files.get(self.path)
            size = found.stat().st_size if isinstance(found, Path) else len(found or b"")
            if isinstance(found, str):
                self.send_response(307)
                self.send_header("Location", found)
                size = 0
            else:
                self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(size))
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()
            found = files.get(self.path, b"")
            if isinstance(found, bytes):
                self.wfile.write(found)
            elif isinstance(found, Path):
                with found.open("rb") as file:
                    shutil.copyfileobj(file, self.wfile)

        do_POST = do_GET  # noqa: N815 - the library's name

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((address, 443), Files)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.chain, certificate.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def served(address: str) -> str:
    """The certificate that whoever connects to a machine is shown."""
    return ssl.get_server_certificate((address, 443), timeout=10).strip()
