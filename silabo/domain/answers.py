"""What is asked and what comes of it: query, citation, sentence and outcome."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from silabo.domain.passages import Passage, row_number


class AnswerKind(StrEnum):
    """How an answer came about. `reply` and `declined` have no receipts, `curated` need not have
    any.
    """

    CURATED = "curated"  # an instructor wrote it, or approved it as it was
    GENERATED = "generated"
    EXTRACTIVE = "extractive"
    CLOSEST = "closest"  # not sure: quoted, and never said to answer
    DECLINED = "declined"
    REPLY = "reply"


class Caution(StrEnum):
    """How sure answering has to be, as a course is set."""

    CAREFUL = "careful"  # rather not sure, and rather silent, than wrong
    BALANCED = "balanced"
    GENEROUS = "generous"  # rather wrong now and then than silent


class Unhelpful(StrEnum):
    """Why an answer did not help its asker."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OTHER_QUESTION = "other_question"  # not what was asked
    OLD = "old"


class WhyQuoted(StrEnum):
    """Why quotations stand where a language model should have written."""

    MODEL_AWAY = "model_away"  # it cannot be reached, or is not there
    MODEL_SLOW = "model_slow"
    DRAFT_REJECTED = "draft_rejected"  # what it wrote does not hold
    QUEUE_LONG = "queue_long"  # a written answer would come too late
    NOTHING_WRITTEN = "nothing_written"  # it found no answer in what answers by all other signs


# A model was at work, and its text is not what was answered.
AFTER_WRITING = (WhyQuoted.MODEL_SLOW, WhyQuoted.DRAFT_REJECTED, WhyQuoted.NOTHING_WRITTEN)


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A topic that a course does not answer, and what its instructors say instead; "" where they
    say nothing.
    """

    topic: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a question may mean, as the documents call it, and the question
    that says so.
    """

    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question with all that answering may know about it: answering asks storage nothing.

    `language` is the question's own: es, en, fr, or und when nothing tells. `caution` and
    `out_of_scope` are the course's. `earlier` are the questions of its thread that it follows,
    oldest first.
    """

    text: str
    language: str
    asked_at: datetime
    time_zone: str
    caution: Caution = Caution.BALANCED
    out_of_scope: tuple[OutOfScope, ...] = ()
    earlier: tuple[str, ...] = ()
    instructions: str = ""  # of the course, for the form of what a model writes
    document_languages: tuple[str, ...] = ()  # of what its asker may read, as far as they are known

    @property
    def today(self) -> date:
        """The day when it was asked, where the course is."""
        return self.asked_at.astimezone(ZoneInfo(self.time_zone)).date()


@dataclass(frozen=True, slots=True)
class Citation:
    """A receipt: the words quoted, and the place in a document version where they stand.

    `number` counts from 1 within the answer. `row` is a table row's number, None elsewhere.
    """

    number: int
    document: str
    version: str
    anchor: str
    quote: str
    document_title: str
    path: tuple[str, ...] = ()
    page: int | None = None
    row: int | None = None
    passage_id: int | None = None
    language: str = "und"  # of the words quoted

    @classmethod
    def of(cls, passage: Passage, quote: str, number: int) -> "Citation":
        """A receipt for words of a passage."""
        return cls(
            number=number,
            document=passage.document,
            version=passage.version,
            anchor=passage.anchor,
            quote=quote,
            document_title=passage.document_title,
            path=passage.path,
            page=passage.page,
            row=row_number(passage.anchor),
            passage_id=passage.id,
            language=passage.language,
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]
    day: date | None = None  # that it tells, where a date is asked for and it tells one for sure
    part: int = 0  # the question of its message that it answers, from 1; 0: it asks one


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one of several questions of a message; its sentences have its number.

    `searched` as in an outcome; `reply` is the code of a reply, `said` what the instructors say
    instead.
    """

    asked: str  # as it was typed
    kind: AnswerKind | None  # None: it was not looked at, for the message asks too many
    searched: tuple[str, ...] = ()
    documents_in: tuple[str, ...] = ()  # as in an outcome
    understood_as: str = ""  # where it was completed from the question before it
    reply: str = ""
    said: str = ""


# Parts of these kinds are answered.
ANSWERED = (AnswerKind.CURATED, AnswerKind.GENERATED, AnswerKind.EXTRACTIVE)
# Of these kinds is what nobody has looked at: where a course wants it, an instructor does first.
UNCHECKED = (AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question.

    curated: what an instructor wrote, or approved; a sentence cites what proves it, or nothing.
    extractive: sentences quoted, each with its citation; `why_quoted` says why no model wrote them
    where one should have. generated: sentences that a model wrote from the passages that they cite,
    and below them what would have been `quoted`.
    closest: one to three sentences quoted as the closest that the documents say, each with its
    citation, and what was `searched`; it is not said that they answer.
    declined: no sentences; `searched` says in the question's own words what was looked for,
    `nearest` quotes what came closest. reply: `reply` is a code of
    silabo/wording/error_sentences.py, and a sentence is what the instructors say instead. Beside
    another kind `reply` stands above the answer: to whom somebody in danger can turn.

    Where the question leaves open which of several it means, and what is told is not said of all of
    them, `choices` names them as the documents do.

    `understood_as` is the question that was answered where that is not as it was written but
    completed from its thread; "" elsewhere. A message that asks several questions has `parts`: its
    kind is the best of theirs.
    """

    kind: AnswerKind
    language: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    searched: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    reply: str = ""
    # closest and declined: languages of the documents, where the question is in none of them, so
    # that they may say it all the same
    documents_in: tuple[str, ...] = ()
    why_quoted: WhyQuoted | None = None
    understood_as: str = ""
    parts: tuple[Part, ...] = ()
    # generated: the words of the documents that answer; their numbers go on from the citations'
    quoted: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    # documents state what it cites differently: its last sentences quote the other places
    disagrees: bool = False
    # 0 to 1: how sure answering is, for evaluation
    confidence: float = field(default=0.0, compare=False)

    @property
    def quotes_versions(self) -> frozenset[str]:
        """The document versions that it quotes, by their public ids."""
        quoted = (*self.citations, *self.nearest, *self.quoted)
        return frozenset(each.version for each in quoted)

    @property
    def by_a_model(self) -> bool:
        """Whether a model was asked to write it, be the text good or not: that is what costs."""
        return self.kind is AnswerKind.GENERATED or self.why_quoted in AFTER_WRITING
