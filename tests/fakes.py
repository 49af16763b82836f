"""Fakes of ports: parts of the outside world that fail, refuse, hang or wait when a test needs it.

Never of our own functions: what is tested around them is real.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from dramatiq import Message
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerConnectionError

from silabo.domain.letters import Letter, MailOutcome
from silabo.domain.passages import Extract, IndexEntry, Match
from silabo.domain.ports import PassageIndex


@dataclass
class FailingIndex:
    """A `PassageIndex` that raises."""

    error: Exception

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        raise self.error

    def remove(self, course: int, version: int) -> None:
        raise self.error

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match]:
        raise self.error

    def count(self, course: int, version: int) -> int:
        raise self.error


@dataclass
class ForgetfulIndex:
    """A `PassageIndex` that takes everything and keeps nothing."""

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        return

    def remove(self, course: int, version: int) -> None:
        return

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match]:
        return []

    def count(self, course: int, version: int) -> int:
        return 0


@dataclass
class WatchedIndex:
    """A `PassageIndex` over a real one; `before` is called with the method's name at each call."""

    real: PassageIndex
    before: Callable[[str], None]

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        self.before("add")
        self.real.add(course, version, entries)

    def remove(self, course: int, version: int) -> None:
        self.before("remove")
        self.real.remove(course, version)

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match]:
        self.before("search")
        return self.real.search(course, words, versions=versions, limit=limit)

    def count(self, course: int, version: int) -> int:
        self.before("count")
        return self.real.count(course, version)


@dataclass
class Gate:
    """Holds whoever passes until it is opened, and counts how many stand in it at once."""

    inside: int = 0
    most: int = 0
    opened: threading.Event = field(default_factory=threading.Event)
    entered: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, _: str) -> None:
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


@dataclass
class FakeReader:
    """A `DocumentReader` that raises, or gives what it is told to."""

    found: Extract | Exception

    def read(self, data: bytes, media_type: str) -> Extract:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@dataclass
class FakeMailer:
    """A `Mailer` that ends each letter as it is told to, and remembers what it took.

    `outcomes` are used up one a letter; the last one stays. An unclear letter was taken: only the
    reply got lost. `knows` is False for a mail system that cannot tell what it took.
    """

    outcomes: list[MailOutcome | Exception]
    knows: bool = True
    asked: list[Letter] = field(default_factory=list)
    taken: list[Letter] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)

    def send(self, letter: Letter, *, before_data: Callable[[], bool]) -> MailOutcome:
        self.asked.append(letter)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if outcome is MailOutcome.REFUSED:
            return outcome
        if not before_data():
            return MailOutcome.DEFERRED
        if isinstance(outcome, Exception):
            raise outcome
        if outcome is not MailOutcome.DEFERRED:
            self.taken.append(letter)
        return outcome

    def accepted(self, message_id: str) -> bool | None:
        self.looked_up.append(message_id)
        return message_id in {letter.message_id for letter in self.taken} if self.knows else None


class SilentBroker(StubBroker):
    """A broker that is away."""

    def enqueue(self, message: Message, *, delay: int | None = None) -> Message:
        raise BrokerConnectionError("nobody listens")
