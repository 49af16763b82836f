"""Processes that are held by a signal and go on by another."""

import os
import signal
from pathlib import Path
from typing import Any


def wake(pid: int) -> None:
    """Let a process go on that is held."""
    os.kill(pid, signal.SIGCONT)


def stopped(pid: int) -> bool:
    """Whether a process is held by SIGSTOP."""
    status: Any = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return bool(status[0] == "T")
