"""What instructors expect of their course's answers, and what came of trying it last."""

from peewee import BigIntegerField, CharField, ForeignKeyField, JSONField, TextField

from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Leased
from silabo.storage.tables.people import Course


class Expectation(Leased):
    """A question of instructors with what its answer must say. It says nothing of who wrote it."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    question = TextField()
    language = CharField(8)
    alike = CharField(64, null=True)  # the key of those that ask the same; NULL: there are none
    says = JSONField()  # what must be said; empty: it must be declined
    verdict = CharField(16, null=True)  # NULL: not tried yet
    missing = JSONField(null=True)  # of what must be said
    kind = CharField(16, null=True)  # of the answer
    told_in = CharField(8, default="und")  # its language
    sentences = JSONField(null=True)
    citations = JSONField(null=True)
    tried_at = BigIntegerField(null=True)
    # What the course showed, and how it was set, when it was tried last; NULL: not yet.
    stamp = CharField(DIGEST, null=True)
    models = JSONField(null=True)  # digests by name, of those that wrote then
    created_at = BigIntegerField()

    class Meta:
        """The queue is read by state and moment, a course's own by course."""

        indexes = ((("state", "run_after", "id"), False),)
