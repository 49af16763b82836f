"""What takes part in a course from outside: programs that answer by tokens of the course, and what
programs are told at addresses of their own.
"""

from peewee import BigIntegerField, CharField, ForeignKeyField

from silabo.domain.programs import LONGEST_NAME
from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Leased, Table
from silabo.storage.tables.people import Course, Person
from silabo.storage.tables.questions import Question


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


class Webhook(Table):
    """An address of a program, and the secret by which it knows who calls."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who made it
    person_id: int | None
    address = CharField(1024)
    secret = CharField(64)  # as its maker was told it: each call is signed with it
    created_at = BigIntegerField()


class WebhookCall(Leased):
    """One thing that a program is told; it is its own place in the queue."""

    public_id = CharField(PUBLIC_ID, unique=True)  # by it the program knows it again
    webhook = ForeignKeyField(Webhook, on_delete="CASCADE")
    webhook_id: int
    question = ForeignKeyField(Question, on_delete="CASCADE")
    question_id: int
    kind = CharField(32)
    key = CharField(160, unique=True)  # the same is told once
    happened_at = BigIntegerField()
    settled_at = BigIntegerField(null=True)  # when it was taken; NULL: it was not

    class Meta:
        """The next one is looked for by state and order."""

        indexes = ((("state", "run_after", "id"), False),)
