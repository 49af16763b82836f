"""What a process and all that it started cost: processor seconds and memory, as Linux counts."""

import os
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> Iterator[int]:
    """The process and its descendants that live."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from tree(int(child))


def processor_s(pid: int) -> float:
    """Seconds of processor that the tree has used."""
    total = 0
    for each in tree(pid):
        # proc(5): utime and stime, behind a name in brackets that may hold anything.
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def exact_processor_s(pid: int) -> float:
    """Seconds of processor that one process has used, to the nanosecond (proc: schedstat)."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident and proportional memory of the tree; what processes share counts once in the
    second.
    """
    found = {"Rss": 0, "Pss": 0}
    for each in tree(pid):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()[1:]:
            name, _, rest = line.partition(":")
            if name in found:
                found[name] += int(rest.split()[0])
    return found["Rss"] / 1024, found["Pss"] / 1024
