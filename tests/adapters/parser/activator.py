"""Starts the parser's program with a listening Unix socket, as systemd does (Accept=no), and
programs in its place that a hostile file has taken over.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVICE = Path(__file__).parents[3] / "silabo" / "adapters" / "parser" / "service.py"

# The real program, but for the reader: without limits, it does what the source says.
_TAKEN_OVER = """
import os, sys
sys.path.append({root!r})
from silabo.adapters.parser import service

def taken_over(data):
    exec({source!r}, {{"data": data}})
    sys.stdout.flush()
    return b""

service.load_all = lambda: None
service.confined = lambda *told: taken_over
service.main(service.descriptor_0())
"""

# The real program, but for what reads plain text, behind the real fences: "no_text" says that they
# held.
_HELD = """
import os, sys
sys.path.append({root!r})
import ctypes, resource, socket, stat, subprocess
import ingest.text
from silabo.adapters.parser import service
from silabo.adapters.confinement import ConfinementError
from silabo.domain.errors import RejectedDocumentError

def taken_over(data, limits):
    try:
        {attempt}
    except ConfinementError:
        raise RejectedDocumentError("no_text")

ingest.text.read = taken_over
service.main(service.descriptor_0())
"""


@dataclass(frozen=True, slots=True)
class Activated:
    """The path of the socket, and the process behind it."""

    path: Path
    process: subprocess.Popen[bytes]


@contextmanager
def activated(folder: Path, program: Path = SERVICE) -> Iterator[Activated]:
    """The program behind a socket in this folder, until the context ends."""
    path = folder / "parser.socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        process = subprocess.Popen(
            [sys.executable, "-I", "-B", str(program)],
            stdin=listening,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    with process:
        try:
            yield Activated(path, process)
        finally:
            process.kill()


def taken_over(program: Path, source: str) -> Path:
    """Write a program whose readers, without any limits, run the source and then end."""
    root = str(SERVICE.parents[3])
    program.write_text(_TAKEN_OVER.format(root=root, source=source))
    return program


def held(program: Path, attempt: str) -> Path:
    """Write a program whose readers of plain text attempt something behind their fences."""
    program.write_text(_HELD.format(root=str(SERVICE.parents[3]), attempt=attempt))
    return program
