"""What takes part in a course from outside: programs, by tokens of the course."""

from peewee import BigIntegerField, CharField, ForeignKeyField

from silabo.domain.programs import LONGEST_NAME
from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Table
from silabo.storage.tables.people import Course, Person


class ServiceToken(Table):
    """A token by which a program reads what was handed over in a course, and answers it. Revoked,
    its row is gone.
    """

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who made it
    person_id: int | None
    name = CharField(LONGEST_NAME)
    token_digest = CharField(DIGEST, unique=True)
    created_at = BigIntegerField()
    ends_at = BigIntegerField()
    used_at = BigIntegerField(null=True)  # last, to the minute; NULL: never
