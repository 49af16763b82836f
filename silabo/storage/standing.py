"""The curated answers of a course as they stand: listed, changed, withdrawn, and written ahead of
any question.
"""

from collections.abc import Collection

from peewee import ModelSelect, fn

from silabo.domain.answers import Sentence
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError, ReviewError
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import UNDO_S, CopyDoubt, CuratedAnswer, Decided, DecisionKind, NewAnswer
from silabo.storage import answers, curated, decisions, reviews, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.groups import in_group, key
from silabo.storage.turns import take_turn

PAGE = 20


@reading
def listed(course_id: int, *, page: int = 1, limit: int = PAGE) -> list[CuratedAnswer]:
    """The newest first, also those whose questions were all deleted. Pages count from 1."""
    rows = stand(course_id).order_by(tables.Decision.id.desc())
    return [_answer(row) for row in rows.limit(limit).offset((page - 1) * limit)]


@reading
def count(course_id: int) -> int:
    """How many stand."""
    return int(stand(course_id).count())


@reading
def get(course_id: int, public_id: str) -> CuratedAnswer:
    """One that stands. Raises `NotFoundError`."""
    row = stand(course_id).where(tables.Decision.public_id == public_id).first()
    if row is None:
        raise NotFoundError
    return _answer(row)


@reading
def by_key(course_id: int, keys: Collection[str]) -> dict[str, CuratedAnswer]:
    """Those that stand for questions of these keys."""
    rows = stand(course_id).where(tables.Decision.alike.in_(sorted(keys)))
    return {row.alike: _answer(row) for row in rows} if keys else {}


@reading
def by_wording(course_id: int, texts: Collection[str]) -> dict[str, list[CuratedAnswer]]:
    """Those that stand for questions in just these words, whatever was said before them."""
    if not texts:
        return {}
    question, decision = tables.Question, tables.Decision
    asked = question.select(question.text, key()).where(
        question.course == course_id,
        question.text.in_(sorted(texts)),
        question.state != QuestionState.CANCELLED,
    )
    asks = stand(course_id).where(decision.asks.in_(sorted(texts)))
    worded = {*asked.distinct().tuples(), *((row.asks, row.alike) for row in asks)}
    stands = by_key(course_id, {of_key for _, of_key in worded})
    found: dict[str, list[CuratedAnswer]] = {}
    for text, of_key in sorted(worded):
        if of_key in stands:
            found.setdefault(text, []).append(stands[of_key])
    return found


@transaction
def change(
    course_id: int, person_id: int | None, public_id: str, sentences: tuple[Sentence, ...]
) -> Decided:
    """Say this from now on, to those who have the answer too; sentences cite its own sources.

    Raises `NotFoundError`, and `ReviewError` where somebody has decided meanwhile, there is no
    sentence, or one cites what the answer does not.
    """
    row = _still_standing(course_id, public_id)
    sources = answers.read_back(row.citations or ())
    said, cited = decisions.said_of(course_id, sentences, sources)
    return decisions.keep(_next(row, person_id, DecisionKind.PUBLISHED), said, cited)


@transaction
def withdraw(course_id: int, person_id: int, public_id: str) -> Decided:
    """Answer nobody with it from now on; who has it keeps it. Raises `NotFoundError`, and
    `ReviewError` where somebody has decided meanwhile.
    """
    row = _still_standing(course_id, public_id)
    return decisions.keep(_next(row, person_id, DecisionKind.DISMISSED), (), ())


@transaction
def write_ahead(course_id: int, person_id: int | None, new: NewAnswer) -> Decided:
    """Answer a question that nobody need have asked: whoever has asked the same, and whoever will.

    Raises `ReviewError` where it shares its answer with no other, has one already, or nothing is
    said.
    """
    if not new.alike:
        raise ReviewError("asked_by_nobody_else")
    take_turn(tables.Course, course_id)
    last = reviews.last_decision(course_id, new.alike)
    if last is not None and last.kind != DecisionKind.DISMISSED:
        raise ReviewError("answered_already")
    said, _ = decisions.said_of(course_id, new.sentences, ())
    row = tables.Decision(
        course=course_id,
        person=person_id,
        alike=new.alike,
        asks=new.question,
        kind=DecisionKind.PUBLISHED,
        language=new.language,
    )
    return decisions.keep(row, said, ())


def stand(course_id: int) -> "ModelSelect[tables.Decision]":
    """Their rows, as a query. The caller is connected."""
    table = tables.Decision
    other = table.alias()
    newest = other.select(fn.MAX(other.id)).where(other.course == course_id).group_by(other.alike)
    return table.select().where(
        table.course == course_id, table.kind != DecisionKind.DISMISSED, table.id.in_(newest)
    )


def _still_standing(course_id: int, public_id: str) -> tables.Decision:
    # Of two who decide at once the second one has to look again.
    take_turn(tables.Course, course_id)
    table = tables.Decision
    row = table.get_or_none(table.public_id == public_id, table.course == course_id)
    if row is None:
        raise NotFoundError
    last = reviews.last_decision(course_id, row.alike)
    if last is None or last.id != row.id or row.kind == DecisionKind.DISMISSED:
        raise ReviewError("decided_meanwhile")
    found: tables.Decision = row
    return found


def _next(row: tables.Decision, person_id: int | None, kind: DecisionKind) -> tables.Decision:
    return tables.Decision(
        course=row.course_id,
        person=person_id,
        alike=row.alike,
        asks=row.asks,
        kind=kind,
        language=row.language,
    )


def _answer(row: tables.Decision) -> CuratedAnswer:
    question = tables.Question
    asked = (
        question.select()
        .where(in_group(row.course_id, row.alike), question.state != QuestionState.CANCELLED)
        .order_by(question.id.desc())
        .first()
    )
    until = row.created_at + UNDO_S * 1000
    return CuratedAnswer(
        public_id=row.public_id,
        kind=DecisionKind(row.kind),
        question=row.asks or (asked.text if asked else ""),
        asked=asked.public_id if asked else "",
        language=row.language,
        sentences=answers.sentences_back(row.sentences),
        citations=answers.read_back(row.citations or ()),
        decided_at=from_ms(row.created_at),
        decided_by=row.person.name if row.person else row.program or "",
        askers=decisions.askers(row.course_id, row.alike),
        doubt=CopyDoubt(row.doubt) if row.doubt else None,
        changed=bool(curated.changed(row.course_id, [row])),
        undo_until=from_ms(until) if until > now_ms() else None,
    )
