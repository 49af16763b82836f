"""A child process with the embedding model: started, asked, ended."""

import os
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Sequence
from pathlib import Path

from silabo.adapters.embedded_model.exchange import ANSWER, READY, request, vector
from silabo.domain.errors import (
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import TextKind, Vector

PROGRAM = Path(__file__).with_name("program.py")
# It is one thread: the other cores are for those who answer.
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_IDLE_S = 600.0  # an older one may be ending by itself
_MOST_TEXTS = 2000
_START_S = 20.0


class Child:
    """One running child of this process, for one caller at a time."""

    def __init__(self, program: Path, niceness: int) -> None:
        """Start it. Raises `ModelUnreachableError` where none can be started."""
        self._owner = os.getpid()
        self._socket, theirs = socket.socketpair()
        self._texts, self._used_at = 0, time.monotonic()
        self._is_ready = False
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                    [sys.executable, "-I", "-B", str(program), str(niceness)],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=_ENVIRONMENT,
                    cwd="/",
                    start_new_session=True,
                )
            except OSError as error:
                self._socket.close()
                raise ModelUnreachableError("no embedded model could be started") from error
        self._finish = weakref.finalize(self, _end, self._process, self._socket, self._owner)

    @property
    def serves(self) -> bool:
        """Whether it is this process's own, lives, and will for a while."""
        return (
            self._owner == os.getpid()
            and self._process.poll() is None
            and self._texts < _MOST_TEXTS
            and time.monotonic() - self._used_at < _IDLE_S
        )

    def end(self) -> None:
        """End it, whatever it does."""
        self._finish()

    def embed(self, texts: Sequence[str], kind: TextKind, timeout_s: float) -> list[Vector]:
        """Their vectors; each text has `timeout_s`. After an error it has to be ended.

        Raises `ModelMissingError` when the model does not load, `ModelSlowError` for a text that
        takes too long, and `ModelOutputError` for one that ends the child.
        """
        self._await_ready()
        return [self._embed(text, kind, timeout_s) for text in texts]

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            self._is_ready = self._read(len(READY), _START_S) == READY
        except EOFError as error:
            why = f"the embedded model does not load ({self._how_it_ended()})"
            raise ModelMissingError(why) from error
        if not self._is_ready:
            raise ModelOutputError("the embedded model says what it should not")

    def _embed(self, text: str, kind: TextKind, timeout_s: float) -> Vector:
        self._texts += 1
        self._used_at = time.monotonic()
        try:
            self._socket.settimeout(timeout_s)
            self._socket.sendall(request(text, kind))
            return vector(self._read(ANSWER.size, timeout_s))
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise ModelOutputError(
                f"a text ended the embedded model ({self._how_it_ended()})"
            ) from error

    def _read(self, size: int, timeout_s: float) -> bytes:
        found, until = b"", time.monotonic() + timeout_s
        while len(found) < size:
            try:
                self._socket.settimeout(max(until - time.monotonic(), 0.001))
                more = self._socket.recv(size - len(found))
            except TimeoutError as error:
                raise ModelSlowError("the embedded model did not answer in time") from error
            if not more:
                raise EOFError
            found += more
        return found

    def _how_it_ended(self) -> str:
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return "still there"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _end(process: subprocess.Popen[bytes], connection: socket.socket, owner: int) -> None:
    connection.close()
    if owner == os.getpid():  # a forked process has a copy of what is not its own
        process.kill()
        process.wait()
