"""How much a course holds, in numbers: no name and no text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from silabo.domain.clock import from_ms
from silabo.storage import tables
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


def _by(query: Any, course: Any, what: Any, course_id: int) -> dict[str, int]:
    return dict(query.where(course == course_id).group_by(what).order_by(what).tuples())
