"""Takes away from a process what reading a file does not need. Meant for a child, for good.

Imports nothing but the standard library.
"""

import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

# Audit events (docs.python.org/3/library/audit_events.html) by their beginnings.
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.startfile",
    "os.kill",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.putenv",
    "shutil.",
    "tempfile.",
    "pty.spawn",
    "ctypes.dlopen",
    "sqlite3.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "http.client.",
)
_SET_DUMPABLE = 4  # prctl(2): PR_SET_DUMPABLE
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a confined process may use."""

    address_space_bytes: int = 1 << 30
    cpu_s: int = 120  # 1,000 pages of 3,000 characters take about 20
    open_files: int = 64
    alarm_s: int = 910  # of waiting and working; it ends a process whose parent was killed


class ConfinementError(Exception):
    """A confined process tried what it may not."""


def limit(confinement: Confinement) -> None:
    """Set the kernel's limits: memory, processor time, open files; no file may grow, no core is
    dumped and, unless the user is root, no process or thread is started.

    A process that goes on after its processor time is ended by SIGXCPU, one that writes a file by
    SIGXFSZ, one that only waits by SIGALRM; memory that is not there is a `MemoryError`, or an
    abort inside a C library.
    """
    for name, most in (
        (resource.RLIMIT_AS, confinement.address_space_bytes),
        (resource.RLIMIT_NOFILE, confinement.open_files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(name, (most, most))
    # Where both are the same, the end is SIGKILL, which says nothing of why.
    resource.setrlimit(resource.RLIMIT_CPU, (confinement.cpu_s, confinement.cpu_s + 1))
    signal.alarm(confinement.alarm_s)
    # Python ignores it by default and would go on with an OSError.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def conceal() -> None:
    """Hide this process's memory, and that of those it forks, from others of the same user.

    Does nothing where the system has no `prctl`.
    """
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def refuse_effects() -> None:
    """Refuse, from now on and for good, every socket, process and new C library, and every file
    that is not one of Python's own, read only.

    This is the second fence: it holds Python code, a C library that was taken over is held by
    `limit` and by the system's own means. Modules that are needed must be imported before.
    """
    readable = tuple(f"{Path(entry).resolve()}{os.sep}" for entry in sys.path if entry)
    in_hook = False

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal in_hook
        if event.startswith(_REFUSED):
            raise ConfinementError(event)
        if event != "open" or in_hook:
            return
        in_hook = True
        try:
            if not _may_open(arguments, readable):
                raise ConfinementError(event)
        finally:
            in_hook = False

    sys.addaudithook(hook)


def _may_open(arguments: tuple[object, ...], readable: tuple[str, ...]) -> bool:
    """Whether a file may be opened: only to read it, and only where modules lie."""
    path, mode, flags = arguments
    if isinstance(path, int):  # a descriptor that is open already
        return True
    writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
    if writes or (isinstance(flags, int) and flags & _WRITING):
        return False
    name = os.fsdecode(path) if isinstance(path, (str, bytes)) else ""
    return os.path.realpath(name).startswith(readable)


def confine(confinement: Confinement) -> None:
    """Both fences at once, for a process that has imported all that it needs."""
    limit(confinement)
    refuse_effects()
