"""What has been kept long enough is forgotten, some at a time: questions, letters, launches.

Rows are read in the order in which they were made, from the oldest on, until one is too young: so
where nothing is due, a round costs one page. What instructors wrote or approved stays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from silabo.domain.questions import DeliveryState, QuestionState
from silabo.domain.retention import Forgotten, Retention
from silabo.storage import courses, tables
from silabo.storage.database import now_ms, reading, transaction

AT_ONCE = 200  # rows that are looked at, and of these forgotten, in one transaction
DAY_MS = 86_400_000
ENDED = (QuestionState.ANSWERED, QuestionState.FAILED, QuestionState.CANCELLED)
UNSENT = (DeliveryState.READY, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows that are due, the messages of letters that go with them, and the last row that was
    looked at: behind it the next batch begins; 0 where none does.
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
    shortest = min((days for days in _days(kept) if days), default=0)
    if not shortest:
        return NOTHING
    now = now_ms()
    days = fn.COALESCE(course.questions_days, kept.questions)
    columns = (question.id, question.asked_at, question.state, days.alias("days"))
    rows = _page(question.select(*columns).join(course), question, after)
    old = [
        number
        for number, asked_at, state, days_of in rows
        if state in ENDED and days_of and asked_at <= now - days_of * DAY_MS
    ]
    theirs: list[tuple[int, str, str | None]] = [
        *letter.select(letter.question, letter.state, letter.message_id)
        .where(letter.question.in_(old))
        .tuples()
    ]
    held = {number for number, state, _ in theirs if state in UNSENT}
    return Batch(
        tuple(number for number in old if number not in held),
        tuple(sent for number, _, sent in theirs if sent and number not in held),
        _last(rows, now - shortest * DAY_MS),
    )


@reading
def letters_due(kept: Retention, after: int) -> Batch:
    """Letters that are about no question and that are sent, given up or held back; not the last of
    its kind to somebody, which says what they were told.
    """
    if not kept.letters:
        return NOTHING
    letter = tables.Delivery
    over = now_ms() - kept.letters * DAY_MS
    columns = (letter.id, letter.created_at, letter.state, letter.question, letter.message_id)
    rows = _page(letter.select(*columns), letter, after)
    old = {
        number: message_id
        for number, created_at, state, question, message_id in rows
        if question is None and state not in UNSENT and created_at <= over
    }
    for number in _last_told() if old else ():
        old.pop(number, None)
    sent = tuple(message_id for message_id in old.values() if message_id)
    return Batch(tuple(old), sent, _last(rows, over))


def _last_told() -> list[int]:
    letter = tables.Delivery
    newest: Any = (
        letter.select(fn.MAX(letter.id))
        .where(letter.question.is_null())
        .group_by(letter.kind, letter.code, letter.person, letter.course, letter.address)
    )
    return [number for (number,) in newest.tuples()]


@reading
def launches_due(kept: Retention, after: int) -> Batch:
    """Launches without a session that is open, but the last one of each person in each course."""
    if not kept.launches:
        return NOTHING
    launch, later, session = tables.Launch, tables.Launch.alias(), tables.Session
    over = now_ms() - kept.launches * DAY_MS
    newer = fn.EXISTS(
        later.select(later.id).where(
            later.person == launch.person, later.course == launch.course, later.id > launch.id
        )
    )
    opened = fn.EXISTS(session.select(session.id).where(session.launch == launch.id))
    columns = (launch.id, launch.created_at, newer.alias("newer"), opened.alias("opened"))
    rows = _page(launch.select(*columns), launch, after)
    due = [
        number
        for number, created_at, has_newer, is_open in rows
        if created_at <= over and has_newer and not is_open
    ]
    return Batch(tuple(due), (), _last(rows, over))


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
        kept = "as in all courses" if days is None else f"{days} days"
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


def _page(query: Any, table: type[tables.Table], after: int) -> list[tuple[Any, ...]]:
    """Some rows behind this one, in order; their first two columns are number and time."""
    return list(query.where(table.id > after).order_by(table.id).limit(AT_ONCE).tuples())


def _last(rows: Sequence[tuple[Any, ...]], over: int) -> int:
    """The row behind which there may be more that is due."""
    return int(rows[-1][0]) if len(rows) == AT_ONCE and rows[-1][1] <= over else 0


def _delete(table: type[tables.Table], rows: Sequence[int]) -> int:
    return int(table.delete().where(table.id.in_(list(rows))).execute()) if rows else 0
