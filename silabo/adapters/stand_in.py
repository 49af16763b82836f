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
        self._filled: OrderedDict[int, frozenset[int]] = OrderedDict()

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match] | None:
        """The best passages of these versions by their words, best first; None where there are too
        many. Raises `ServiceError`.
        """
        if passages.indexable(*versions) > MOST:
            return None
        with self._lock:
            index = self._ready()
            if self._filled.get(course) != frozenset(versions):
                self._fill(index, course, frozenset(versions))
            self._filled.move_to_end(course)
        return index.search(course, words, versions=versions, limit=limit)

    def forget(self, course: int) -> None:
        """Forget a course whose own index is whole again."""
        with self._lock:
            if self._filled.pop(course, None) is not None and self._index is not None:
                self._index.clear(course)

    def _ready(self) -> EmbeddedIndex:
        if self._index is None:
            try:
                folder = Path(tempfile.mkdtemp(prefix="silabo-stand-in-"))
            except OSError as error:
                raise ServiceError("there is no folder for an index that stands in") from error
            weakref.finalize(self, _remove, folder, os.getpid())
            self._index = EmbeddedIndex(folder / "index.sqlite")
        return self._index

    def _fill(self, index: EmbeddedIndex, course: int, versions: frozenset[int]) -> None:
        index.clear(course)
        for version in sorted(versions):
            index.add(course, version, passages.entries(version))
        self._filled[course] = versions
        logger.warning("stand_in_filled", extra={"course_id": course})
        while len(self._filled) > COURSES:
            index.clear(self._filled.popitem(last=False)[0])


def _remove(folder: Path, process: int) -> None:
    if os.getpid() == process:  # and not one that it forked
        shutil.rmtree(folder, ignore_errors=True)
