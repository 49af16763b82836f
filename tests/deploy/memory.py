"""A test machine's memory, limited by the kernel's control groups, of the older or newer kind."""

import contextlib
import re
from pathlib import Path

_OLDER, _NEWER = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")


def within(name: str, mebibytes: int) -> list[str]:
    """The words before a command that keep it, and all that it starts, in so much memory."""
    if not mebibytes:
        return []
    folder = _folder(name)
    folder.mkdir(exist_ok=True)
    limit = "memory.limit_in_bytes" if _OLDER.exists() else "memory.max"
    (folder / limit).write_text(str(mebibytes * 1024 * 1024))
    return ["sh", "-c", f'echo $$ > {folder}/cgroup.procs && exec "$@"', "sh"]


def killed(name: str) -> int:
    """How many of its processes were ended because there was no more."""
    told = _folder(name) / ("memory.oom_control" if _OLDER.exists() else "memory.events")
    found = re.search(r"^oom_kill (\d+)$", told.read_text(), re.M)
    if found is None:
        raise RuntimeError(f"{told} says nothing of processes that were ended")
    return int(found[1])


def release(name: str) -> None:
    """Take the limit away, when nothing is in it any more."""
    with contextlib.suppress(OSError):
        _folder(name).rmdir()


def _folder(name: str) -> Path:
    return (_OLDER if _OLDER.exists() else _NEWER) / name
