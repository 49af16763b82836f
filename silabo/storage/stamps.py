"""What a question's card is made of, short: two that are equal look the same."""

from typing import Any

from peewee import ModelSelect, fn

from silabo.domain.questions import QuestionState
from silabo.storage import question_views, tables, threads, visibility
from silabo.storage.database import now_ms, reading
from silabo.storage.statements import Statement, given

OPEN = (QuestionState.QUEUED, QuestionState.WORKING)


@reading
def of_question(course_id: int, person_id: int, public_id: str) -> tuple[object, ...] | None:
    """All that a card shows and that may change: the question's state, place, first passages, what
    is quoted of it, revision, letter and thread, what its asker says of it, whether they have seen
    it and when they handed it over, their address, the course's zone and what may be read in it.

    None for a question that is not this person's in this course, and for one whose first passages
    are still to be found: reading it finds them.
    """
    row = _ROW.first(course=course_id, person=person_id, public_id=public_id)
    if row is None:
        return None
    question_id, state, of_round, asked_at, last_error, passages, quoted, *shown = row
    if state in OPEN and passages is None:
        return None
    place: object = None
    if state == QuestionState.QUEUED:
        given_back = last_error is not None
        place = question_views.waiting(question_id, of_round, given_back=given_back)
    held = question_views.is_held(state, asked_at, last_error)
    letter = question_views.newest_letter(question_id)
    readable = sorted(_READABLE.rows(course=course_id, now=now_ms()))
    around = threads.around(course_id, person_id, public_id)
    kept = (str(passages), str(quoted))
    return (question_id, state, place, held, *kept, *shown, letter, readable, around)


def _row(_: int) -> "ModelSelect[tables.Question]":
    question, person = tables.Question, tables.Person
    revision = tables.Answer.select(fn.MAX(tables.Answer.revision)).where(
        tables.Answer.question == question.id
    )
    feedback = tables.Answer.select(fn.MAX(tables.Answer.feedback_at)).where(
        tables.Answer.question == question.id
    )
    columns: tuple[Any, ...] = (
        question.id,
        question.state,
        question.round,
        question.asked_at,
        question.last_error,
        question.passages,
        question.quoted,
        question.letter,
        person.email,
        person.refused_address,
        tables.Course.time_zone,
        revision,
        feedback,
        question.handed_at,
        question.unread,
        tables.Course.approval,
    )
    return (
        question.select(*columns)
        .join(person)
        .switch(question)
        .join(tables.Course)
        .where(
            question.public_id == given("public_id"),
            question.course == given("course"),
            question.person == given("person"),
            question.state != QuestionState.CANCELLED,
        )
    )


_ROW = Statement(_row)
_READABLE = Statement(
    lambda _: visibility.seen_by_course(
        tables.Version.select(tables.Version.id, tables.Document.title).join(tables.Document)
    )
)
