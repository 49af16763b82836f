"""Letters that are owed: what each tells, and what a worker knows of one that it claimed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silabo.domain.questions import Question


class DeliveryKind(StrEnum):
    """What a letter tells, and to whom."""

    ANSWER = "answer"  # to the asker
    CHANGED = "changed"  # to the asker: a later answer to the same question
    FAILURE = "failure"  # to the asker: no answer could be written
    ALERT = "alert"  # to administrators
    TEST = "test"  # to the address that an administrator named


class AlertCode(StrEnum):
    """What administrators are told of by letter."""

    DEAD_LETTERS = "dead_letters"  # questions were given up
    QUEUE_HELD = "queue_held"  # a question waits for longer than anybody should


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many questions were given up, how many wait, and since when the oldest of them does."""

    failed: int
    waiting: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery under a lease, and what its letter is about.

    `left_at` is when an earlier try began to send the text, if it may have reached the recipient.
    `message_id` is empty until then. `earlier` are the ids of the letters about the same question
    that went before, oldest first. `stop_token` opens the page that ends a person's letters.
    """

    id: int
    token: str
    attempt: int
    public_id: str
    message_id: str
    kind: DeliveryKind
    recipient: str
    left_at: datetime | None = None
    earlier: tuple[str, ...] = ()
    stop_token: str = ""
    course: str = ""  # public id
    course_title: str = ""
    course_url: str = ""
    question: Question | None = None
    code: AlertCode | None = None
    backlog: Backlog | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """How the letters stand: how many wait, how many of these were put off, and why the last."""

    waiting: int
    put_off: int
    reason: str
