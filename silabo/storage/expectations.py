"""What the instructors of a course expect of its answers: kept, changed, listed with what came of
trying it, and tried again when they say so.
"""

from collections.abc import Iterable
from uuid import uuid4

from peewee import ModelSelect

from silabo.domain.answers import AnswerKind
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.expectations import (
    LONGEST,
    LONGEST_PHRASE,
    MOST,
    MOST_PHRASES,
    Expectation,
    ExpectationState,
    NewExpectation,
    TrialVerdict,
    Tried,
)
from silabo.domain.passages import Passage
from silabo.storage import answers, passages, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

MOST_PASSAGES = 2000  # that questions are proposed from
AT_ONCE = 500


@reading
def listed(course_id: int) -> list[Expectation]:
    """All of a course: the red ones first, then those that were not tried, then the others; each
    in the order in which they came.
    """
    rows = _of_course(course_id).order_by(tables.Expectation.id)
    return sorted(map(_read, rows), key=_how_good)


@reading
def count(course_id: int) -> int:
    """How many a course has."""
    return int(_of_course(course_id).count())


@reading
def count_red(course_id: int) -> int:
    """How many of them an instructor has to look at."""
    table = tables.Expectation
    red = table.verdict.is_null(False) & (table.verdict != TrialVerdict.MET)
    return int(_of_course(course_id).where(red).count())


@reading
def get(course_id: int, public_id: str) -> Expectation:
    """One of a course. Raises `NotFoundError`."""
    return _read(_row(course_id, public_id))


@transaction
def add(course_id: int, new: NewExpectation) -> Expectation:
    """Keep a question with what must be said; it is tried when nobody waits.

    Raises `ToolError` where it cannot be, is there already, or there are too many.
    """
    checked = _checked(new)
    take_turn(tables.Course, course_id)
    if _of_course(course_id).count() >= MOST:
        raise ToolError("too_many_expectations", limit=MOST)
    _refuse_twice(course_id, checked)
    row = tables.Expectation.create(
        public_id=str(uuid4()),
        course=course_id,
        state=ExpectationState.READY,
        created_at=now_ms(),
        **_columns(checked),
    )
    return _read(row)


@transaction
def change(course_id: int, public_id: str, new: NewExpectation) -> Expectation:
    """Expect this instead: what came of the one before is forgotten, also what is being tried at
    this moment. Raises `NotFoundError`, and `ToolError` as `add` does.
    """
    checked = _checked(new)
    take_turn(tables.Course, course_id)
    row = _row(course_id, public_id)
    _refuse_twice(course_id, checked, but=row.id)
    untried = dict.fromkeys(("verdict", "missing", "kind", "sentences", "citations", "tried_at"))
    table = tables.Expectation
    table.update(**_columns(checked), **untried, **_ready()).where(table.id == row.id).execute()
    return _read(table.get_by_id(row.id))


@transaction
def remove(course_id: int, public_id: str) -> None:
    """Expect it no longer. Raises `NotFoundError`."""
    _row(course_id, public_id).delete_instance()


@transaction
def try_all(course_id: int) -> int:
    """Let all of a course be tried when nobody waits, and return how many that are; what is tried
    at this moment goes on.
    """
    table, states = tables.Expectation, ExpectationState
    ended = (table.course == course_id) & table.state.in_((states.DONE, states.FAILED))
    table.update(**_ready()).where(ended).execute()
    waiting = table.state.in_((states.READY, states.WORKING))
    return int(_of_course(course_id).where(waiting).count())


@reading
def texts(course_id: int) -> list[Passage]:
    """What questions are proposed from: the first passages that the course shows, so many."""
    table = tables.Passage
    shown = sorted(passages.visible_versions(course_id))
    rows = (
        table.select(table.id)
        .where(table.version.in_(shown))
        .order_by(table.version, table.ordinal)
        .limit(MOST_PASSAGES)
    )
    ids = [row.id for row in rows] if shown else []
    found: list[Passage] = []
    for start in range(0, len(ids), AT_ONCE):
        found += passages.by_ids(course_id, ids[start : start + AT_ONCE])
    return found


def _of_course(course_id: int) -> "ModelSelect[tables.Expectation]":
    return tables.Expectation.select().where(tables.Expectation.course == course_id)


def _row(course_id: int, public_id: str) -> tables.Expectation:
    row = _of_course(course_id).where(tables.Expectation.public_id == public_id).first()
    if row is None:
        raise NotFoundError
    found: tables.Expectation = row
    return found


def _ready() -> dict[str, object]:
    free = {"lease_token": None, "lease_until": None, "last_error": None}
    return {"state": ExpectationState.READY, "run_after": 0, "attempt": 0, **free}


def _checked(new: NewExpectation) -> NewExpectation:
    question = " ".join(new.question.split())
    says = tuple(_each_once(" ".join(phrase.split()) for phrase in new.says))
    if not any(map(str.isalnum, question)):
        raise ToolError("question_empty")
    if len(question) > LONGEST:
        raise ToolError("question_too_long", length=len(question), limit=LONGEST)
    if len(says) > MOST_PHRASES:
        raise ToolError("too_many_phrases", limit=MOST_PHRASES)
    for phrase in says:
        if len(phrase) > LONGEST_PHRASE or not any(map(str.isalnum, phrase)):
            raise ToolError("bad_phrase", limit=LONGEST_PHRASE)
    return NewExpectation(question, new.language, says, new.alike)


def _each_once(phrases: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(filter(None, phrases))


def _refuse_twice(course_id: int, new: NewExpectation, *, but: int = 0) -> None:
    table = tables.Expectation
    others = _of_course(course_id).where(table.id != but)
    if new.question.casefold() in {row.question.casefold() for row in others}:
        raise ToolError("expected_already")


def _columns(new: NewExpectation) -> dict[str, object]:
    return {
        "question": new.question,
        "language": new.language,
        "says": list(new.says),
        "alike": new.alike or None,
    }


def _how_good(each: Expectation) -> int:
    if each.tried is None:
        return 1
    return 0 if each.tried.red else 2


def _read(row: tables.Expectation) -> Expectation:
    return Expectation(
        public_id=row.public_id,
        question=row.question,
        language=row.language,
        says=tuple(row.says),
        state=ExpectationState(row.state),
        tried=_tried(row, row.verdict, row.tried_at) if row.verdict and row.tried_at else None,
    )


def _tried(row: tables.Expectation, verdict: str, tried_at: int) -> Tried:
    return Tried(
        verdict=TrialVerdict(verdict),
        missing=tuple(row.missing or ()),
        kind=AnswerKind(row.kind) if row.kind else None,
        language=row.told_in,
        sentences=answers.sentences_back(row.sentences or ()),
        citations=answers.read_back(row.citations or ()),
        tried_at=from_ms(tried_at),
    )
