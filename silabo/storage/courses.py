"""Courses: the LTI contexts that a platform named."""

from uuid import uuid4

from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction


@transaction
def ensure(
    platform_id: int, deployment_id: str, context_id: str, *, title: str, time_zone: str
) -> tuple[int, bool]:
    """The number of a course, and whether it is seen for the first time.

    `title` and `time_zone` (IANA) are for a course that is new.
    """
    course, made = tables.Course.ensure(
        platform=platform_id,
        deployment_id=deployment_id,
        context_id=context_id,
        defaults={
            "public_id": str(uuid4()),
            "title": title,
            "time_zone": time_zone,
            "created_at": now_ms(),
        },
    )
    return int(course.id), made


@reading
def time_zone(course_id: int) -> str:
    """The time zone of a course, an IANA name."""
    return str(tables.Course.get_by_id(course_id).time_zone)
