"""Counts what happens in this process into files that all processes of the machine share.

They are the files of the library's multi-process mode, one of each kind for a process. Those of a
process that has ended are added to one and go: a sum never falls when a process ends, and what is
read does not grow with the processes that there were.
"""

import fcntl
import logging
import os
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import product
from math import prod
from pathlib import Path

from prometheus_client import Counter, Histogram, Metric, values
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

from silabo.domain.happenings import ALL, NAMED_AT_START, Happening, Labels

logger = logging.getLogger(__name__)

PREFIX = "silabo"
OTHER = "other"  # a label's value that nobody named
KINDS = ("counter", "histogram")
ENDED = "ended"  # stands for the number of a process
# More than all labels of a process take. A page that a full disk cannot give any more would end
# the process that writes to it: so they are taken at once, or nothing is counted.
FILE_BYTES = 1_000_000
# A series begins at 0 where there are so few: its first event is an increase.
FEW = 100


class Counts:
    """Counts in this process. `named` has the values of the labels that are named at the start."""

    def __init__(self, folder: Path, named: Mapping[str, Collection[str]]) -> None:
        """Take the room on the disk. Raises `OSError` where there is none."""
        self._named = named
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            _take_room(folder / f"{kind}_{os.getpid()}.db")
        # The library looks at the environment when it is imported, which may be before this.
        values.ValueClass = values.MultiProcessValue()
        self._metrics = {each.name: _metric(each) for each in ALL}
        for happening in ALL:
            self._begin(happening)

    def hear(self, happening: Happening, amount: float, labels: Labels) -> None:
        """Count it. Whoever says so is never stopped by it."""
        metric = self._metrics[happening.name]
        told = [self._bounded(happening, name, labels.get(name, "")) for name in happening.labels]
        # The disk is full and the file would have to grow, or a server says less than nothing.
        with suppress(OSError, ValueError):
            child = metric.labels(*told) if told else metric
            if isinstance(child, Histogram):
                child.observe(amount)
            else:
                child.inc(amount)

    def _bounded(self, happening: Happening, label: str, value: str) -> str:
        return value if value in self._values(happening, label) else OTHER

    def _values(self, happening: Happening, label: str) -> Collection[str]:
        return happening.labels[label] or self._named.get(label, NAMED_AT_START)

    def _begin(self, happening: Happening) -> None:
        each = [self._values(happening, label) for label in happening.labels]
        if each and prod(map(len, each)) <= FEW:
            for told in product(*each):
                self._metrics[happening.name].labels(*told)


class SharedCounts:
    """What all processes of the machine have counted together, for a registry of the library."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """The sums over those that run and those that have ended."""
        with _alone(self._folder):
            for path in self._folder.glob("*.db"):
                if not _runs(path) and not _whole(path):
                    logger.warning("counts_unreadable", extra={"file": path.name})
                    path.unlink()
            fold(self._folder)
            return list(MultiProcessCollector(None, str(self._folder)).collect())


def fold(folder: Path) -> None:
    """Add the files of processes that have ended to one of each kind. Nobody else may do it now."""
    for path in folder.glob("*.db"):
        kind, _, process = path.stem.partition("_")
        if process == ENDED or _runs(path):
            continue
        ended = folder / f"{kind}_{ENDED}.db"
        try:
            _take_room(ended)
        except OSError:
            return  # they are read as they are until there is room
        sums = MmapedDict(str(ended))
        for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path)):
            sums.write_value(key, sums.read_value(key)[0] + value, 0.0)
        sums.close()
        # A power cut before this counts them twice: they would be missed less than one sum falls.
        path.unlink()


def _metric(happening: Happening) -> Counter | Histogram:
    name, names = happening.name, tuple(happening.labels)
    if happening.bounds:
        return Histogram(
            name,
            happening.help,
            names,
            namespace=PREFIX,
            registry=None,
            buckets=happening.bounds,
        )
    return Counter(name, happening.help, names, namespace=PREFIX, registry=None)


def _take_room(path: Path) -> None:
    if path.exists():
        return
    # Under its name only when it has its room: whoever reads an empty one finds no counts.
    new = path.with_suffix(".new")
    try:
        with new.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, FILE_BYTES)
        new.rename(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _runs(path: Path) -> bool:
    process = path.stem.partition("_")[2]
    if not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except OSError:  # gone, or somebody else's: ours are all of one user
        return False
    return True


def _whole(path: Path) -> bool:
    """Whether a file can be read to its end: a power cut may leave a part of it."""
    try:
        keys = [key for key, *_ in MmapedDict.read_all_values_from_file(str(path))]
    except (OSError, RuntimeError, ValueError, struct.error):
        return False
    return all(key.startswith("[") for key in keys)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
