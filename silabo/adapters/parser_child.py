"""Reads an untrusted file in a child process of its own, which is thrown away afterwards."""

import contextlib
import logging
import math
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ingest.formats import MEDIA_TYPES
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.adapters.confined_reading import options
from silabo.adapters.confinement import Confinement
from silabo.adapters.extract_json import MOST_BYTES, UnreadableAnswerError, loads
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.passages import Extract

logger = logging.getLogger(__name__)

_PROGRAM = Path(__file__).with_name("parser_child_main.py")
_GRACE_S = 10  # a child whose parent was killed ends itself that much after the wall limit
_AT_ONCE = 1 << 16  # bytes


@dataclass(frozen=True, slots=True)
class ChildOptions:
    """How long and how much a child may read. `wall_s` counts waiting too, so it is the larger."""

    wall_s: float = 30.0
    confinement: Confinement = field(default_factory=Confinement)
    limits: Limits = field(default_factory=Limits)
    program: Path = _PROGRAM


class ChildReader:
    """A `DocumentReader`: one file, one child, with limits of the kernel and an empty environment.

    Works where `resource` and sessions exist: Linux, and with weaker limits other Unix systems.
    """

    def __init__(self, chosen: ChildOptions | None = None) -> None:
        """Start nothing."""
        self._options = chosen or ChildOptions()
        alarm_s = math.ceil(self._options.wall_s) + _GRACE_S
        self._arguments = options(
            asdict(self._options.confinement) | {"alarm_s": alarm_s}, asdict(self._options.limits)
        )

    def read(self, data: bytes, media_type: str) -> Extract:
        """The sections of a file.

        Raises `RejectedDocumentError` with a code of `ingest.rejections`: "too_heavy" when the
        child reached one of its limits, so that the same file would reach it again. Raises
        `ServiceError` when no child could be started, or it failed before it read the file.
        """
        if media_type not in MEDIA_TYPES.values():
            raise RejectedDocumentError(Rejection.UNKNOWN_FORMAT, extension="")
        # A file instead of a pipe: nothing to feed while the answer is awaited.
        with tempfile.TemporaryFile() as stdin:
            stdin.write(data)
            stdin.seek(0)
            answer, code = self._run(media_type, stdin.fileno())
        if code < 0 or len(answer) > MOST_BYTES:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        if code > 0:
            raise ServiceError("the parser child failed")
        try:
            return loads(answer, self._options.limits)
        except UnreadableAnswerError as error:
            logger.warning("parser_child_answer_refused", extra={"media_type": media_type})
            raise RejectedDocumentError(Rejection.BROKEN_FILE) from error

    def _run(self, media_type: str, stdin: int) -> tuple[bytes, int]:
        """What a child wrote, and its exit code; below 0 it was ended by a signal, ours too."""
        command = [sys.executable, "-I", "-B", str(self._options.program)]
        try:
            child = subprocess.Popen(  # noqa: S603 - our own program, no shell, no text of the file
                [*command, media_type, self._arguments],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise ServiceError("no parser child could be started") from error
        with child:
            try:
                answer = self._answer(child)
            finally:
                _end(child)
        if child.returncode < 0:
            logger.info(
                "parser_child_ended",
                extra={"media_type": media_type, "signal": -child.returncode},
            )
        return answer, child.returncode

    def _answer(self, child: subprocess.Popen[bytes]) -> bytes:
        """All that a child writes, up to the wall limit and the largest answer."""
        if child.stdout is None:
            raise ServiceError("the parser child has no output")
        deadline = time.monotonic() + self._options.wall_s
        pieces: list[bytes] = []
        size = 0
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            while size <= MOST_BYTES:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    break
                piece = os.read(child.stdout.fileno(), _AT_ONCE)
                if not piece:
                    break
                pieces.append(piece)
                size += len(piece)
        return b"".join(pieces)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child and all that it may have started: they are a process group of their own.

    A child that has closed its output is ending by itself, and the signal no longer changes its
    exit code. It is not reaped yet, so its id cannot belong to anyone else.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
