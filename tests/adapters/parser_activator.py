"""Starts a program for each connection to a Unix socket, as systemd does (Accept=yes)."""

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVICE = Path(__file__).parents[2] / "silabo" / "adapters" / "parser_service.py"


class Activator:
    """A listening socket, and the processes that its connections started."""

    def __init__(self, path: Path, program: Path) -> None:
        """Listen there for what this program answers."""
        self.path = path
        self.started: list[subprocess.Popen[bytes]] = []
        self._program = program
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()

    def serve(self) -> None:
        """Take connections until the socket is shut."""
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                self.started.append(
                    subprocess.Popen(
                        [sys.executable, "-I", "-B", str(self._program)],
                        stdin=connection,
                        stdout=connection,
                        stderr=subprocess.DEVNULL,
                        env={},
                        cwd="/",
                        start_new_session=True,
                    )
                )

    def shut(self) -> None:
        """Take no more connections; end what is left of those that were taken."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def end(self) -> None:
        """End every program that still runs."""
        for each in self.started:
            each.kill()
            each.wait()


@contextmanager
def activated(folder: Path, program: Path = SERVICE) -> Iterator[Activator]:
    """A socket in this folder that starts the program, until the context ends."""
    activator = Activator(folder / "parser.socket", program)
    thread = threading.Thread(target=activator.serve)
    thread.start()
    try:
        yield activator
    finally:
        activator.shut()
        thread.join()
        activator.end()
