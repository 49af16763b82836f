"""What has been kept long enough is forgotten, some at a time: questions, letters, launches.

Rows are read from the oldest on, until one is too young. What is old and stays is passed over by
the database: a course that keeps for good may have more of it than a round has time for. What
instructors wrote or approved stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from peewee import Case, fn

from silabo.domain.clock import DAY_MS
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.domain.retention import Forgotten, Retention
from silabo.storage import courses, tables
from silabo.storage.database import now_ms, reading, transaction

AT_ONCE = 200  # rows that are looked at, and of these forgotten, in one transaction
ENDED = (
    QuestionState.ANSWERED,
    QuestionState.UNAPPROVED,
    QuestionState.FAILED,
    QuestionState.CANCELLED,
)
UNSENT = (DeliveryState.READY, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that are due, the messages of letters that go with them, and the last of these
    rows: behind it the next batch begins; 0 where none does.
    """

    rows: tuple[int, ...]
    message_ids: tuple[str, ...]
    last: int


NOTHING = Batch((), (), 0)
Due = Callable[[Retention, int], Batch]


@reading
def questions_due(kept: Retention, after: int) -> Batch:
    """Questions that are answered or given up, whose letters are not on their way, and that are
    older than their course keeps them.
    """
    question, course, letter = tables.Question, tables.Course, tables.Delivery
    choices = {days for days in _days(kept) if days}
    if not choices:
        return NOTHING
    now = now_ms()
    days_of = fn.COALESCE(course.questions_days, kept.questions)
    # One choice after the other: days in milliseconds are more than PostgreSQL's integers hold.
    too_old = [
        (days_of == days) & (question.asked_at <= now - days * DAY_MS) for days in sorted(choices)
    ]
    on_its_way = letter.select(letter.id).where(
        letter.question == question.id, letter.state.in_(UNSENT)
    )
    rows = question.select(question.id).join(course)
    rows = rows.where(reduce(or_, too_old), question.state.in_(ENDED), ~fn.EXISTS(on_its_way))
    due = _page(rows, question, question.asked_at, now - min(choices) * DAY_MS, after)
    theirs: Any = letter.select(letter.message_id).where(
        letter.question.in_(due), letter.message_id.is_null(False)
    )
    return _batch(due, [message_id for (message_id,) in theirs.tuples()] if due else [])


@reading
def letters_due(kept: Retention, after: int) -> Batch:
    """Letters that are about no question and that are sent, given up or held back; not the last of
    its kind to somebody, which says what they were told.
    """
    if not kept.letters:
        return NOTHING
    letter = tables.Delivery
    over = now_ms() - kept.letters * DAY_MS
    # That of a week keeps there which one it is.
    about = Case(None, [(letter.kind == DeliveryKind.WEEK, "")], letter.code)
    last_told = (
        letter.select(fn.MAX(letter.id))
        .where(letter.question.is_null())
        .group_by(letter.kind, about, letter.person, letter.course, letter.address)
    )
    rows: Any = letter.select(letter.id, letter.message_id).where(
        letter.question.is_null(),
        letter.state.not_in(UNSENT),
        letter.created_at <= over,
        letter.id.not_in(last_told),
    )
    found = list(rows.where(letter.id > after).order_by(letter.id).limit(AT_ONCE).tuples())
    sent = [message_id for _, message_id in found if message_id]
    return _batch([number for number, _ in found], sent)


@reading
def launches_due(kept: Retention, after: int) -> Batch:
    """Launches without a session that is open, but the last one of each person in each course."""
    if not kept.launches:
        return NOTHING
    launch, later, session = tables.Launch, tables.Launch.alias(), tables.Session
    over = now_ms() - kept.launches * DAY_MS
    newer = later.select(later.id).where(
        later.person == launch.person, later.course == launch.course, later.id > launch.id
    )
    opened = session.select(session.id).where(session.launch == launch.id)
    rows = launch.select(launch.id).where(
        launch.created_at <= over, fn.EXISTS(newer), ~fn.EXISTS(opened)
    )
    return _batch(_page(rows, launch, launch.created_at, over, after), [])


@transaction
def forget_questions(rows: Sequence[int]) -> int:
    """Delete questions with all that hangs on them; return how many."""
    return _delete(tables.Question, rows)


@transaction
def forget_letters(rows: Sequence[int]) -> int:
    """Delete letters; return how many."""
    return _delete(tables.Delivery, rows)


@transaction
def forget_launches(rows: Sequence[int]) -> int:
    """Delete launches; return how many."""
    return _delete(tables.Launch, rows)


def would_go(kept: Retention) -> Forgotten:
    """How much is due now. Nothing is changed."""
    return Forgotten(
        questions=_all(questions_due, kept),
        letters=_all(letters_due, kept),
        launches=_all(launches_due, kept),
    )


def _all(due: Due, kept: Retention) -> int:
    found = 0
    batch = due(kept, 0)
    found += len(batch.rows)
    while batch.last:
        batch = due(kept, batch.last)
        found += len(batch.rows)
    return found


@transaction
def choose(course_id: int, days: int | None) -> None:
    """Keep the questions of a course for so many days; 0: for good, None: as all courses."""
    if tables.Course.renew(course_id, questions_days=days):
        kept = "as in all courses" if days is None else f"{days} days" if days else "for good"
        courses.note_setting(course_id, f"questions are kept {kept}")


@reading
def of_course(course_id: int, kept: Retention) -> int:
    """For how many days a course keeps questions; 0: for good."""
    own = tables.Course.get_by_id(course_id).questions_days
    return kept.questions if own is None else int(own)


def _days(kept: Retention) -> list[int]:
    course = tables.Course
    own = course.select(course.questions_days).where(course.questions_days.is_null(False))
    return [kept.questions, *(int(row.questions_days or 0) for row in own.distinct())]


def _page(
    rows: Any, table: type[tables.Question | tables.Launch], made_at: Any, over: int, after: int
) -> list[int]:
    """The numbers of some of these rows behind that one, in order. None is behind the first row
    that was made after `over`; one of the future, as a clock that jumped makes them, is not it.
    """
    young = table.select(table.id).where(table.id > after, made_at > over, made_at <= now_ms())
    first = young.order_by(table.id).limit(1).scalar()
    rows = rows.where(table.id > after)
    if first is not None:
        rows = rows.where(table.id < first)
    return [int(number) for (number,) in rows.order_by(table.id).limit(AT_ONCE).tuples()]


def _batch(due: Sequence[int], message_ids: Sequence[str]) -> Batch:
    return Batch(tuple(due), tuple(message_ids), due[-1] if len(due) == AT_ONCE else 0)


def _delete(table: type[tables.Table], rows: Sequence[int]) -> int:
    return int(table.delete().where(table.id.in_(list(rows))).execute()) if rows else 0
