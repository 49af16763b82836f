"""Which question a question follows: a thread is only ever one person's, in one course."""

from dataclasses import dataclass

from silabo.domain.errors import NotFoundError
from silabo.domain.questions import NewQuestion, QuestionState
from silabo.storage import tables
from silabo.storage.database import now_ms, reading
from silabo.storage.statements import Statement, given

MOST_FOLLOWED = 5  # questions that are looked back on: more are no longer meant
MOST_FOLLOWING = 20  # questions on one that its card names
RECENT_MS = 15 * 60_000  # what was asked longer ago is not what a plain message goes on from


@dataclass(frozen=True, slots=True)
class InThread:
    """A question as its thread names it."""

    id: int
    public_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What stands before a question in its thread, and what follows it, oldest first."""

    earlier: tuple[InThread, ...] = ()
    later: tuple[InThread, ...] = ()


def followed(new: NewQuestion) -> int | None:
    """The row that a new question follows, None where it follows none. The caller holds the
    transaction. Raises `NotFoundError` where its asker has no such question in this course.
    """
    if not new.follows:
        return None
    row = _own(new.course_id, new.person_id, new.follows)
    if row is None:
        raise NotFoundError
    return int(row.id)


@reading
def recent_texts(course_id: int, person_id: int, public_id: str) -> tuple[str, ...]:
    """What a thread asked up to and with a question of this person in this course, oldest first;
    empty where they asked none of this public id within a quarter of an hour, or have deleted it.
    """
    row = _own(course_id, person_id, public_id) if public_id else None
    if row is None or row.asked_at <= now_ms() - RECENT_MS:
        return ()
    return (*(each.text for each in before(row)), str(row.text))


@reading
def texts_through(course_id: int, person_id: int, public_id: str) -> tuple[str, ...]:
    """What a thread asked up to and with a question of this person in this course, oldest first:
    as much as who follows it looks back on. Empty where they have none of this public id.
    """
    row = _own(course_id, person_id, public_id) if public_id else None
    if row is None:
        return ()
    return (*(each.text for each in before(row)), str(row.text))[-MOST_FOLLOWED:]


@reading
def earlier_texts(question_id: int) -> tuple[str, ...]:
    """What a thread asked before a question, oldest first."""
    row = tables.Question.get_by_id(question_id)
    return tuple(each.text for each in before(row))


def before(row: tables.Question) -> list[InThread]:
    """The questions that one follows, oldest first. The caller is connected."""
    found: list[InThread] = []
    follows = row.follows_id
    while follows is not None and len(found) < MOST_FOLLOWED:
        earlier = _EARLIER.first(question=follows, person=row.person_id, course=row.course_id)
        if earlier is None:
            break
        question_id, public_id, text, follows = earlier
        found.insert(0, InThread(question_id, public_id, text))
    return found


def follows(row: tables.Question) -> str | None:
    """The public id of the question that one follows. The caller is connected."""
    if row.follows_id is None:
        return None
    earlier = _EARLIER.first(question=row.follows_id, person=row.person_id, course=row.course_id)
    return str(earlier[1]) if earlier else None


@reading
def around(course_id: int, person_id: int, public_id: str) -> Thread:
    """The thread around a question; empty where this person has no such question here."""
    row = _own(course_id, person_id, public_id)
    if row is None:
        return Thread()
    later = _LATER.rows(question=row.id, person=person_id, course=course_id, most=MOST_FOLLOWING)
    return Thread(tuple(before(row)), tuple(InThread(*each) for each in later))


def _own(course_id: int, person_id: int, public_id: str) -> tables.Question | None:
    question = tables.Question
    row: tables.Question | None = question.get_or_none(
        question.public_id == public_id,
        question.person == person_id,
        question.course == course_id,
        question.state != QuestionState.CANCELLED,
    )
    return row


_EARLIER = Statement(
    lambda _: tables.Question.select(
        tables.Question.id,
        tables.Question.public_id,
        tables.Question.text,
        tables.Question.follows,
    ).where(
        tables.Question.id == given("question"),
        tables.Question.person == given("person"),
        tables.Question.course == given("course"),
        tables.Question.state != QuestionState.CANCELLED,
    )
)
_LATER = Statement(
    lambda _: (
        tables.Question.select(tables.Question.id, tables.Question.public_id, tables.Question.text)
        .where(
            tables.Question.follows == given("question"),
            tables.Question.person == given("person"),
            tables.Question.course == given("course"),
            tables.Question.state != QuestionState.CANCELLED,
        )
        .order_by(tables.Question.id)
        .limit(given("most"))
    )
)
