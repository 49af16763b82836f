"""The letter with the figures of the week that is over: on Mondays, to whoever teaches a course and
wants letters about it, and to administrators; of a week in which nobody asked there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from peewee import fn

from silabo.domain.clock import DAY_MS, to_ms
from silabo.domain.crash import CrashPoint, point
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import QuestionState
from silabo.domain.reports import WeekReport
from silabo.storage import notices, owing, reports, tables
from silabo.storage.database import reading, transaction

LOOKED_BACK_MS = 9 * DAY_MS  # a week and a Monday, in any zone


@dataclass(frozen=True, slots=True)
class WeekSpan:
    """Seven days of a calendar from a Monday on: the midnights at which they begin and end."""

    since: datetime
    until: datetime

    def __str__(self) -> str:
        """As the row of a letter keeps it: a course may change its zone meanwhile."""
        return f"{self.since:%Y-%m-%d%z}/{self.until:%Y-%m-%d%z}"


def owe_weeks(addresses: Sequence[str], zone: str, now: datetime) -> int:
    """Owe the letters of the week that is over; return how many are new. `addresses` are of
    administrators, whose Monday is that of `zone` (IANA). Each course is a transaction of its own.
    """
    made = sum(_owe_course(course_id, week) for course_id, week in _courses(now))
    week = _week_over(now, zone)
    return made + (_owe_all(addresses, week) if addresses and week else 0)


def told(row: tables.Delivery) -> bool:
    """Whether a letter still has something to tell, to somebody who wants it. The caller holds the
    transaction.
    """
    wanted = row.course_id is None or row.person_id in notices.instructors(row.course_id)
    return wanted and _any(_read(row.code), row.course_id)


def of_row(row: tables.Delivery) -> WeekReport:
    """What a letter tells, as it stands now. The caller holds the transaction."""
    week = _read(row.code)
    return WeekReport(
        first=week.since.date(),
        last=week.until.date() - timedelta(days=1),
        report=reports.between(to_ms(week.since), to_ms(week.until), row.course_id),
    )


@reading
def _courses(now: datetime) -> list[tuple[int, WeekSpan]]:
    """Courses in which it is Monday, somebody asked of late, and nobody was written to yet."""
    course, question, letter = tables.Course, tables.Question, tables.Delivery
    moment = to_ms(now)
    asked = question.select(question.id).where(
        question.course == course.id, question.asked_at > moment - LOOKED_BACK_MS
    )
    written = letter.select(letter.id).where(
        letter.course == course.id,
        letter.kind == DeliveryKind.WEEK,
        letter.created_at > moment - DAY_MS,
    )
    rows = course.select(course.id, course.time_zone).where(
        course.going_at.is_null(), fn.EXISTS(asked), ~fn.EXISTS(written)
    )
    found = [(int(row.id), _week_over(now, row.time_zone)) for row in rows.order_by(course.id)]
    return [(course_id, week) for course_id, week in found if week is not None]


def _week_over(now: datetime, zone: str) -> WeekSpan | None:
    """The week that is over, on the Monday after it; None on other days, and at night."""
    moment = now.astimezone(ZoneInfo(zone))
    if moment.weekday() != 0 or moment.hour < notices.FROM_HOUR:
        return None
    # Days of the calendar: where the clock is put forward or back, a week is an hour off.
    monday = moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return WeekSpan(monday - timedelta(weeks=1), monday)


@transaction
def _owe_course(course_id: int, week: WeekSpan) -> int:
    if not _any(week, course_id):
        return 0
    course = tables.Course.get_by_id(course_id)
    people = sorted(notices.instructors(course_id))
    keys = {
        each.id: f"week:{course.public_id}:{each.public_id}:{week.since.date()}"
        for each in tables.Person.select().where(tables.Person.id.in_(people))
    }
    made = sum(_owe(key, week, person=each, course=course_id) for each, key in keys.items())
    point(CrashPoint.WEEK_WRITTEN)
    return made


@transaction
def _owe_all(addresses: Sequence[str], week: WeekSpan) -> int:
    keys = {f"week:{week.since.date()}:{owing.digest(each)}": each for each in addresses}
    written = tables.Delivery.select().where(tables.Delivery.key.in_(list(keys))).count()
    if written == len(keys) or not _any(week, None):
        return 0
    return sum(_owe(key, week, address=each) for key, each in keys.items())


def _owe(key: str, week: WeekSpan, **whom: object) -> bool:
    # Two processes may look at once: the key decides.
    defaults = {"kind": DeliveryKind.WEEK, "code": str(week), **whom, **owing.new()}
    return tables.Delivery.ensure(key=key, defaults=defaults)[1]


def _any(week: WeekSpan, course_id: int | None) -> bool:
    course, question = tables.Course, tables.Question
    # Course by course: the index is over course and time.
    asked = question.select(question.id).where(
        question.course == course.id,
        question.asked_at >= to_ms(week.since),
        question.asked_at < to_ms(week.until),
        question.state != QuestionState.CANCELLED,
    )
    found = course.select(course.id).where(fn.EXISTS(asked))
    if course_id is not None:
        found = found.where(course.id == course_id)
    return found.first() is not None


def _read(code: str) -> WeekSpan:
    since, until = (datetime.strptime(each, "%Y-%m-%d%z") for each in code.split("/"))
    return WeekSpan(since, until)
