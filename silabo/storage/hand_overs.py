"""What students handed over to the instructors of their course, and an answer to it from wherever
the instructors let it be answered.
"""

from typing import Any

from peewee import JOIN, ModelSelect, fn

from silabo.domain.answers import Sentence
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError
from silabo.domain.programs import Answerer, HandOver
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import UNDO_S, Decided, DecisionKind, NewDecision
from silabo.storage import answers, decisions, reviews, tables
from silabo.storage.database import reading, transaction
from silabo.storage.groups import in_group, key, key_of
from silabo.storage.harm import settled
from silabo.storage.turns import take_turn


@reading
def waiting(course_id: int, *, page: int, limit: int) -> list[HandOver]:
    """Those about which no instructor has decided since, the last that was handed over first; of
    questions that ask the same, one. Pages count from 1.
    """
    question, done = tables.Question, settled(course_id)
    rows = (
        _handed(course_id, key())
        .join(done, JOIN.LEFT_OUTER, on=(done.c.alike == key()))
        .where(question.handed_at > fn.COALESCE(done.c.settled_at, 0))
        .group_by(key())
        # Who asked last has often not handed over last.
        .order_by(fn.MAX(question.handed_at).desc(), fn.MAX(question.id).desc())
    )
    found: list[tuple[str]] = [*rows.limit(limit).offset((page - 1) * limit).tuples()]
    last = (_last_handed(course_id, of_key) for (of_key,) in found)
    return [_read(row) for row in last if row is not None]  # one may have been deleted just now


@reading
def get(course_id: int, public_id: str) -> HandOver:
    """One of a course, also where it is answered. Raises `NotFoundError`."""
    row = _handed(course_id).where(tables.Question.public_id == public_id).first()
    if row is None:
        raise NotFoundError
    return _read(row)


@transaction
def answer(
    who: Answerer, public_id: str, sentences: tuple[Sentence, ...], *, decided: str
) -> tuple[Decided, bool]:
    """Answer a question of a course in an instructor's place, and say whether that is new: the same
    again, as after a reply that was lost, changes nothing, unless somebody has handed it over
    since, who waits for a word of theirs.

    A program answers only what was handed over. `decided` is the last decision that is known of.
    Raises `NotFoundError`, and `ReviewError` as a decision on the desk does.
    """
    take_turn(tables.Course, who.course_id)
    asked = reviews.find(who.course_id, public_id)
    if who.token is not None and asked.handed_at is None:
        raise NotFoundError
    program = who.token.name if who.token is not None else None
    last = reviews.last_decision(who.course_id, key_of(asked))
    same = last is not None and _says(last, who.person_id, program, sentences)
    if last is not None and same and not _handed_since(last):
        return _as_decided(last), False
    new = NewDecision(DecisionKind.PUBLISHED, sentences, decided)
    return decisions.decide(who.course_id, who.person_id, public_id, new, program), True


def _says(
    row: tables.Decision, person_id: int | None, program: str | None, said: tuple[Sentence, ...]
) -> bool:
    """Whether they have published just this."""
    return (
        row.kind == DecisionKind.PUBLISHED
        and row.doubt is None  # else it is told to nobody until they say it
        and (row.person_id, row.program) == (person_id, program)
        and answers.sentences_back(row.sentences) == said
    )


def _handed_since(row: tables.Decision) -> bool:
    """Whether a question that it answers was handed over after it."""
    same = in_group(row.course_id, row.alike)
    since = _handed(row.course_id).where(same, tables.Question.handed_at > row.created_at)
    return bool(since.exists())


def _as_decided(row: tables.Decision) -> Decided:
    return Decided(
        public_id=row.public_id,
        kind=DecisionKind(row.kind),
        undo_until=from_ms(row.created_at + UNDO_S * 1000),
        told=decisions.askers(row.course_id, row.alike),
    )


def _handed(course_id: int, *columns: Any) -> "ModelSelect[tables.Question]":
    question = tables.Question
    return question.select(*columns).where(
        question.course == course_id,
        question.handed_at.is_null(False),
        question.state != QuestionState.CANCELLED,
    )


def _last_handed(course_id: int, of_key: str) -> tables.Question | None:
    question = tables.Question
    same = _handed(course_id).where(in_group(course_id, of_key))
    row: tables.Question | None = same.order_by(
        question.handed_at.desc(), question.id.desc()
    ).first()
    return row


def _read(row: tables.Question) -> HandOver:
    of_key, handed_at = key_of(row), int(row.handed_at or 0)
    last = reviews.last_decision(row.course_id, of_key)
    same = _handed(row.course_id).where(in_group(row.course_id, of_key))
    return HandOver(
        public_id=row.public_id,
        text=row.text,
        language=row.language,
        asked_at=from_ms(row.asked_at),
        handed_at=from_ms(handed_at),
        times=same.count(),
        waits=last is None or last.doubt is not None or handed_at > last.created_at,
        answer=answers.newest(row.id),
        decided=last.public_id if last is not None else "",
    )
