"""Processes that are held by a signal and go on by another."""

import os
import signal
from pathlib import Path

from tests.tasks.work import eventually


def hold(pid: int) -> None:
    """Hold a process, and wait until each of its threads is: the signal reaches them one by one."""
    os.kill(pid, signal.SIGSTOP)
    held = eventually(lambda: all(map(_is_held, Path(f"/proc/{pid}/task").glob("*/stat"))))

    assert held


def wake(pid: int) -> None:
    """Let a process go on that is held."""
    os.kill(pid, signal.SIGCONT)


def stopped(pid: int) -> bool:
    """Whether a process is held by SIGSTOP."""
    return _is_held(Path(f"/proc/{pid}/stat"))


def _is_held(stat: Path) -> bool:
    status = stat.read_text().rpartition(")")[2].split()
    return status[0] == "T"
