"""The daily letter to a course's instructors: what in it needs somebody's eyes, if anything
does.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from peewee import BigIntegerField, Expression, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.deliveries import CourseNews, DeliveryKind
from silabo.domain.documents import VersionState
from silabo.domain.people import Role
from silabo.storage import owing, tables
from silabo.storage.database import now_ms, transaction

HOUR_MS = 3_600_000
LONGEST_MS = 7 * 24 * HOUR_MS  # what is older is no news
# A document that was brought in this time may still be read at another try: it is told tomorrow.
YOUNG_MS = HOUR_MS
# What tells whoever teaches that a document is missing, counted apart.
UNSAID = (AnswerKind.DECLINED, AnswerKind.CLOSEST)
FROM_HOUR = 7  # in the course's time zone: nobody is written to at night


@transaction
def owe_notices() -> int:
    """Owe each instructor of a course with news one letter a day; return how many are new."""
    now, made = now_ms(), 0
    for course_id in _with_news(now - LONGEST_MS):
        course = tables.Course.get_by_id(course_id)
        there = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(course.time_zone))
        if there.hour < FROM_HOUR:
            continue
        for person_id in _instructors(course_id):
            if _news(course_id, _told_ms(person_id, course_id, now), now) is None:
                continue
            person = tables.Person.get_by_id(person_id)
            # Two processes may look at once: the key decides.
            _, new = tables.Delivery.ensure(
                key=f"notice:{course.public_id}:{person.public_id}:{there.date()}",
                defaults={
                    "kind": DeliveryKind.NOTICE,
                    "person": person_id,
                    "course": course_id,
                    **owing.new(),
                },
            )
            made += new
    return made


def news_of(row: tables.Delivery) -> CourseNews | None:
    """What a notice tells, as it stands now; None when there is nothing left to tell, or its reader
    teaches the course no more. The caller holds the transaction.
    """
    if row.course_id is None or row.person_id not in _instructors(row.course_id):
        return None
    told = _told_ms(row.person_id, row.course_id, row.created_at)
    return _news(row.course_id, told, row.created_at)


def _with_news(since_ms: int) -> set[int]:
    """The courses in which something may have happened since then."""
    unread = (
        tables.Version.select(tables.Document.course)
        .join(tables.Document)
        .where(_unread(since_ms, now_ms()))
    )
    unanswered = (
        tables.Answer.select(tables.Question.course)
        .join(tables.Question)
        .where(_of_kind(UNSAID, since_ms, now_ms()))
    )
    found: Iterable[tuple[int]] = [*unread.distinct().tuples(), *unanswered.distinct().tuples()]
    return {course for (course,) in found}


def _instructors(course_id: int) -> set[int]:
    """Who teaches a course, as their last launch said, and wants its notices."""
    rows = (
        tables.CourseRole.select(tables.CourseRole.person)
        .join(tables.Person)
        .where(
            tables.CourseRole.course == course_id,
            tables.CourseRole.name == Role.INSTRUCTOR,
            tables.Person.notices,
            tables.Person.email != "",
        )
    )
    return {row.person_id for row in rows}


def _told_ms(person_id: int, course_id: int, before_ms: int) -> int:
    """When a person was last told of a course before then, or as long ago as news may be."""
    table = tables.Delivery
    told = table.select(fn.MAX(table.created_at)).where(
        table.kind == DeliveryKind.NOTICE,
        table.person == person_id,
        table.course == course_id,
        table.created_at < before_ms,
    )
    return max(int(told.scalar() or 0), before_ms - LONGEST_MS)


def _news(course_id: int, after_ms: int, until_ms: int) -> CourseNews | None:
    unread = (
        tables.Version.select(tables.Document.title, tables.Document.label)
        .join(tables.Document)
        .where(tables.Document.course == course_id, _unread(after_ms, until_ms))
        .order_by(tables.Version.id)
    )
    rows: Iterable[tuple[str, str]] = [*unread.tuples()]
    titles = tuple(label or title for title, label in rows)
    declined, closest = (_count(course_id, kind, after_ms, until_ms) for kind in UNSAID)
    return CourseNews(titles, declined, closest) if titles or declined or closest else None


def _count(course_id: int, kind: AnswerKind, after_ms: int, until_ms: int) -> int:
    """How many questions of a course have an answer of this kind."""
    asked = (
        tables.Answer.select(tables.Answer.question)
        .join(tables.Question)
        .where(tables.Question.course == course_id, _of_kind((kind,), after_ms, until_ms))
    )
    return int(asked.distinct().count())


def _unread(after_ms: int, until_ms: int) -> Expression:
    lost = (VersionState.REJECTED, VersionState.FAILED)
    return _young(tables.Version.created_at, after_ms, until_ms) & tables.Version.state.in_(lost)


def _of_kind(kinds: tuple[AnswerKind, ...], after_ms: int, until_ms: int) -> Expression:
    young = _young(tables.Answer.created_at, after_ms, until_ms)
    return young & tables.Answer.kind.in_(kinds)


def _young(moment: BigIntegerField, after_ms: int, until_ms: int) -> Expression:
    return (moment > after_ms - YOUNG_MS) & (moment <= until_ms - YOUNG_MS)
