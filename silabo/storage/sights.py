"""What each course showed when its answers and documents were last looked at."""

from silabo.storage import tables
from silabo.storage.turns import take_turn


def held(course_id: int) -> tables.Sight:
    """The sight of a course, held until the transaction ends: not the course, to which everybody
    points who asks. The caller holds the transaction.
    """
    sight, _ = tables.Sight.ensure(course=course_id, defaults={"versions": []})
    take_turn(tables.Sight, sight.id)
    row: tables.Sight = tables.Sight.get_by_id(sight.id)
    return row
