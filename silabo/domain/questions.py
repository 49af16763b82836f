"""What a student asked, how far it has come, and what was answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silabo.domain.answers import (
    ANSWERED,
    AnswerKind,
    Caution,
    Choice,
    Citation,
    Outcome,
    OutOfScope,
    Part,
    Sentence,
    Unhelpful,
    WhyQuoted,
)
from silabo.domain.passages import Passage, Ranking


class QuestionState(StrEnum):
    """The way of a question."""

    QUEUED = "queued"
    WORKING = "working"
    UNAPPROVED = "unapproved"  # its answer waits for an instructor's approval
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DeliveryState(StrEnum):
    """The way of a letter."""

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


NOT_APPROVED = "reply_not_approved"  # the code of what is told instead of a dismissed answer


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question as it arrives: who asks it, where, and the key that makes asking twice
    harmless.
    """

    person_id: int
    course_id: int
    text: str
    language: str
    idempotency_key: str
    letter: bool
    if_unseen: bool = False  # the letter only if the answer has not been seen
    documents: tuple[str, ...] = ()  # public ids that the activity is limited to; empty: all
    follows: str = ""  # public id of the question of its asker, in this course, that it follows
    alike: str = ""  # what it shares with those that ask the same; "": with none


@dataclass(frozen=True, slots=True)
class Caps:
    """How many questions one person, and one course, may ask; 0: any number.

    What a model answers is dear and has limits of its own; a question counts as one of these until
    its answer came without a model.
    """

    open: int = 0  # of a person, not yet answered
    hour: int = 0  # of a person in an hour, answered by a model
    day: int = 0  # of a person in a day, answered by a model
    any_hour: int = 0  # of a person in an hour, whatever the answer
    course_hour: int = 0  # of all people of a course in an hour, answered by a model
    course_any_hour: int = 0  # of all people of a course in an hour, whatever the answer


MOST_COUNTED = 500  # questions that wait: counting on would cost everybody who waits more


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue, from 1, of how many; `seconds` is the measured estimate, if any.

    Beyond `MOST_COUNTED` nothing is counted: a greater number means that there are more, and there
    is no estimate for a place behind them.
    """

    place: int
    of: int
    seconds: int | None

    @property
    def beyond(self) -> bool:
        """Whether more wait before it than are counted."""
        return self.place > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Changes:
    """Facts that the answer before told and this one does not, as they were written, and those that
    it tells instead.
    """

    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One revision of an answer, as it was recorded."""

    public_id: str
    revision: int
    kind: AnswerKind
    language: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    searched: tuple[str, ...]
    nearest: tuple[Citation, ...]
    reply: str
    created_at: datetime
    why_quoted: WhyQuoted | None = None
    confirmed: bool = False  # of the closest: its asker says that it answers
    understood_as: str = ""  # what was answered, completed from the thread; "": as written
    documents_in: tuple[str, ...] = ()  # where nothing is sure: see `Outcome`
    parts: tuple[Part, ...] = ()  # of a message that asks several questions
    quoted: tuple[Citation, ...] = ()  # of generated: the documents' own words, below it
    choices: tuple[Choice, ...] = ()  # what the question may mean that leaves it open
    helped: bool | None = None  # as its asker says; None: they said nothing
    unhelpful: Unhelpful | None = None  # why it did not
    checked_at: datetime | None = None  # of curated: when instructors wrote or approved it
    disagrees: bool = False  # documents state what it cites differently; both places are cited
    changes: Changes | None = None  # of the facts that its asker had been told before

    @property
    def told(self) -> bool:
        """Whether it answers, be it sure or not: its asker can say whether it helped."""
        return self.kind in {*ANSWERED, AnswerKind.CLOSEST}

    @property
    def quoted_in(self) -> tuple[str, ...]:
        """The languages of what is quoted, where that is in another than the answer."""
        if self.language == "und":
            return ()
        found = {each.language for each in self.citations} - {"und", self.language}
        return tuple(sorted(found))

    @property
    def quotes(self) -> tuple[str, ...]:
        """What it quotes of documents, in their own words."""
        return tuple(each.quote for each in (*self.citations, *self.quoted, *self.nearest))

    @property
    def may_be_said_in(self) -> tuple[str, ...]:
        """The languages of the documents where they may say what is not sure, or was not found, for
        the question is in none of them.
        """
        if not self.parts:
            return self.documents_in
        found = AnswerKind.CLOSEST if self.confirmed else None
        missing = (part.documents_in for part in self.parts if part.kind is not found)
        return next(filter(None, missing), ())

    @property
    def unsure(self) -> bool:
        """Whether it has something that may not answer."""
        return AnswerKind.CLOSEST in {self.kind, *(part.kind for part in self.parts)}

    @property
    def in_part(self) -> bool:
        """Whether it answers some questions of a message and not all; what its asker confirmed is
        answered.
        """
        known = {*ANSWERED, AnswerKind.REPLY, *([AnswerKind.CLOSEST] if self.confirmed else [])}
        return self.kind in ANSWERED and any(part.kind not in known for part in self.parts)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its asker sees it.

    `passages` are the first ones that were found: None until a search came back. `delivery` is
    the state of its letter: None when no letter is owed. `refused_address` is where a letter that
    failed could not be delivered. `quoted` is what answers in the documents' own words while a
    model still writes.
    """

    id: int
    public_id: str
    course_id: int
    text: str
    language: str
    state: QuestionState
    asked_at: datetime
    answered_at: datetime | None = None
    waiting: Waiting | None = None
    passages: tuple[Passage, ...] | None = None
    answer: Answer | None = None
    quoted: tuple[Citation, ...] = ()
    delivery: DeliveryState | None = None
    refused_address: str = ""
    documents: tuple[str, ...] = ()  # public ids that the activity was limited to; empty: all
    letter: bool = True  # the asker's tick: this answer by e-mail too
    if_unseen: bool = False  # that one only if they have not seen the answer
    follows: str | None = None  # public id of the question that it follows; None: none, or deleted
    held: bool = False  # something that answering needs has been away for long
    handed_at: datetime | None = None  # when its asker sent it to the instructors
    unread: bool = False  # its asker has not seen what there is of news
    unapproved_since: datetime | None = None  # an answer waits for that since then
    turn_to: str = ""  # the code of whom to turn to, which stands above an answer that waits

    @property
    def handed_over(self) -> bool:
        """Whether its instructors were asked for an answer that is still to come."""
        curated = self.answer is not None and self.answer.kind is AnswerKind.CURATED
        return self.handed_at is not None and not curated

    @property
    def may_be_handed_over(self) -> bool:
        """Whether its asker may still send it to the instructors: it came to an end of which they
        know nothing yet, and is no mere talk.
        """
        if self.handed_at is not None or self.open:
            return False
        if self.answer is None or self.answer.reply == NOT_APPROVED:
            return True
        return self.answer.kind is not AnswerKind.REPLY

    @property
    def open(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in {QuestionState.QUEUED, QuestionState.WORKING}


@dataclass(frozen=True, slots=True)
class ClaimedQuestion:
    """A question under a lease: what a worker needs to answer it."""

    id: int
    token: str
    attempt: int
    public_id: str
    course_id: int
    text: str
    language: str
    asked_at: datetime
    time_zone: str
    caution: Caution = Caution.BALANCED
    out_of_scope: tuple[OutOfScope, ...] = ()  # the course's
    instructions: str = ""  # the course's, for a model
    documents: tuple[str, ...] = ()  # public ids that the activity was limited to; empty: all
    waited_s: float = 0.0  # since it was asked, by the database's clock
    earlier: tuple[str, ...] = ()  # what its thread asked before it, oldest first
    ranking: Ranking | None = None  # what was found for it when it was asked
    alike: str = ""  # what it shares with those that ask the same; "": with none
    curated: Outcome | None = None  # what an instructor answers to it
    approval: bool = False  # its answer waits for an instructor's approval: nobody sees it written
