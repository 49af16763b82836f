"""Letters that are owed: what each tells, and what a worker knows of one that it claimed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from silabo.domain.letters import WRONG_ADDRESS
from silabo.domain.questions import Question
from silabo.domain.reports import WeekReport


class DeliveryKind(StrEnum):
    """What a letter tells, and to whom."""

    ANSWER = "answer"  # to the asker
    CHANGED = "changed"  # to the asker: a later answer to the same question
    REPLY = "reply"  # to the asker: a later answer, by an instructor
    FAILURE = "failure"  # to the asker: no answer could be written
    NOTICE = "notice"  # to an instructor: what in a course needs somebody's eyes
    WEEK = "week"  # to an instructor, and to administrators: the figures of a week
    ALERT = "alert"  # to administrators
    TEST = "test"  # to the address that an administrator named


class AlertCode(StrEnum):
    """What administrators are told of by letter."""

    DEAD_LETTERS = "dead_letters"  # questions were given up
    QUEUE_HELD = "queue_held"  # a question waits for longer than anybody should
    LETTERS_REFUSED = "letters_refused"  # letters were given up, and not for a wrong address
    INDEX_AWAY = "index_away"  # the index has not answered for long
    INDEX_DRIFT = "index_drift"  # the index lacks passages and could not be filled again


@dataclass(frozen=True, slots=True)
class Backlog:
    """How it stands: questions that were given up, that wait, and since when the oldest of them
    does; letters that were given up within a day, and why the last one was; since when there is
    the trouble that the alert is about, None when it is over.
    """

    failed: int
    waiting: int
    oldest_at: datetime | None
    letters: int = 0
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question that a letter names, and leads to."""

    public_id: str
    text: str


@dataclass(frozen=True, slots=True)
class CourseNews:
    """What in a course needs somebody's eyes: documents that could not be read, by their titles,
    how many answers wait for approval, how many questions were handed over, how many others the
    documents did not answer, to how many they may not have answered, and the first of these
    questions by name.
    """

    unread: tuple[str, ...]
    unanswered: int
    unsure: int = 0
    handed: int = 0
    unapproved: int = 0
    questions: tuple[NamedQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A delivery under a lease, and what its letter is about.

    `left_at` is when an earlier try began to send the text, if it may have reached the recipient.
    `message_id` is empty until then. `earlier` are the ids of the letters that went before, oldest
    first: about the same question, and about those that it follows. `stop_token` opens the page
    that ends a person's letters, `feedback_token` those that ask whether the answer helped, and
    `reply_token` is in the address where a reply to this letter is read; empty where none is.
    `today` is the day in the course's time zone.
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
    feedback_token: str = ""
    reply_token: str = ""
    language: str = ""  # of the person that it goes to
    course: str = ""  # public id
    course_title: str = ""
    course_url: str = ""
    question: Question | None = None
    code: AlertCode | None = None
    backlog: Backlog | None = None
    news: CourseNews | None = None
    week: WeekReport | None = None
    today: date | None = None
    checked_on: date | None = None  # the day when instructors wrote or approved what it tells


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that a mail system had accepted and then could not deliver.

    `recipient` is the address that was refused, empty where the mail system named none; `status`
    the enhanced code of the refusal (RFC 3463), empty where it only gave up.
    """

    message_id: str
    at: datetime
    recipient: str = ""
    status: str = ""

    @property
    def address_is_wrong(self) -> bool:
        """Whether every later letter to this address would come back too."""
        return self.status in WRONG_ADDRESS


@dataclass(frozen=True, slots=True)
class Post:
    """How the letters stand: how many wait, how many of these were put off, and why the last."""

    waiting: int
    put_off: int
    reason: str
