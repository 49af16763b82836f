"""What courses take over from others, and how far it has come."""

from peewee import BigIntegerField, CharField, ForeignKeyField, JSONField

from silabo.storage.tables.base import PUBLIC_ID, Leased
from silabo.storage.tables.people import Course, Person


class CourseCopy(Leased):
    """One choice of an instructor of both courses. Each step is noted with what it wrote."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")  # that has it afterwards
    course_id: int
    source = ForeignKeyField(Course, on_delete="CASCADE", backref="copied_to")
    source_id: int
    # Who began it, and must be an instructor of both until the end.
    person = ForeignKeyField(Person, on_delete="CASCADE")
    person_id: int
    step = CharField(16)
    left = JSONField()  # documents that are not copied yet, by public id
    wish = JSONField()  # which of answers, settings and expectations come along
    told = JSONField()  # what became of it so far
    after = BigIntegerField(default=0)  # the answer up to which answers are copied
    created_at = BigIntegerField()

    class Meta:
        """The queue is read by state and moment."""

        indexes = ((("state", "run_after"), False),)
