"""What instructors see of the questions of their course, and what they decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from silabo.domain.answers import AnswerKind, Citation, Sentence, Unhelpful
from silabo.domain.questions import Answer, QuestionState

UNDO_S = 10  # what was decided can be taken back for so long; nobody is told before
MOST_SENTENCES = 20
LONGEST_SENTENCE = 1000  # characters


class DecisionKind(StrEnum):
    """What an instructor decides of a question."""

    PUBLISHED = "published"  # answered in the instructor's words, or those that were left
    APPROVED = "approved"  # the answer that was given is fine as it is
    DISMISSED = "dismissed"  # nothing is to be done


class CopyDoubt(StrEnum):
    """Why a copied answer answers nobody until an instructor has confirmed it."""

    DATED = "dated"  # it states what is often another thing in the next course: a day, a room
    UNFOUNDED = "unfounded"  # what it rests on was not copied, or says something else here


class Harm(StrEnum):
    """Why a question needs eyes; the most harmful first."""

    UNAPPROVED = "unapproved"  # an answer waits for approval, and its askers for it
    HANDED_OVER = "handed_over"
    UNSOLVED = "unsolved"  # it did not help somebody
    CHANGED = "changed"  # a document changed on which an instructor's answer rests
    DECLINED = "declined"
    UNSURE = "unsure"


class Fate(StrEnum):
    """What became of a question, as a list may be narrowed to it."""

    CHECKED = "checked"
    ANSWERED = "answered"
    UNSURE = "unsure"
    DECLINED = "declined"
    UNAPPROVED = "unapproved"
    WAITING = "waiting"
    FAILED = "failed"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions of a course that ask the same, as the newest of them was asked. What is counted of
    harm came after the last decision.
    """

    public_id: str  # of the newest
    text: str
    language: str
    asked_at: datetime  # the newest
    state: QuestionState
    kind: AnswerKind | None  # of the newest's answer
    times: int  # it was asked
    askers: int
    harm: Harm | None = None  # the worst; None: nothing needs eyes
    unapproved: int = 0  # askers whose answer waits for approval
    unapproved_since: datetime | None = None  # the first of them
    handed_by: tuple[str, ...] = ()  # names of who handed it over, the first ones
    handed: int = 0  # askers who handed it over
    handed_at: datetime | None = None
    unsolved: int = 0  # askers whom it did not help
    declined: int = 0  # askers who were declined
    unsure: int = 0  # askers who got what comes closest and did not say that it was it
    confirmed: int = 0  # askers to whom what comes closest was the answer
    reasons: Mapping[Unhelpful, int] = field(default_factory=dict)
    copied: bool = False  # what changed is no document: its answer was copied in doubt


@dataclass(frozen=True, slots=True)
class Wanting:
    """One of the questions of a gap, as the newest of those that ask the same was asked."""

    public_id: str
    text: str
    language: str
    askers: int
    times: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What the documents do not say: questions that were declined, and for which the same was
    looked for.
    """

    searched: tuple[str, ...]  # what was looked for, as the newest says it; empty: not known
    questions: tuple[Wanting, ...]  # the most asked first
    askers: int
    asked_at: datetime  # the newest

    @property
    def public_id(self) -> str:
        """Of the question that most ask."""
        return self.questions[0].public_id


@dataclass(frozen=True, slots=True)
class Filled:
    """Questions that ask the same, were declined, and are answered now."""

    public_id: str  # of the newest
    text: str
    language: str
    helped: int  # people
    by_instructors: bool  # else by what a document says now
    filled_at: datetime


@dataclass(frozen=True, slots=True)
class Helped:
    """How many people of a course have an answer who had been told that the documents do not say:
    the newest of it named.
    """

    people: int
    newest: tuple[Filled, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A group of questions with what a decision rests on. `sources` can be cited by their numbers:
    first the given answer's citations, then what else was found near the question.
    """

    group: QuestionGroup
    answer: Answer | None
    sources: tuple[Citation, ...]
    wordings: tuple[str, ...]  # other ways in which it was asked
    decided: str  # public id of the last decision, "" without one
    decided_as: DecisionKind | None
    undo_until: datetime | None  # the last decision can be taken back until then
    near: tuple[Wanting, ...] = ()  # declined questions for which the same was looked for


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What an instructor decides; `sentences` cite the numbers of the review's sources. `decided`
    is the last decision that they knew of, `answer` the one that they looked at. What is published
    may answer some of the questions `also` for which the same was looked for.
    """

    kind: DecisionKind
    sentences: tuple[Sentence, ...] = ()
    decided: str = ""
    answer: str = ""  # public id; "": none was shown
    also: tuple[str, ...] = ()  # public ids

    @property
    def rests_on_answer(self) -> bool:
        """Whether it means another thing once another answer is looked at: approving takes its
        sentences, and the numbers of sources are its own.
        """
        cites = any(sentence.citations for sentence in self.sentences)
        return self.kind is DecisionKind.APPROVED or cites


@dataclass(frozen=True, slots=True)
class CuratedAnswer:
    """What instructors answer to a question and to those that ask the same, as it stands."""

    public_id: str  # of the decision
    kind: DecisionKind
    question: str  # as an instructor worded it, else as it was asked last; "": all are deleted
    asked: str  # public id of the newest question that asks it, "" without one
    language: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    decided_at: datetime
    decided_by: str  # name of a person or program, "" where it is not known any more
    askers: int  # people whose question it answers
    changed: bool  # it cites what has left the course, or was copied in doubt: it answers nobody
    undo_until: datetime | None  # it can be taken back until then
    doubt: CopyDoubt | None = None  # why it waits, where it was copied and does


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer to a question that nobody need have asked. `alike` is the key of those that ask the
    same.
    """

    question: str
    language: str
    alike: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was kept, until when it can be taken back, and how many will be told."""

    public_id: str
    kind: DecisionKind
    undo_until: datetime
    told: int
