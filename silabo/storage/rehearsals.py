"""A question of our own in a restored copy, before all that waits there."""

from uuid import uuid4

from silabo.domain.questions import Answer, NewQuestion
from silabo.storage import question_views, questions, tables
from silabo.storage.database import reading, transaction

FIRST = -1  # a round before every other


@reading
def asker(course_id: int) -> int | None:
    """The number of somebody who may ask in this course, or None."""
    role = tables.CourseRole
    row = role.select(role.person).where(role.course == course_id).first()
    return int(row.person_id) if row else None


@transaction
def ask_first(course_id: int, text: str, language: str) -> int:
    """Ask in a course, in the name of somebody there; the next claim takes it. No letter is owed.

    Returns the question's number. Raises `ValueError` when nobody is in the course.
    """
    person = asker(course_id)
    if person is None:
        raise ValueError("nobody may ask in this course")
    question, _ = questions.ask(
        NewQuestion(
            person_id=person,
            course_id=course_id,
            text=text,
            language=language,
            idempotency_key=str(uuid4()),
            letter=False,
        )
    )
    tables.Question.update(round=FIRST).where(tables.Question.id == question.id).execute()
    return question.id


@reading
def answer_of(question_id: int) -> Answer | None:
    """The answer to a question, or None."""
    return question_views.view(tables.Question.get_by_id(question_id)).answer
