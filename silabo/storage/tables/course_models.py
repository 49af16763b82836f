"""Which model writes in which course, and what came of it."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField

from silabo.storage.tables.base import Table
from silabo.storage.tables.people import Course


class CourseModel(Table):
    """A model in a course, by the name that administrators gave it; `none` picks no model."""

    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    name = CharField(128)
    picked = BooleanField(default=False)  # at most one of a course
    written = IntegerField(default=0)  # texts that were answers
    failed = IntegerField(default=0)  # calls that gave nothing, and texts that did not hold
    failed_at = BigIntegerField(default=0)  # the last time
    failure = CharField(32, default="")  # how: a kind of ModelError, or why it was quoted

    class Meta:
        """One row a course and model."""

        indexes = ((("course", "name"), True),)
