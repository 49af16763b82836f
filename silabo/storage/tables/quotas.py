"""How much was asked of late, by minutes: what a person deletes stays counted here."""

from peewee import BigIntegerField, ForeignKeyField, IntegerField

from silabo.storage.tables.base import Table
from silabo.storage.tables.people import Course, Person


class Asked(Table):
    """What was asked in one minute."""

    minute_at = BigIntegerField(index=True)  # its beginning
    questions = IntegerField(default=0)
    # Of these: a model wrote an answer, or may still write it.
    written = IntegerField(default=0)


class PersonAsked(Asked):
    """What one person asked in one minute, in all courses."""

    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)
    person_id: int

    class Meta:
        """Read by person and time; forgotten by time."""

        indexes = ((("person", "minute_at"), True),)


class CourseAsked(Asked):
    """What was asked in one course in one minute, by everybody."""

    course = ForeignKeyField(Course, on_delete="CASCADE", index=False)
    course_id: int

    class Meta:
        """Read by course and time; forgotten by time."""

        indexes = ((("course", "minute_at"), True),)
