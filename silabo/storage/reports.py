"""What was asked, answered and sent since a moment, in numbers: no text and no name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from peewee import Expression, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.clock import DAY_MS
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.domain.reports import Calls, Experience, Report, Waits
from silabo.storage import tables
from silabo.storage.database import now_ms, reading

STILL_TO_COME = (QuestionState.QUEUED, QuestionState.WORKING, QuestionState.UNAPPROVED)


@reading
def report(since_ms: int, course_id: int | None = None) -> Report:
    """The figures of what was asked since then, as it stands now: what was deleted is not in them.
    Questions that their askers took back do not count.
    """
    figures = _figures(since_ms, None, course_id)
    return replace(figures, calls=_calls(_asked(since_ms, course_id)))


@reading
def between(since_ms: int, until_ms: int, course_id: int | None = None) -> Report:
    """The same of what was asked from then until before then, without the calls of models."""
    return _figures(since_ms, until_ms, course_id)


def _figures(since_ms: int, until_ms: int | None, course_id: int | None) -> Report:
    table = tables.Question
    which = _asked(since_ms, course_id, until_ms)
    newest = _newest_answers(which)
    states = _by(table, table.state, which)
    return Report(
        asked=sum(states.values()),
        answered={kind: newest.get(kind, 0) for kind in AnswerKind},
        failed=states.get(QuestionState.FAILED, 0),
        open=sum(states.get(state, 0) for state in STILL_TO_COME),
        # MariaDB sums up to a decimal.
        tried_again=int(
            table.select(fn.SUM(table.attempt - 1)).where(which, table.attempt > 1).scalar() or 0
        ),
        met=_experience(which),
        letters=_letters(since_ms, until_ms, course_id),
    )


@reading
def experience(since_ms: int, course_id: int) -> Experience:
    """What those met with who asked in a course since then, as it stands now."""
    return _experience(_asked(since_ms, course_id))


def days_ms(days: int) -> int:
    """The moment so many days ago, by the database's clock."""
    return now_ms() - days * DAY_MS


def _asked(since_ms: int, course_id: int | None, until_ms: int | None = None) -> Expression:
    table = tables.Question
    young = _within(table.asked_at, since_ms, until_ms)
    return young & (table.state != QuestionState.CANCELLED) & _in(table.course, course_id)


def _within(moment: Any, since_ms: int, until_ms: int | None) -> Expression:
    young: Expression = moment >= since_ms
    return young if until_ms is None else young & (moment < until_ms)


def _experience(which: Expression) -> Experience:
    table = tables.Question
    judged, helped = _judged(which)
    return Experience(
        persons=table.select(fn.COUNT(table.person.distinct())).where(which).scalar() or 0,
        handed_over=table.select().where(which, table.handed_at.is_null(False)).count(),
        helped=helped,
        judged=judged,
        waits=_waits(which),
    )


def _in(column: Any, course_id: int | None) -> Expression:
    # Course by course where all are meant: the index is over course and time.
    courses = tables.Course.select(tables.Course.id)
    every: Expression = column.in_(courses) if course_id is None else column == course_id
    return every


def _by(table: Any, column: Any, which: Expression) -> dict[Any, int]:
    counted = table.select(column, fn.COUNT(table.id)).where(which).group_by(column).tuples()
    return dict(counted)


def _newest_answers(which: Expression) -> dict[Any, int]:
    answer, question = tables.Answer, tables.Question
    last = answer.select(fn.MAX(answer.id)).join(question).where(which).group_by(answer.question)
    # Asked of what was found: an index over states would bring all that was ever answered.
    answered = question.select(question.id).where(
        question.id == answer.question, question.state == QuestionState.ANSWERED
    )
    return _by(answer, answer.kind, answer.id.in_(last) & fn.EXISTS(answered))


def _judged(which: Expression) -> tuple[int, int]:
    answer, question = tables.Answer, tables.Question
    said = answer.select(fn.MAX(answer.id)).join(question)
    last = said.where(which, answer.helped.is_null(False)).group_by(answer.question)
    rows: Any = answer.select(answer.helped).where(answer.id.in_(last))
    values = [row[0] for row in rows.tuples()]
    return len(values), sum(map(bool, values))


def _waits(which: Expression) -> Waits:
    answer, question = tables.Answer, tables.Question
    first: Any = (
        answer.select(answer.created_at - question.asked_at)
        .join(question)
        .where(which, answer.revision == 1)
        .tuples()
    )
    waited = sorted(int(row[0]) for row in first)
    if not waited:
        return Waits()
    return Waits(
        count=len(waited),
        median_s=_at(waited, 0.5),
        p90_s=_at(waited, 0.9),
        longest_s=waited[-1] / 1000,
    )


def _at(ordered: list[int], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] / 1000


def _calls(which: Expression) -> Calls:
    call, question = tables.ModelCall, tables.Question
    sums: tuple[Any, ...] = (
        call.select(
            fn.COUNT(call.id),
            fn.SUM(call.read_tokens),
            fn.SUM(call.reading_ms),
            fn.SUM(call.written_tokens),
            fn.SUM(call.writing_ms),
        )
        .join(question)
        .where(which)
        .tuples()
        .first()
    )
    count, read, reading_ms, written, writing_ms = (int(value or 0) for value in sums)
    failed = call.select().join(question).where(which, call.failure != "").count()
    return Calls(
        calls=count,
        failed=failed,
        reading=_a_second(read, reading_ms),
        writing=_a_second(written, writing_ms),
    )


def _a_second(tokens: int, took_ms: int) -> float:
    return tokens * 1000 / took_ms if took_ms else 0.0


def _letters(
    since_ms: int, until_ms: int | None, course_id: int | None
) -> dict[DeliveryState, int]:
    letter, question = tables.Delivery, tables.Question
    # Kind by kind, as their index is: a letter of long ago is not looked at.
    which = letter.kind.in_(list(DeliveryKind)) & _within(letter.created_at, since_ms, until_ms)
    if course_id is not None:
        theirs = question.select(question.id).where(
            question.id == letter.question, question.course == course_id
        )
        which &= (letter.course == course_id) | fn.EXISTS(theirs)
    counts = _by(letter, letter.state, which)
    return {state: counts.get(state, 0) for state in DeliveryState}


def rows(of: Report) -> Iterator[tuple[str, float]]:
    """The figures one by one, each under a name that stays: for programs."""
    yield from (
        ("asked", of.asked),
        ("persons", of.met.persons),
        *((f"answered_{kind}", count) for kind, count in of.answered.items()),
        ("failed", of.failed),
        ("open", of.open),
        ("handed_over", of.met.handed_over),
        ("helped", of.met.helped),
        ("judged", of.met.judged),
        ("tried_again", of.tried_again),
        ("wait_median_seconds", of.met.waits.median_s),
        ("wait_p90_seconds", of.met.waits.p90_s),
        ("wait_longest_seconds", of.met.waits.longest_s),
        ("model_calls", of.calls.calls),
        ("model_calls_failed", of.calls.failed),
        ("model_read_tokens_a_second", round(of.calls.reading, 1)),
        ("model_written_tokens_a_second", round(of.calls.writing, 1)),
        *((f"letters_{state}", count) for state, count in of.letters.items()),
    )
