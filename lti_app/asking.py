"""Accepting a question: row first, then the bell, then the first passages within their budget."""

import logging
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from lti_app.searchers import Searchers
from silabo.answering.equality import equality_key
from silabo.answering.examples import USUAL, answered
from silabo.answering.pipeline import FirstLook, first_look
from silabo.answering.reading import Reading
from silabo.answering.scope import scope_of
from silabo.domain import clock
from silabo.domain.answers import Caution, OutOfScope, Query
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import QuestionError, ServiceError
from silabo.domain.happenings import ASKED, FIRST_PASSAGES, PASSAGES_SHOWN
from silabo.domain.passages import Hit, Match, Passage, Ranking
from silabo.domain.people import LetterChoice, Role, Session
from silabo.domain.ports import PassageSearch
from silabo.domain.questions import NewQuestion, Question
from silabo.domain.queues import Queue
from silabo.language.detect import detect
from silabo.language.follow_ups import completed
from silabo.language.messages import asked
from silabo.language.normal_forms import composed
from silabo.storage import (
    course_limits,
    courses,
    documents,
    passages,
    people,
    questions,
    scopes,
    threads,
)
from silabo.wording.catalogues import say

if TYPE_CHECKING:
    from lti_app.parts import Parts

logger = logging.getLogger(__name__)

LONGEST_QUESTION = 8000  # characters; a long message is reduced to what it asks
# Characters as they are sent: decomposed accents, line breaks and white space are more than what is
# kept of them. Nobody looks at more.
LONGEST_SENT = 4 * LONGEST_QUESTION
SHOWN = 3
EXAMPLES = 3
KNOWN = 1000  # courses and languages whose examples are kept
# So many searches run at once. In a burst a question is kept without one, and the poll brings its
# passages: a search costs more than keeping the question, and nobody waits behind those of others.
SEARCHERS = 2
# Examples have one of their own: each costs several answers, and a class that opens its panels must
# not push aside the first passages of a question that was asked.
EXAMPLE_SEARCHERS = 1


# What a course shows, to whom, and how it answers.
_OfCourse = tuple[int, frozenset[int], str, Caution, tuple[OutOfScope, ...]]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a question is read with: it is loaded once for what it shares with others and for its
    first passages.
    """

    time_zone: str  # IANA
    out_of_scope: tuple[OutOfScope, ...]
    earlier: tuple[str, ...]  # what its thread asked before it, oldest first

    def query(self, text: str, language: str, asked_at: datetime) -> Query:
        """The question as answering takes it."""
        return Query(
            text=text,
            language=language,
            asked_at=asked_at,
            time_zone=self.time_zone,
            out_of_scope=self.out_of_scope,
            earlier=self.earlier,
        )


@dataclass(frozen=True, slots=True)
class _ByWords:
    """A search that asks no model: what words tell is told by meaning too, and panels that are
    opened must not keep it from who asks.
    """

    real: PassageSearch

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        return self.real(words, limit=limit)

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self.real.following(passage, limit=limit)


class Asking:
    """Accepts questions for the API, and brings first passages for whoever reads a question."""

    def __init__(self, parts: "Parts") -> None:
        """Start nothing: the first search starts the first thread."""
        self._parts = parts
        self._reading = Reading()
        self._examples: dict[_OfCourse, list[str]] = {}
        self._searchers = Searchers(SEARCHERS, "first-passages")
        self._example_searchers = Searchers(EXAMPLE_SEARCHERS, "examples")

    @property
    def writes(self) -> bool:
        """Whether a language model writes the answers."""
        return self._parts.writes

    def ask(
        self,
        session: Session,
        text: str,
        *,
        key: str,
        letter: bool | None,
        if_unseen: bool | None = None,
        follows: str = "",
        may_follow: str = "",
    ) -> tuple[Question, bool]:
        """Accept a question, and say whether it is new. Raises `QuestionError` and `QuotaError`.

        It follows the question with the public id `follows`; or the one with `may_follow`, where it
        does not stand alone and that was asked lately. Raises `NotFoundError` where its asker has
        no question `follows` in this course.

        Where an activity's documents are gone nothing is asked, nor by students where the course is
        closed: the panel has no box there either.
        `letter` and `if_unseen` are a student's choice from then on. An instructor tries a question
        out: it asks for one letter or none, and changes nothing for courses in which they study.
        """
        cleaned = clean(text)
        check_open(session)
        language = language_of(session, cleaned)
        follows = follows or _goes_on_from(session, cleaned, language, may_follow)
        around = told_around(session, follows)
        new = new_question(session, cleaned, language, around, key=key)
        choice = _letter_choice(session, letter, if_unseen)
        new = replace(new, letter=choice.wanted, if_unseen=choice.if_unseen, follows=follows)
        question, created = questions.ask(new, self._parts.caps)
        if created:
            point(CrashPoint.QUESTION_KEPT)
        # A question that was asked before may follow another than this request says.
        shown = self.with_passages(question, around if created else None)
        if created:
            # Behind the search: who answers goes on from what it found. If it is late, the bell
            # rings without it.
            self._ring()
        return shown, created

    def _ring(self) -> None:
        self._parts.ring(Queue.ANSWERS)
        point(CrashPoint.QUESTION_RUNG)
        ASKED.note()

    def with_passages(self, question: Question, around: _Around | None = None) -> Question:
        """The question with its first passages, if they can be had in time; else as it is. What
        stands around it is read where it is not told.
        """
        if question.passages is not None or not question.open:
            return question
        try:
            found = self._search(question, around or _around(question))
            if found is None:
                FIRST_PASSAGES.note(result="late")
                return question
            look, ranking = found
            questions.remember_passages(
                question.id, [hit.passage.id for hit in look.shown], ranking
            )
        except ServiceError as error:
            # The question is kept: whoever asked must not read that it failed.
            logger.warning("passages_not_kept", extra={"reason": str(error)})
            FIRST_PASSAGES.note(result="failed")
            return question
        FIRST_PASSAGES.note(result="shown" if look.shown else "nothing")
        PASSAGES_SHOWN.note(len(look.shown))
        return replace(question, passages=tuple(hit.passage for hit in look.shown))

    def examples(self, session: Session) -> list[str]:
        """Questions to begin with; none when the search is late or fails.

        They are found once for what a course shows, leaves out and how careful it is: each costs an
        answer.
        """
        versions = passages.visible_versions(session.course_id, session.documents)
        caution = courses.caution(session.course_id)
        left_out = scopes.topics(session.course_id)
        key = (session.course_id, frozenset(versions), session.language, caution, left_out)
        known = self._examples.get(key)
        if known is not None:
            return known
        candidates = [
            Query(
                text=say(session.language, each),
                language=session.language,
                asked_at=clock.now(),
                time_zone="UTC",
                caution=caution,
                out_of_scope=left_out,
            )
            for each in USUAL
        ]
        search = _ByWords(self._parts.search(session.course_id, session.documents))
        found = self._example_searchers.in_time(
            self._parts.search_budget_s,
            answered,
            candidates,
            search,
            limit=EXAMPLES,
            reading=self._reading,
        )
        if found is None:
            return []
        if len(self._examples) >= KNOWN:
            self._examples.clear()
        self._examples[key] = found
        return found

    def _search(
        self, question: Question, around: _Around
    ) -> tuple[FirstLook, Ranking | None] | None:
        query = around.query(question.text, question.language, question.asked_at)
        return self._searchers.in_time(self._parts.search_budget_s, self._look, question, query)

    def _look(self, question: Question, query: Query) -> tuple[FirstLook, Ranking | None]:
        # Before the search: what is added meanwhile makes the ranking one of the past.
        versions = passages.visible_versions(question.course_id, question.documents)
        search = self._parts.search(question.course_id, question.documents)
        look = first_look(query, search, limit=SHOWN, reading=self._reading)
        if look.found is None:
            return look, None
        matches = tuple(Match(hit.passage.id, hit.score, hit.similarity) for hit in look.found.hits)
        return look, Ranking(frozenset(versions), matches, look.found.meant)


def check_open(session: Session) -> None:
    """Raise `QuestionError` where nothing is asked."""
    if documents.limit_is_stale(session.course_id, session.documents):
        raise QuestionError("limit_stale")
    if is_closed_to(session):
        raise QuestionError("course_closed")


def is_closed_to(session: Session) -> bool:
    """Whether somebody asks no more: a student of a closed course; instructors try questions in it
    too.
    """
    return session.role is Role.LEARNER and course_limits.is_closed(session.course_id)


def _around(question: Question) -> _Around:
    """Of one that is."""
    return _Around(
        time_zone=courses.time_zone(question.course_id),
        out_of_scope=scopes.topics(question.course_id),
        earlier=threads.earlier_texts(question.id),
    )


def key_of(session: Session, text: str) -> tuple[str, str]:
    """The language of a question that nobody has asked yet, and what it would share with those that
    ask the same, "" for one that shares its answer with none.
    """
    language = language_of(session, text)
    return language, equality_key(told_around(session, "").query(text, language, clock.now()))


def told_around(session: Session, follows: str) -> _Around:
    """Of a question that is not kept yet."""
    return _Around(
        time_zone=courses.time_zone(session.course_id),
        out_of_scope=scopes.topics(session.course_id),
        earlier=threads.texts_through(session.course_id, session.person_id, follows),
    )


def new_question(
    session: Session, text: str, language: str, around: _Around, *, key: str
) -> NewQuestion:
    """The question without what the request says beside its text and key."""
    return NewQuestion(
        person_id=session.person_id,
        course_id=session.course_id,
        text=text,
        language=language,
        idempotency_key=key,
        letter=False,
        documents=session.documents,
        alike=equality_key(around.query(text, language, clock.now())),
    )


def _letter_choice(session: Session, wanted: bool | None, if_unseen: bool | None) -> LetterChoice:
    """Whether this question gets a letter, and when; what a student chooses is kept."""
    if session.is_instructor:
        return LetterChoice(bool(wanted), bool(if_unseen))
    before = people.letter_choice(session.person_id)
    choice = LetterChoice(
        before.wanted if wanted is None else wanted,
        before.if_unseen if if_unseen is None else if_unseen,
    )
    if choice != before:  # nearly always it is as it was, and a write is dear
        people.remember_letters(session.person_id, choice)
    return choice


def _goes_on_from(session: Session, text: str, language: str, may_follow: str) -> str:
    """The public id of what a message may follow, where it asks about the course, does not stand
    alone, and that says what it is about; "" elsewhere.
    """
    if not may_follow or scope_of(Query(text, language, clock.now(), "UTC")).reply:
        return ""
    earlier = threads.recent_texts(session.course_id, session.person_id, may_follow)
    return may_follow if completed(text, earlier, language) else ""


def language_of(session: Session, text: str) -> str:
    language = detect(asked(text))
    return session.language if language == "und" else language


def clean(text: str) -> str:
    """A question without invisible characters, in one normal form. Raises `QuestionError`."""
    check_length(text)
    kept = "".join(map(_shown, composed(text)))
    cleaned = "\n".join(" ".join(line.split()) for line in kept.splitlines()).strip()
    if not cleaned:
        raise QuestionError("question_empty")
    if len(cleaned) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", length=len(cleaned), limit=LONGEST_QUESTION)
    return cleaned


def check_length(text: str) -> None:
    """Raise `QuestionError` for a text that is too long to be looked at."""
    if len(text) > LONGEST_SENT:
        raise QuestionError("question_too_long", length=len(text), limit=LONGEST_QUESTION)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\n" or category[0] != "C":
        return character
    # A tab parts words; a soft hyphen or a zero-width space stands inside of one.
    return " " if category == "Cc" else ""
