"""What the instructors of a course set about its answers, all at once."""

from silabo.domain.answers import Caution
from silabo.domain.courses import CourseSettings
from silabo.domain.errors import ToolError
from silabo.domain.people import ZoneFrom
from silabo.storage import course_models, courses, scopes, tables
from silabo.storage.database import reading, transaction
from silabo.storage.turns import take_turn

LONGEST_INSTRUCTIONS = 500  # characters: a model reads them with every question


@reading
def read(course_id: int) -> CourseSettings:
    """As they are."""
    row = tables.Course.get_by_id(course_id)
    return CourseSettings(
        caution=Caution(row.caution),
        model=course_models.picked(course_id),
        instructions=row.instructions or "",
        out_of_scope=scopes.of_row(row),
        approval=bool(row.approval),
        time_zone=row.time_zone if row.zone_from == ZoneFrom.PERSON else "",
    )


@transaction
def keep(course_id: int, new: CourseSettings, *, default_zone: str) -> None:
    """Set all of them; an empty time zone follows the learning platform. Raises `ToolError` where
    one cannot be, and sets none then.
    """
    take_turn(tables.Course, course_id)
    if len(new.instructions) > LONGEST_INSTRUCTIONS:
        raise ToolError("instructions_too_long", limit=LONGEST_INSTRUCTIONS)
    if new.time_zone != read(course_id).time_zone:
        courses.choose_zone(course_id, new.time_zone, default=default_zone)
    scopes.name_all(course_id, new.out_of_scope)
    courses.choose_caution(course_id, new.caution)
    courses.choose_approval(course_id, wanted=new.approval)
    if new.model != course_models.picked(course_id):
        course_models.pick(course_id, new.model)
    if tables.Course.renew(course_id, instructions=new.instructions or None):
        courses.note_setting(course_id, "instructions")
