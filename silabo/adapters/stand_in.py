"""An index by words that stands in where a course's own has lost passages, made of the database."""

import logging
import os
import shutil
import tempfile
import threading
import weakref
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.domain.errors import ServiceError
from silabo.domain.passages import Match
from silabo.storage import passages

logger = logging.getLogger(__name__)

MOST = 20_000  # passages of a course; more take longer to read than the repair does
COURSES = 8  # that stand there at a time


class StandIn:
    """Embedded indexes of single courses in a folder of this process. Thread-safe."""

    def __init__(self) -> None:
        """Read nothing and make no folder yet."""
        self._lock = threading.Lock()
        self._index: EmbeddedIndex | None = None
        self._filled: OrderedDict[int, set[int]] = OrderedDict()  # courses and their versions

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match] | None:
        """The best passages of these versions by their words, best first; None where there are too
        many. Raises `ServiceError`.
        """
        wanted = passages.indexable(*versions)
        if wanted > MOST:
            return None
        # The search is under the lock, too: nobody empties a course between its filling and it.
        with self._lock:
            index = self._ready()
            held = self._filled.setdefault(course, set())
            if held != set(versions) or index.count(course, *versions) != wanted:
                self._fill(index, course, held, versions)
            self._filled.move_to_end(course)
            while len(self._filled) > COURSES:
                self._empty(index, next(iter(self._filled)))
            return index.search(course, words, versions=versions, limit=limit)

    def forget(self, course: int) -> None:
        """Forget a course whose own index is whole again; where this is busy, the next call does:
        who needs nothing of it does not wait.
        """
        if not self._lock.acquire(blocking=False):
            return
        try:
            if course in self._filled and self._index is not None:
                self._empty(self._index, course)
        finally:
            self._lock.release()

    def _ready(self) -> EmbeddedIndex:
        if self._index is None:
            try:
                folder = Path(tempfile.mkdtemp(prefix="silabo-stand-in-"))
            except OSError as error:
                raise ServiceError("there is no folder for an index that stands in") from error
            weakref.finalize(self, _remove, folder, os.getpid())
            self._index = EmbeddedIndex(folder / "index.sqlite")
        return self._index

    def _fill(
        self, index: EmbeddedIndex, course: int, held: set[int], versions: Collection[int]
    ) -> None:
        """Bring a course's versions up to the database. Those of its other documents stay: the next
        question may be asked of all of them.
        """
        for version in held - passages.visible_versions(course) - set(versions):
            index.remove(course, version)
            held.remove(version)
        lacking = [
            version
            for version in sorted(versions)
            if index.count(course, version) != passages.indexable(version)
        ]
        for version in lacking:
            index.add(course, version, passages.entries(version))
        held.update(versions)
        if lacking:
            logger.warning("stand_in_filled", extra={"course_id": course})

    def _empty(self, index: EmbeddedIndex, course: int) -> None:
        index.clear(course)
        del self._filled[course]


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # and not one that it forked
        shutil.rmtree(folder, ignore_errors=True)
