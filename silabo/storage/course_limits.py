"""What administrators set for a course: whether students may ask, how much, and its language."""

from silabo.domain.questions import Caps
from silabo.storage import courses, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given


@transaction
def close(course_id: int, *, closed: bool) -> None:
    """Let students ask no more, or again. What was asked before is answered and can be read."""
    if is_closed(course_id) == closed:
        return
    tables.Course.renew(course_id, closed_at=now_ms() if closed else None)
    courses.note_setting(course_id, "closed" if closed else "open again")


@reading
def is_closed(course_id: int) -> bool:
    """Whether students cannot ask."""
    ((closed_at,),) = _CLOSED.rows(id=course_id)
    return closed_at is not None


@transaction
def limit_hour(course_id: int, most: int | None) -> None:
    """Let models answer so many questions of a course in an hour; 0: any number, None: as in all
    courses.
    """
    if tables.Course.renew(course_id, hour_limit=most):
        said = "as in all courses" if most is None else most or "any number"
        courses.note_setting(course_id, f"answers of a model in an hour: {said}")


@reading
def hour(course_id: int, caps: Caps) -> int:
    """How many questions of a course models answer in an hour; 0: any number."""
    ((own,),) = _HOUR.rows(id=course_id)
    return caps.course_hour if own is None else int(own)


@transaction
def speak(course_id: int, language: str) -> None:
    """Speak to whoever opens a course in this language from their next launch on; "": in the one
    that each launch names.
    """
    if tables.Course.renew(course_id, language=language):
        courses.note_setting(course_id, f"language {language or 'of each launch'}")


@reading
def language(course_id: int) -> str:
    """The language that a course names; "" where it is that of each launch."""
    ((named,),) = _LANGUAGE.rows(id=course_id)
    return str(named)


def _of_course(name: str) -> Statement:
    course = tables.Course
    return Statement(lambda _: course.select(getattr(course, name)).where(course.id == given("id")))


_CLOSED = _of_course("closed_at")
_HOUR = _of_course("hour_limit")
_LANGUAGE = _of_course("language")
