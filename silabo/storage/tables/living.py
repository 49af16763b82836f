"""What keeps answers true: which documents they were last held against, and which wait to be
answered again.
"""

from peewee import BigIntegerField, CharField, ForeignKeyField, JSONField

from silabo.storage.tables.base import PUBLIC_ID, Leased, Table
from silabo.storage.tables.people import Course
from silabo.storage.tables.questions import Question


class Sight(Table):
    """The versions that a course showed when its answers were last held against them."""

    course = ForeignKeyField(Course, unique=True, on_delete="CASCADE")
    course_id: int
    versions = JSONField()  # numbers, in order
    towards = JSONField(null=True)  # what it shows now, while answers are held against that
    compared = JSONField(null=True)  # numbers of versions that were held against the others
    after = BigIntegerField(default=0)  # the last question that was looked at on the way there


class Revisit(Leased):
    """A question whose answer rests on what has changed, or that may be answered now."""

    public_id = CharField(PUBLIC_ID, unique=True)
    question = ForeignKeyField(Question, unique=True, on_delete="CASCADE")
    question_id: int
    created_at = BigIntegerField()

    class Meta:
        """The queue is read by state and order."""

        indexes = ((("state", "id", "run_after"), False),)


class Disagreement(Table):
    """Two places of two documents of a course that state another value for the same thing."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    key = CharField(64)  # of both texts and the kind: found again, it is the same one
    kind = CharField(16)  # of quantity
    one = JSONField()  # a citation
    other = JSONField()
    one_value = CharField(128)  # as it is written
    other_value = CharField(128)
    dismissed_at = BigIntegerField(null=True)  # an instructor says that both are right
    created_at = BigIntegerField()

    class Meta:
        """Each stands in a course once."""

        indexes = ((("course", "key"), True),)
