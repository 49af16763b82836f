"""How much one student and one course may ask, so that a flood takes nobody else's evening."""

from peewee import Expression

from silabo.domain.errors import QuotaError
from silabo.domain.questions import Caps, QuestionState
from silabo.storage import tables
from silabo.storage.database import now_ms

OPEN = (QuestionState.QUEUED, QuestionState.WORKING)
HOUR_S = 3600
DAY_S = 86_400
SOON_S = 60  # when an open question may have been answered


def still_open(person_id: int) -> int:
    """How many questions of a person wait or are being answered. The caller is connected."""
    mine = (tables.Question.person == person_id) & tables.Question.state.in_(OPEN)
    return int(tables.Question.select().where(mine).count())


def check(person_id: int, course_id: int, caps: Caps) -> None:
    """Raise `QuotaError` when this person or this course has to wait before the next question."""
    if caps.open and still_open(person_id) >= caps.open:
        raise QuotaError("questions_open", SOON_S, count=caps.open)
    mine = tables.Question.person == person_id
    _within("questions_for_now", mine, caps.hour, HOUR_S)
    _within("questions_for_now", mine, caps.day, DAY_S)
    _within("course_questions", tables.Question.course == course_id, caps.course_hour, HOUR_S)


def _within(code: str, whose: Expression, most: int, span_s: int) -> None:
    """At most so many questions in so many seconds; 0: any number."""
    if not most:
        return
    now = now_ms()
    recent = (
        tables.Question.select(tables.Question.asked_at)
        .where(whose, tables.Question.asked_at > now - span_s * 1000)
        .order_by(tables.Question.asked_at.desc())
    )
    # The one that has to grow old before there is room again.
    blocking = recent.offset(most - 1).limit(1).first()
    if blocking is not None:
        wait_s = -(-(blocking.asked_at + span_s * 1000 - now) // 1000)
        raise QuotaError(code, wait_s, minutes=-(-wait_s // 60))
