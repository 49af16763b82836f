"""The tool behind the nginx of the university server: its own site file, TLS and HTTP/2, on
loopback.
"""

import os
import pwd
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.services.certificates import certificate
from tests.web_server import served

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NGINX = "/usr/sbin/nginx"
ROLE = Path(__file__).parents[2] / "deploy/ansible/roles/nginx"
TEMPLATES, FILES = ROLE / "templates", ROLE / "files"
VALUES = {
    "ansible_managed": "",
    "silabo_host": "localhost",
    "silabo_max_upload_mb": 0,  # files beyond 1 MB are too large for this proxy
    "nginx_requests_second": 100,
    "nginx_requests_reserve": 1000,
}
MAIN = """
user {user};
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
# One process: a test that stops it has stopped everything between page and tool.
master_process off;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    include {folder}/silabo.conf;
}}
"""
START_S = 10
READ_S = 3  # the proxy waits so long for the tool, where a server waits for 90 seconds


class Behind:
    """The tool behind its proxy; each of both can fall silent or away."""

    def __init__(self, app: "WSGIApplication", folder: Path, port: int) -> None:
        """Take what is to be served, and where."""
        self._app = app
        self._folder = folder
        self._port = port
        self._tool = ExitStack()
        self._listening = False
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._nginx: subprocess.Popen[bytes] | None = None

    @property
    def upstream(self) -> Path:
        """The socket on which the tool listens."""
        return self._folder / "tool.sock"

    def start(self) -> None:
        """Start both."""
        _write_configuration(self._folder, self._port, self.upstream)
        command = [NGINX, "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]
        self._nginx = subprocess.Popen(command)
        self.tool_comes_back()
        deadline = time.monotonic() + START_S
        while not _listens(self._port):
            if self._nginx.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError((self._folder / "nginx.log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """End both."""
        self.tool_answers()
        self.proxy_goes_on()
        if self._nginx:
            self._nginx.terminate()
            self._nginx.wait(START_S)
        self._tool.close()

    def everything_answers(self) -> None:
        """As at the start, whatever has been taken away."""
        self.tool_answers()
        self.proxy_goes_on()
        if not self._listening:
            self.tool_comes_back()

    def tool_goes_away(self) -> None:
        """Nobody listens behind the proxy: it answers 502 by itself."""
        self._tool.close()
        self._listening = False

    def tool_comes_back(self) -> None:
        """Somebody listens again."""
        self.upstream.unlink(missing_ok=True)
        self._tool.enter_context(served(self._answer, host=f"unix://{self.upstream}"))
        self._listening = True

    def tool_hangs(self) -> None:
        """The tool takes requests and says nothing: the proxy answers 504 by itself."""
        self._goes_on.clear()

    def tool_answers(self) -> None:
        """The tool answers again, also what it took meanwhile."""
        self._goes_on.set()

    def proxy_hangs(self) -> None:
        """Nothing answers at all."""
        self._signal(signal.SIGSTOP)

    def proxy_goes_on(self) -> None:
        """The proxy works on where it was stopped."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self._nginx:
            self._nginx.send_signal(number)

    def _answer(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        self._goes_on.wait()
        return self._app(environ, start)


@contextmanager
def behind(app: "WSGIApplication", port: int) -> Iterator[Behind]:
    """Serve an application behind nginx on this port of localhost."""
    # A socket's path has at most 107 characters: shorter than a folder of pytest may be.
    with tempfile.TemporaryDirectory() as folder:
        running = Behind(app, Path(folder), port)
        try:
            running.start()
            yield running
        finally:
            running.stop()


def _listens(port: int) -> bool:
    with socket.socket() as looked:
        return looked.connect_ex(("127.0.0.1", port)) == 0


def site(**changes: Any) -> str:
    """The site file of the university server, as the playbook writes it."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True
    )  # a file of a server, no page: nothing in it is to be escaped
    return environment.get_template("silabo.conf.j2").render({**VALUES, **changes})


def _write_configuration(folder: Path, port: int, upstream: Path) -> None:
    tls = certificate(folder)
    moved = {
        r"listen 80\b.*;": f"listen unix:{folder}/plain.sock;",
        r"listen \[::\].*;": "",
        r"listen 443 ": f"listen 127.0.0.1:{port} ",
        r"/etc/nginx/tls/chain.pem": str(tls.chain),
        r"/etc/nginx/tls/key.pem": str(tls.key),
        r"/var/log/nginx/": f"{folder}/",
        r"/var/lib/nginx/silabo": f"{folder}/cache",
        r"/var/www/silabo": str(FILES),
        r"proxy_read_timeout 90s": f"proxy_read_timeout {READ_S}s",
    }
    written = site(silabo_web_socket=upstream)
    for place, here in moved.items():
        written, found = re.subn(place, here, written)
        if not found:
            raise ValueError(f"the site file has no {place}")
    (folder / "silabo.conf").write_text(written)
    user = pwd.getpwuid(os.getuid()).pw_name
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
