"""Asks the questions of a set, as in the product, and keeps what came of each."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from silabo.answering.pipeline import answer, first_look
from silabo.answering.reading import Reading
from silabo.answering.weights import thresholds
from silabo.domain.answers import ANSWERED, Caution, Citation, Outcome, Query
from silabo.domain.passages import BlockKind, Found, Passage
from silabo.domain.ports import PassageIndex
from silabo.evaluation.corpus import CoursesUnderTest, CourseUnderTest, Embedders, SourceDocument
from silabo.evaluation.data_set import EvaluationQuestion
from silabo.evaluation.spans import SearchableText, Span, widened

_ASKED_AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
_RESULTS = 10
_LISTED = {BlockKind.ITEM, BlockKind.ROW}


class Told(StrEnum):
    """What a student was told. Only the first is an answer."""

    ANSWERED = "answered"
    NOT_SURE = "not_sure"  # the closest that the documents say, marked as such
    NEAREST = "nearest"  # the documents do not say it; what came nearest is shown
    NOT_STATED = "not_stated"
    REPLY = "reply"  # taken for no question: a greeting, thanks


# By the kind of an answer; a declined one may show what is nearest.
_TOLD = {"closest": Told.NOT_SURE, "declined": Told.NOT_STATED, "reply": Told.REPLY}


@dataclass(frozen=True, slots=True)
class Telling:
    """What a student reads of what came of a question."""

    told: Told  # which of the outcomes
    quoted: tuple[str, ...]  # what was told as the answer
    shown: tuple[str, ...]  # what was shown without being sure, or as the nearest
    is_list: bool  # what is quoted or shown are items of a list or rows of a table, two or more
    # how many of `quoted` are of each question that is answered, where a message asks several
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question, in a course that is as careful as most."""

    question: EvaluationQuestion  # as it was asked
    told: Told  # these four as in `Telling`
    quoted: tuple[str, ...]
    shown: tuple[str, ...]
    is_list: bool
    spans: tuple[Span, ...]  # of the passages found, best first
    wide: tuple[Span, ...]  # the same, each with the words around it
    confidence: float  # 0 to 1
    processor_s: float  # processor time of first passages and answer
    seconds: float  # the same by the clock
    # in a more or less careful course, where something else is told there
    others: Mapping[Caution, Telling] = field(default_factory=dict)
    alone: Telling | None = None  # of a follow-up: what is told where its thread is not known
    parts: tuple[int, ...] = ()  # as in `Telling`

    @property
    def abstained(self) -> bool:
        """Whether no answer was told as one."""
        return self.told is not Told.ANSWERED

    def at(self, caution: Caution) -> "Asked":
        """The same in a course that is so careful."""
        return self._told_as(self.others.get(caution))

    @property
    def without_thread(self) -> "Asked":
        """The same asked without what was asked before it."""
        return self._told_as(self.alone)

    def _told_as(self, other: Telling | None) -> "Asked":
        if other is None:
            return self
        return replace(
            self,
            told=other.told,
            quoted=other.quoted,
            shown=other.shown,
            is_list=other.is_list,
            parts=other.parts,
        )


class Runner:
    """Asks questions of documents, each of its own course where it names one."""

    def __init__(
        self,
        documents: Sequence[SourceDocument],
        index: PassageIndex,
        embedders: Embedders | None = None,
    ) -> None:
        """Look at nothing yet: a course is put into the index when it is asked for. Without
        `embedders` words alone find.
        """
        self._embedders = embedders
        self._documents = {document.id: document for document in documents}
        self._courses = CoursesUnderTest(documents, index, embedders)
        self._texts: dict[str, SearchableText] = {}
        self._known_spans = {document.id: document.spans for document in documents}
        self._reading = Reading()

    def ask(self, question: EvaluationQuestion) -> Asked:
        """Have a question answered. Raises `ServiceError` when the index does not answer."""
        course = self._courses.named(question.course)
        query = Query(question.text, question.language, _ASKED_AT, "UTC", earlier=question.thread)
        begun, started = time.process_time(), time.perf_counter()
        look = first_look(query, course, limit=_RESULTS, reading=self._reading)
        outcome = answer(query, course, found=look.found, reading=self._reading)
        seconds, processor_s = time.perf_counter() - started, time.process_time() - begun
        spans = tuple(self._span(hit.passage) for hit in look.shown)
        telling = _telling(outcome, course)
        return Asked(
            question=question,
            told=telling.told,
            quoted=telling.quoted,
            shown=telling.shown,
            is_list=telling.is_list,
            spans=spans,
            wide=widened(spans, self._texts),
            confidence=outcome.confidence,
            processor_s=processor_s,
            seconds=seconds,
            others=self._others(query, course, look.found, outcome.confidence),
            alone=self._alone(query, course),
            parts=telling.parts,
        )

    def _alone(self, query: Query, course: CourseUnderTest) -> Telling | None:
        if not query.earlier:
            return None
        alone = replace(query, earlier=())
        return _telling(answer(alone, course, reading=self._reading), course)

    def _others(
        self, query: Query, course: CourseUnderTest, found: Found | None, sure: float
    ) -> dict[Caution, Telling]:
        # Asked again only where other thresholds change what is told.
        bounds = thresholds(by_meaning=self._embedders is not None)
        level = bounds.reached(sure, query.caution)
        changed = [each for each in Caution if bounds.reached(sure, each) != level]
        return {
            each: _telling(
                answer(replace(query, caution=each), course, found=found, reading=self._reading),
                course,
            )
            for each in changed
        }

    def _span(self, passage: Passage) -> Span:
        name = passage.document
        if name not in self._texts:
            self._texts[name] = SearchableText(self._documents[name].text)
        known = self._known_spans[name]
        return (name, *(known[passage.ordinal] if known else self._texts[name].find(passage.text)))


def _telling(outcome: Outcome, course: CourseUnderTest) -> Telling:
    told = _told(outcome)
    answered, unsure = _told_texts(outcome)
    is_answer = told is Told.ANSWERED
    return Telling(
        told=told,
        quoted=answered if is_answer else (),
        shown=unsure + tuple(near.quote for near in outcome.nearest),
        is_list=_is_list(outcome.citations or outcome.nearest, course),
        parts=_lengths(outcome) if is_answer else (),
    )


def _told_texts(outcome: Outcome) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is told as an answer, and what without being sure: of several questions both may be."""
    if not outcome.parts:
        texts = tuple(sentence.text for sentence in outcome.sentences)
        return (texts, ()) if outcome.kind in ANSWERED else ((), texts)
    kinds = {number: part.kind for number, part in enumerate(outcome.parts, start=1)}
    by_kind = [(each.text, kinds[each.part] in ANSWERED) for each in outcome.sentences]
    return (
        tuple(text for text, is_answer in by_kind if is_answer),
        tuple(text for text, is_answer in by_kind if not is_answer),
    )


def _lengths(outcome: Outcome) -> tuple[int, ...]:
    """How many sentences each question that is answered has, where several are asked."""
    counted = Counter(sentence.part for sentence in outcome.sentences)
    return tuple(
        counted[number]
        for number, part in enumerate(outcome.parts, start=1)
        if part.kind in ANSWERED
    )


def _told(outcome: Outcome) -> Told:
    told = _TOLD.get(outcome.kind.value, Told.ANSWERED)
    return Told.NEAREST if told is Told.NOT_STATED and outcome.nearest else told


def _is_list(citations: Sequence[Citation], course: CourseUnderTest) -> bool:
    """Whether two or more items or rows are quoted, with at most one lead-in."""
    found = {citation.passage_id for citation in citations}
    passages = [course.passage(passage_id) for passage_id in found if passage_id is not None]
    listed = sum(1 for passage in passages if passage.kind in _LISTED)
    return listed > 1 and listed >= len(passages) - 1


def evaluate(
    documents: Sequence[SourceDocument],
    questions: Iterable[EvaluationQuestion],
    index: PassageIndex,
) -> list[Asked]:
    """Ask every question of the documents, in this process."""
    runner = Runner(documents, index)
    return [runner.ask(question) for question in questions]
