"""What stands at the moment at which a monitoring system reads: from the database, of the parts, of
the disks.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from silabo.adapters.prometheus.counts import PREFIX
from silabo.domain.errors import ServiceError
from silabo.domain.queues import Health
from silabo.storage.workload import Workload, workload


class Current:
    """Gauges for a registry of the library. `health` asks each part how it is, by its name."""

    def __init__(
        self,
        health: Callable[[], Mapping[str, Health]],
        folders: Mapping[str, Path],
        version: str,
    ) -> None:
        """Ask nothing yet. `folders` are those whose disks are looked at, by name."""
        self._health = health
        self._folders = folders
        self._version = version

    def collect(self) -> Iterable[Metric]:
        """All gauges; without those of the database where it does not answer."""
        yield _gauge("build", "The release that tells this", "version", {self._version: 1})
        health = self._health()
        yield _gauge(
            "part_works",
            "1 where a part does its work",
            "part",
            {part: float(each.ok) for part, each in health.items()},
        )
        with suppress(ServiceError):  # `part_works` says so
            yield from _of_workload(workload())
        yield from self._of_disks()

    def _of_disks(self) -> Iterable[Metric]:
        disks = {}
        for name, path in self._folders.items():
            with suppress(OSError):  # a disk of another machine that is away: the rest is told
                disks[name] = shutil.disk_usage(_there(path))
        free = {name: float(disk.free) for name, disk in disks.items()}
        size = {name: float(disk.total) for name, disk in disks.items()}
        yield _gauge("disk_free_bytes", "Free on the disk of a folder", "folder", free)
        yield _gauge("disk_size_bytes", "Size of the disk of a folder", "folder", size)


def _of_workload(found: Workload) -> Iterable[Metric]:
    yield _gauge("questions", "Questions, up to ten thousand", "state", found.questions)
    yield _gauge("letters", "Letters, up to ten thousand", "state", found.letters)
    yield _gauge("documents", "Versions of documents, up to ten thousand", "state", found.documents)
    yield _gauge(
        "oldest_waiting_seconds",
        "How long the oldest that waits has waited; of documents, what the index lags by",
        "work",
        found.oldest_s,
    )
    yield _gauge("worker_processes", "Processes that take work", "queue", found.workers)
    yield _gauge(
        "trouble_seconds", "How long a trouble has lasted; 0: none", "trouble", found.troubles_s
    )


def _gauge(name: str, text: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", text, labels=[label])
    for value, amount in values.items():
        family.add_metric([value], amount)
    return family


def _there(path: Path) -> Path:
    """The folder, or the next above it that is there."""
    path = path.absolute()
    return path if path.exists() or path == path.parent else _there(path.parent)
