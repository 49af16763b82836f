"""Ends the servers of a run that was ended itself: a program of its own, which waits for that.

It reads the ids of processes, each the leader of its group, until nobody can write any more: then
whoever started them is gone, however it ended. It ends what is left of them.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

PATIENCE_S = 5


def watch(pid: int) -> None:
    """End this process and its group when this one is gone."""
    told = _reaper().stdin
    if told is None:
        raise RuntimeError("the reaper hears nothing")
    told.write(f"{pid}\n".encode())
    told.flush()


@cache
def _reaper() -> "subprocess.Popen[bytes]":
    # In a session of its own: what ends the run's group does not end it.
    return subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _since(pid: int) -> str:
    """When a process began, which tells it from a later one of the same id (proc(5), stat)."""
    with contextlib.suppress(OSError):
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return "" if state == "Z" else fields[18]
    return ""


def _main() -> None:
    known = {pid: _since(pid) for pid in map(int, sys.stdin)}
    until = time.monotonic() + PATIENCE_S
    for number in (signal.SIGTERM, signal.SIGKILL):
        while left := [pid for pid, since in known.items() if since and _since(pid) == since]:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(pid, number)
            time.sleep(0.2)
            if number == signal.SIGTERM and time.monotonic() > until:
                break


if __name__ == "__main__":
    _main()
