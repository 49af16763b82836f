"""Fakes of ports: parts of the outside world that fail, refuse, hang or wait when a test needs it.

Never of our own functions: what is tested around them is real.
"""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dramatiq import Message
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerConnectionError

from silabo.domain.deliveries import Bounce
from silabo.domain.errors import ModelError, ServiceError
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep
from silabo.domain.models import Vector
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

    def clear(self, course: int) -> None:
        raise self.error

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
    ) -> list[Match]:
        raise self.error

    def count(self, course: int, *versions: int) -> int:
        raise self.error


@dataclass
class ForgetfulIndex:
    """A `PassageIndex` that takes everything and keeps nothing."""

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
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
    ) -> list[Match]:
        return []

    def count(self, course: int, *versions: int) -> int:
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
    ) -> list[Match]:
        self.before("search")
        return self.real.search(course, words, versions=versions, limit=limit, vector=vector)

    def count(self, course: int, *versions: int) -> int:
        self.before("count")
        return self.real.count(course, *versions)


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


USUAL_STEPS = {
    MailOutcome.ACCEPTED: MailStep.DOT,
    MailOutcome.DEFERRED: MailStep.DOT,
    MailOutcome.UNCLEAR: MailStep.DOT,
    MailOutcome.REFUSED: MailStep.RCPT,
}


@dataclass
class FakeMailer:
    """A `Mailer` that ends each letter as it is told to, and remembers what it took.

    `outcomes` are used up one a letter; the last one stays. An unclear letter was taken: only the
    reply got lost. `memory` is None for a mail system that cannot tell what it took, an error for
    one that cannot be asked.
    """

    outcomes: list[MailOutcome | MailReply | Exception]
    memory: bool | ServiceError | None = True
    asked: list[Letter] = field(default_factory=list)
    taken: list[Letter] = field(default_factory=list)
    looked_up: list[tuple[str, datetime]] = field(default_factory=list)
    came_back: list[Bounce] = field(default_factory=list)

    def send(
        self,
        letter: Letter,
        *,
        before_data: Callable[[], bool],
        when_accepted: Callable[[], None] = lambda: None,
    ) -> MailReply:
        self.asked.append(letter)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        reply = outcome
        if isinstance(outcome, MailOutcome):
            reply = MailReply(outcome, USUAL_STEPS[outcome])
        if isinstance(reply, MailReply) and reply.step is MailStep.RCPT:
            return reply
        if not before_data():
            return MailReply(MailOutcome.DEFERRED, MailStep.LEASE)
        if isinstance(reply, Exception):
            raise reply
        if reply.outcome in {MailOutcome.ACCEPTED, MailOutcome.UNCLEAR}:
            self.taken.append(letter)
        if reply.outcome is MailOutcome.ACCEPTED:
            when_accepted()
        return reply

    def accepted(self, message_id: str, *, since: datetime) -> bool | None:
        self.looked_up.append((message_id, since))
        if isinstance(self.memory, Exception):
            raise self.memory
        ids = {letter.message_id for letter in self.taken}
        return message_id in ids if self.memory else None

    def bounced(self, *, since: datetime) -> Sequence[Bounce]:
        return [each for each in self.came_back if each.at >= since]


class SilentBroker(StubBroker):
    """A broker that is away."""

    def enqueue(self, message: Message, *, delay: int | None = None) -> Message:
        raise BrokerConnectionError("nobody listens")


@dataclass
class FakeEmbedder:
    """An `Embedder` that knows which word means what: a vector of its model's size a text.

    A text points along the axis of the first word of `axes` that it has. `error` is raised instead
    while it is set.
    """

    axes: Sequence[tuple[str, ...]]
    space: str = "model@1"
    error: ModelError | None = None
    asked: list[str] = field(default_factory=list)

    @property
    def dimension(self) -> int:
        return len(self.axes) + 1

    def embed(self, texts: Sequence[str]) -> list[Vector]:
        if self.error:
            raise self.error
        self.asked.extend(texts)
        return [self._vector(text.casefold()) for text in texts]

    def _vector(self, text: str) -> Vector:
        meant = next(
            (
                number
                for number, words in enumerate(self.axes)
                if any(word in text for word in words)
            ),
            len(self.axes),
        )
        return [float(number == meant) for number in range(self.dimension)]
