"""Passage indexes that fail, forget or are watched, and a gate that holds whoever uses one."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.domain.ports import PassageIndex


@dataclass
class ForgetfulIndex:
    """A `PassageIndex` that takes everything and keeps nothing."""

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        return

    def extend(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        return

    def remove(self, course: int, version: int) -> None:
        return

    def clear(self, course: int) -> None:
        return

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
        space: str = "",
    ) -> list[Match]:
        return []

    def count(self, course: int, *versions: int) -> int:
        return 0

    def close(self) -> None:
        return


@dataclass
class WatchedIndex:
    """A `PassageIndex` over a real one; `before` is called with the method's name at each call."""

    real: PassageIndex
    before: Callable[[str], None]

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        self.before("add")
        self.real.add(course, version, entries)

    def extend(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        self.before("extend")
        self.real.extend(course, version, entries)

    def remove(self, course: int, version: int) -> None:
        self.before("remove")
        self.real.remove(course, version)

    def clear(self, course: int) -> None:
        self.before("clear")
        self.real.clear(course)

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
        space: str = "",
    ) -> list[Match]:
        self.before("search")
        return self.real.search(
            course, words, versions=versions, limit=limit, vector=vector, space=space
        )

    def count(self, course: int, *versions: int) -> int:
        self.before("count")
        return self.real.count(course, *versions)

    def close(self) -> None:
        self.real.close()


def failing_index(error: Exception) -> WatchedIndex:
    """A `PassageIndex` that raises."""

    def fail(_: str) -> None:
        raise error

    return WatchedIndex(ForgetfulIndex(), fail)


@dataclass
class Gate:
    """Holds whoever searches until it is opened, and counts how many stand in it at once.

    Upkeep, which counts, passes: a test that waits for `entered` waits for an answer's search.
    """

    inside: int = 0
    most: int = 0
    opened: threading.Event = field(default_factory=threading.Event)
    entered: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, method: str) -> None:
        if method != "search":
            return
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.entered.set()
        try:
            # In short waits: an exception that another thread sends in arrives between two.
            while not self.opened.wait(0.02):
                pass
        finally:
            with self._lock:
                self.inside -= 1
            self.left.set()
