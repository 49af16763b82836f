"""How much one student and one course may ask, so that a flood takes nobody else's evening.

What was asked is counted by minutes beside the questions: deleting a question gives nothing back,
and the price of asking does not grow with what was asked before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peewee import ForeignKeyField, MySQLDatabase, Query, fn

from silabo.domain.clock import DAY_MS, HOUR_MS, from_ms
from silabo.domain.errors import QuotaError
from silabo.domain.questions import Caps, QuestionState
from silabo.storage import course_limits, tables
from silabo.storage.database import database, now_ms, transaction
from silabo.storage.statements import Statement, given

OPEN = (QuestionState.QUEUED, QuestionState.WORKING)
MINUTE_MS = 60_000
SOON_S = 60  # when an open question may have been answered
AT_ONCE = 1000  # rows that are forgotten in one transaction

Counts = type[tables.PersonAsked] | type[tables.CourseAsked]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in a span of time; 0: any number."""

    most: int
    span_ms: int
    every: bool  # all questions; else those only that a model answers


def still_open(person_id: int) -> int:
    """How many questions of a person wait or are being answered. The caller is connected."""
    ((count,),) = _STILL_OPEN.rows(person=person_id)
    return int(count)


def reserve(person_id: int, course_id: int, caps: Caps, *, now: int, waiting: int) -> None:
    """Count a question that is asked `now` by somebody for whom so many are `waiting`.

    It counts as one that a model answers: `give_back` takes that away where none did. Raises
    `QuotaError` when this person or this course has to wait before the next question; the caller
    holds the person's turn and the transaction, so that a refused question is not counted. What an
    hour of this course may bring, the course may say itself.
    """
    if caps.open and waiting >= caps.open:
        raise QuotaError("questions_open", SOON_S, count=caps.open)
    _count(tables.PersonAsked.person, person_id, now)
    limits = [
        Limit(caps.hour, HOUR_MS, every=False),
        Limit(caps.day, DAY_MS, every=False),
        Limit(caps.any_hour, HOUR_MS, every=True),
    ]
    _within("questions_for_now", tables.PersonAsked.person, person_id, limits, now=now)
    # The course last: whoever asks in it in the same minute waits from here to the commit.
    _count(tables.CourseAsked.course, course_id, now)
    limits = [
        Limit(course_limits.hour(course_id, caps), HOUR_MS, every=False),
        Limit(caps.course_any_hour, HOUR_MS, every=True),
    ]
    _within("course_questions", tables.CourseAsked.course, course_id, limits, now=now)


def give_back(question: tables.Question) -> None:
    """No model answers this question after all: it counts as asked only. To be called once for a
    question. The caller holds the transaction.
    """
    for whose, owner in (
        (tables.PersonAsked.person, question.person_id),
        (tables.CourseAsked.course, question.course_id),
    ):
        table = whose.model
        table.update(written=table.written - 1).where(
            whose == owner, table.minute_at == _minute(question.asked_at), table.written > 0
        ).execute()


@transaction
def sweep() -> int:
    """Forget the minutes that no limit looks at any more, some at a time; return how many went."""
    over = now_ms() - DAY_MS - MINUTE_MS
    gone = 0
    for table in (tables.PersonAsked, tables.CourseAsked):
        # Looked for first: a deletion by time makes MariaDB lock the rows that it passes.
        old = table.select(table.id).where(table.minute_at < over).limit(AT_ONCE)
        ids = [row.id for row in old]
        gone += int(table.delete().where(table.id.in_(ids)).execute()) if ids else 0
    return gone


def _minute(at: int) -> int:
    return at - at % MINUTE_MS


def _count(whose: ForeignKeyField, owner: int, now: int) -> None:
    _ONE_MORE[whose].run(owner=owner, minute=_minute(now))


def _one_more(whose: ForeignKeyField) -> Query:
    table: Counts = whose.model
    added = table.insert(
        {
            whose: given("owner"),
            table.minute_at: given("minute"),
            table.questions: 1,
            table.written: 1,
        }
    )
    # MariaDB looks at all unique keys by itself, and takes no list of them.
    keys = (
        {}
        if isinstance(database.obj, MySQLDatabase)
        else {"conflict_target": [whose, table.minute_at]}
    )
    return added.on_conflict(
        **keys, update={table.questions: table.questions + 1, table.written: table.written + 1}
    )


def _within(
    code: str, whose: ForeignKeyField, owner: int, limits: Sequence[Limit], *, now: int
) -> None:
    """Raise `QuotaError` where what is counted is beyond a limit: the longest wait counts."""
    wanted = [limit for limit in limits if limit.most]
    if not wanted:
        return
    since = now - max(limit.span_ms for limit in wanted)
    counted = [
        (minute_at, questions, written)
        for minute_at, questions, written in _MINUTES[whose].rows(owner=owner, since=since)
    ]
    free_at = max(_free_at(limit, counted, now) for limit in wanted)
    if free_at > now:
        raise QuotaError(code, -(-(free_at - now) // 1000), again_at=from_ms(free_at))


def _free_at(limit: Limit, counted: Sequence[tuple[int, int, int]], now: int) -> int:
    """When what is counted, the question that is being asked among it, is within the limit."""
    recent = [
        (minute_at, questions if limit.every else written)
        for minute_at, questions, written in counted
        if minute_at > now - limit.span_ms
    ]
    beyond = sum(count for _, count in recent) - limit.most
    free_at = now
    for minute_at, count in recent:
        if beyond <= 0:
            break
        free_at = minute_at + limit.span_ms
        beyond -= count
    return free_at


def _minutes(whose: ForeignKeyField) -> Query:
    table: Counts = whose.model
    rows = table.select(table.minute_at, table.questions, table.written)
    return rows.where(whose == given("owner"), table.minute_at > given("since")).order_by(
        table.minute_at
    )


def _of_each(build: Callable[[ForeignKeyField], Query]) -> dict[ForeignKeyField, Statement]:
    def made(whose: ForeignKeyField) -> Statement:
        return Statement(lambda _: build(whose))

    return {whose: made(whose) for whose in (tables.PersonAsked.person, tables.CourseAsked.course)}


_ONE_MORE = _of_each(_one_more)
_MINUTES = _of_each(_minutes)
_STILL_OPEN = Statement(
    lambda _: tables.Question.select(fn.COUNT(tables.Question.id)).where(
        tables.Question.person == given("person"), tables.Question.state.in_(OPEN)
    )
)
