"""What a letter is about, and where it goes at the moment of sending."""

import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo

from silabo.domain.clock import from_ms, now
from silabo.domain.deliveries import AlertCode, ClaimedDelivery, CourseNews, DeliveryKind
from silabo.domain.questions import DeliveryState, Question, QuestionState
from silabo.storage import (
    alerts,
    courses,
    feedback_links,
    notices,
    question_views,
    reply_addresses,
    tables,
    threads,
    week_letters,
)

TOKEN_BYTES = 32  # beyond guessing


def recipient(row: tables.Delivery) -> str:
    """Where a letter goes now; empty when it may not go. The caller holds the transaction."""
    if row.kind == DeliveryKind.WEEK and not week_letters.told(row):
        return ""
    if row.person is None:
        return str(row.address)
    person, question = row.person, row.question
    if row.kind == DeliveryKind.NOTICE and notices.news_of(row) is None:
        return ""
    if question is not None and question.asked_at <= person.letters_stopped_at:
        return ""
    if question is not None and _is_kept_back(row, question):
        return ""
    return "" if person.email == person.refused_address else str(person.email)


def _is_kept_back(row: tables.Delivery, question: tables.Question) -> bool:
    """Whether what it was about is no answer any more, and the next one waits for approval."""
    return row.kind in question_views.ANSWERS and question.state == QuestionState.UNAPPROVED


def view(row: tables.Delivery, token: str, to: str) -> ClaimedDelivery:
    """Everything that a letter is composed of. The caller holds the transaction and the lease."""
    question = row.question
    course = question.course if question else row.course
    code = AlertCode(row.code) if row.kind == DeliveryKind.ALERT else None
    told = question_views.view(question) if question else None
    news = notices.news_of(row) if row.kind == DeliveryKind.NOTICE else None
    return ClaimedDelivery(
        id=row.id,
        token=token,
        attempt=row.attempt,
        public_id=row.public_id,
        message_id=row.message_id or "",
        kind=DeliveryKind(row.kind),
        recipient=to,
        left_at=from_ms(row.data_at) if row.data_at else None,
        earlier=_earlier(row, question) if question else (),
        stop_token=_stop_token(row.person, is_copy=not token) if row.person else "",
        # A copy, of which nobody holds the lease, lets nobody speak for the person.
        feedback_token=_feedback_token(row, told) if told and token else "",
        reply_token=_reply_token(row, to, news) if token else "",
        language=row.person.language if row.person else "",
        course=course.public_id if course else "",
        course_title=course.title if course else "",
        course_url=course.url if course else "",
        question=told,
        code=code,
        backlog=alerts.backlog(code) if code else None,
        news=news,
        week=week_letters.of_row(row) if row.kind == DeliveryKind.WEEK else None,
        today=_day_in(course.id, now()) if course else None,
        checked_on=_checked_on(told) if told else None,
    )


def _feedback_token(row: tables.Delivery, question: Question) -> str:
    answer = question.answer
    if row.kind not in question_views.ANSWERS or answer is None or not answer.told:
        return ""
    return feedback_links.token(answer)


def _reply_token(row: tables.Delivery, to: str, news: CourseNews | None) -> str:
    """What a reply to a letter is known by; "" where it would be read by nobody, or could be about
    any of several questions.
    """
    if row.question is not None:
        return reply_addresses.token(row, row.question, to)
    if news is None or news.handed != 1 or len(news.questions) != 1:
        return ""
    of = tables.Question.get(tables.Question.public_id == news.questions[0].public_id)
    return reply_addresses.token(row, of, to)


def _checked_on(question: Question) -> date | None:
    checked_at = question.answer.checked_at if question.answer else None
    return _day_in(question.course_id, checked_at) if checked_at else None


def _day_in(course_id: int, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(courses.time_zone(course_id))).date()


def _earlier(row: tables.Delivery, question: tables.Question) -> tuple[str, ...]:
    """The letters about its question and about those that this one follows, oldest first."""
    table = tables.Delivery
    thread = [*(each.id for each in threads.before(question)), question.id]
    sent = table.select(table.message_id).where(
        table.question.in_(thread), table.state == DeliveryState.SENT, table.id < row.id
    )
    return tuple(str(each.message_id) for each in sent.order_by(table.id))


def _stop_token(person: tables.Person, *, is_copy: bool) -> str:
    if is_copy:
        return str(person.stop_token or "")  # whoever reads what was sent writes nothing
    if person.stop_token is None:
        # It stands in every letter and ends letters, nothing else: so it is kept as it is.
        tables.Person.update(stop_token=secrets.token_urlsafe(TOKEN_BYTES)).where(
            tables.Person.id == person.id, tables.Person.stop_token.is_null()
        ).execute()
    return str(tables.Person.get_by_id(person.id).stop_token)
