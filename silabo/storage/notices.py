"""Letters to a course's instructors, once a day or at once: what in it needs somebody's eyes, if
anything does.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from peewee import BigIntegerField, Case, Expression, ModelSelect, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.clock import DAY_MS, HOUR_MS
from silabo.domain.deliveries import CourseNews, DeliveryKind, NamedQuestion
from silabo.domain.documents import VersionState
from silabo.domain.people import Role
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import owing, tables
from silabo.storage.database import now_ms, transaction
from silabo.storage.groups import key
from silabo.storage.harm import asked

LONGEST_MS = 7 * DAY_MS  # what is older is no news
# A document that was brought in this time may still be read at another try: it is told tomorrow.
YOUNG_MS = HOUR_MS
# What tells whoever teaches that a document is missing, counted apart.
UNSAID = (AnswerKind.DECLINED, AnswerKind.CLOSEST)
GAP_MS = HOUR_MS // 4  # who is told at once is not told of each of a hundred
MOST_NAMED = 10  # questions in a letter
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
        for person_id in instructors(course_id):
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


def owe_at_once(question: tables.Question, why: str = "") -> None:
    """Owe the instructors who want to be told at once the letter about a question that was handed
    over, or needs them for another reason: a quarter of an hour after the last one to them, if that
    is not over. The caller holds the transaction.
    """
    now = now_ms()
    course = tables.Course.get_by_id(question.course_id)
    for person_id in instructors(course.id, at_once=True):
        if _grows(person_id, course.id, now):
            continue
        person = tables.Person.get_by_id(person_id)
        due = max(now, _last_ms(person_id, course.id, now) + GAP_MS)
        tables.Delivery.ensure(
            key=f"notice:{course.public_id}:{person.public_id}:{question.public_id}{why}",
            defaults={
                "kind": DeliveryKind.NOTICE,
                "person": person_id,
                "course": course.id,
                **owing.new(),
                "run_after": due if due > now else 0,
            },
        )


def _grows(person_id: int, course_id: int, now: int) -> bool:
    """Whether a letter that is owed already, and has not left, tells this too."""
    table = tables.Delivery
    waits = (
        (table.kind == DeliveryKind.NOTICE)
        & (table.person == person_id)
        & (table.course == course_id)
        & (table.state == DeliveryState.READY)
        & (table.attempt == 0)
    )
    return bool(table.update(created_at=now).where(waits).execute())


def news_of(row: tables.Delivery) -> CourseNews | None:
    """What a notice tells, as it stands now; None when there is nothing left to tell, or its reader
    teaches the course no more. The caller holds the transaction.
    """
    if row.course_id is None or row.person_id not in instructors(row.course_id):
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
    handed = tables.Question.select(tables.Question.course).where(
        tables.Question.handed_at > since_ms
    )
    waiting = tables.Question.select(tables.Question.course).where(
        tables.Question.state == QuestionState.UNAPPROVED
    )
    found: Iterable[tuple[int]] = [
        *unread.distinct().tuples(),
        *unanswered.distinct().tuples(),
        *handed.distinct().tuples(),
        *waiting.distinct().tuples(),
    ]
    return {course for (course,) in found}


def instructors(course_id: int, *, at_once: bool = False) -> set[int]:
    """Who teaches a course, as their last launch said, and wants its notices; or wants them at
    once.
    """
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
    if at_once:
        rows = rows.where(tables.Person.at_once)
    return {row.person_id for row in rows}


def _told_ms(person_id: int, course_id: int, before_ms: int) -> int:
    """When a person was last told of a course before then, or as long ago as news may be."""
    return max(_last_ms(person_id, course_id, before_ms), before_ms - LONGEST_MS)


def _last_ms(person_id: int, course_id: int, before_ms: int) -> int:
    table = tables.Delivery
    told = table.select(fn.MAX(table.created_at)).where(
        table.kind == DeliveryKind.NOTICE,
        table.person == person_id,
        table.course == course_id,
        table.created_at < before_ms,
    )
    return int(told.scalar() or 0)


def _news(course_id: int, after_ms: int, until_ms: int) -> CourseNews | None:
    unread = (
        tables.Version.select(tables.Document.title, tables.Document.label)
        .join(tables.Document)
        .where(tables.Document.course == course_id, _unread(after_ms, until_ms))
        .order_by(tables.Version.id)
    )
    rows: Iterable[tuple[str, str]] = [*unread.tuples()]
    titles = tuple(label or title for title, label in rows)
    question = tables.Question
    waits = question.state == QuestionState.UNAPPROVED
    since = tables.Answer.created_at
    handed = (question.handed_at > after_ms) & (question.handed_at <= until_ms) & ~waits
    other = question.handed_at.is_null() & ~waits
    found = (
        _standing(course_id, waits & (since > after_ms) & (since <= until_ms)),
        _standing(course_id, handed),
        *(_standing(course_id, other & _of_kind((kind,), after_ms, until_ms)) for kind in UNSAID),
    )
    counts = [int(each.count()) for each in found]
    if not titles and not any(counts):
        return None
    named = [each for rows in found for each in rows.limit(MOST_NAMED)][:MOST_NAMED]
    return CourseNews(
        unread=titles,
        unapproved=counts[0],
        handed=counts[1],
        unanswered=counts[2],
        unsure=counts[3],
        questions=tuple(NamedQuestion(each.public_id, each.text) for each in named),
    )


def _standing(course_id: int, which: Expression) -> "ModelSelect[tables.Question]":
    """Questions of a course with the answer that counts, of which nobody has decided; the newest
    first.
    """
    question, decision = tables.Question, tables.Decision
    handed = fn.COALESCE(question.handed_at, tables.Answer.created_at, question.asked_at)
    # What waits for approval may be newer than what was decided of its question's hand-over.
    waits = question.state == QuestionState.UNAPPROVED
    since = Case(None, [(waits, tables.Answer.created_at)], handed)
    decided = decision.select(decision.id).where(
        decision.course == course_id,
        decision.alike == key(),
        decision.created_at > since,
        decision.doubt.is_null(),  # what was copied in doubt has told nobody anything
    )
    return asked(course_id, question).where(which, ~fn.EXISTS(decided)).order_by(question.id.desc())


def _unread(after_ms: int, until_ms: int) -> Expression:
    lost = (VersionState.REJECTED, VersionState.FAILED)
    return _young(tables.Version.created_at, after_ms, until_ms) & tables.Version.state.in_(lost)


def _of_kind(kinds: tuple[AnswerKind, ...], after_ms: int, until_ms: int) -> Expression:
    young = _young(tables.Answer.created_at, after_ms, until_ms)
    return young & tables.Answer.kind.in_(kinds)


def _young(moment: BigIntegerField, after_ms: int, until_ms: int) -> Expression:
    return (moment > after_ms - YOUNG_MS) & (moment <= until_ms - YOUNG_MS)
