"""A test machine's own control groups, of the kernel's older or newer kind: its systemd meets no
process of another machine there, and its memory may be limited.
"""

import contextlib
import re
from pathlib import Path

_OLDER = Path("/sys/fs/cgroup/memory")
_OLDER_TREES = (_OLDER, Path("/sys/fs/cgroup/systemd"), Path("/sys/fs/cgroup/unified"))
_NEWER = Path("/sys/fs/cgroup")


def within(name: str, mebibytes: int) -> list[str]:
    """The words before a command that keep it, and all that it starts, in groups of its own, and in
    so much memory; 0: as much as there is.
    """
    folders = _folders(name)
    for each in folders:
        each.mkdir(exist_ok=True)
    if mebibytes:
        limit = "memory.limit_in_bytes" if _OLDER.exists() else "memory.max"
        (folders[0] / limit).write_text(str(mebibytes * 1024 * 1024))
    joins = " && ".join(f"echo $$ > {each}/cgroup.procs" for each in folders)
    return ["sh", "-c", f'{joins} && exec "$@"', "sh"]


def killed(name: str) -> int:
    """How many of its processes were ended because there was no more memory."""
    told = _folders(name)[0] / ("memory.oom_control" if _OLDER.exists() else "memory.events")
    found = re.search(r"^oom_kill (\d+)$", told.read_text(), re.M)
    if found is None:
        raise RuntimeError(f"{told} says nothing of processes that were ended")
    return int(found[1])


def release(name: str) -> None:
    """Take its groups away, when nothing is in them any more."""
    for folder in _folders(name):
        below = [each for each in folder.rglob("*") if each.is_dir()]
        for each in (*sorted(below, reverse=True), folder):
            with contextlib.suppress(OSError):
                each.rmdir()


def _folders(name: str) -> list[Path]:
    trees = _OLDER_TREES if _OLDER.exists() else (_NEWER,)
    return [each / name for each in trees if each.exists()]
