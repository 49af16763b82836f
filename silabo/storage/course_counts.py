"""How much a course holds, in numbers: no name and no text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from silabo.domain.clock import from_ms
from silabo.domain.questions import QuestionState
from silabo.storage import documents, tables
from silabo.storage.database import reading


@dataclass(frozen=True, slots=True)
class CourseCounts:
    """What there is of a course now."""

    people: dict[str, int]  # by their role at the last launch
    versions: dict[str, int]  # of documents, by state
    questions: dict[str, int]  # by state
    asked_at: datetime | None  # the last question; None: there is none


@reading
def count(course_id: int) -> CourseCounts:
    """What there is of a course."""
    role, version, question = tables.CourseRole, tables.Version, tables.Question
    versions = version.select(version.state, fn.COUNT(version.id)).join(tables.Document)
    last = question.select(fn.MAX(question.asked_at)).where(question.course == course_id).scalar()
    return CourseCounts(
        people=_by(role.select(role.name, fn.COUNT(role.id)), role.course, role.name, course_id),
        versions=_by(versions, tables.Document.course, version.state, course_id),
        questions=_by(
            question.select(question.state, fn.COUNT(question.id)),
            question.course,
            question.state,
            course_id,
        ),
        asked_at=from_ms(last) if last else None,
    )


@dataclass(frozen=True, slots=True)
class Use:
    """How much of late, in a line."""

    documents: int = 0
    people: int = 0
    asked: int = 0


@reading
def use(since_ms: int) -> dict[int, Use]:
    """How much each course is used, by its number: documents and people that there are, and what
    was asked since then. One query, whose parts are counted by indexes.
    """
    course, role, question = tables.Course, tables.CourseRole, tables.Question
    document, version = tables.Document, tables.Version
    kept = version.select(version.id).where(
        version.document == document.id, version.state.not_in(documents.GONE)
    )
    counted = (
        document.select(fn.COUNT(document.id)).where(document.course == course.id, fn.EXISTS(kept)),
        role.select(fn.COUNT(role.id)).where(role.course == course.id),
        question.select(fn.COUNT(question.id)).where(
            question.course == course.id,
            question.asked_at >= since_ms,
            question.state != QuestionState.CANCELLED,
        ),
    )
    rows: Any = course.select(course.id, *counted).tuples()
    return {number: Use(*counts) for number, *counts in rows}


def _by(query: Any, course: Any, what: Any, course_id: int) -> dict[str, int]:
    return dict(query.where(course == course_id).group_by(what).order_by(what).tuples())
