"""What instructors decided of questions; a curated answer is one that has sentences."""

from peewee import BigIntegerField, CharField, ForeignKeyField, JSONField, TextField

from silabo.domain.programs import LONGEST_NAME
from silabo.storage.tables.base import PUBLIC_ID, Table
from silabo.storage.tables.people import Course, Person


class Decision(Table):
    """One decision of an instructor about a question and those that ask the same. The newest of its
    key counts; what was published before it stays as it was told.
    """

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who decided
    person_id: int | None
    # The token by which a program decided, as it was called; NULL: a person did.
    program = CharField(LONGEST_NAME, null=True)
    alike = CharField(64)  # the key of the questions, or the public id of one that is like no other
    # The question as an instructor worded it, ahead of anybody; NULL: only students asked it, and
    # their words are theirs.
    asks = TextField(null=True)
    # The decision that it was made together with: it is taken back with it.
    along = ForeignKeyField("self", null=True, on_delete="CASCADE")
    along_id: int | None
    kind = CharField(16)  # published, approved or dismissed
    language = CharField(8, default="und")
    sentences = JSONField(null=True)  # NULL: dismissed
    citations = JSONField(null=True)
    # Why it answers nobody until it is confirmed, where it was copied; NULL: it answers.
    doubt = CharField(16, null=True)
    spread_after = BigIntegerField(default=0)  # until then it can be taken back
    spread_at = BigIntegerField(null=True)  # everybody who asked has it since then
    created_at = BigIntegerField()

    class Meta:
        """The newest of a key is looked up at every question, what is to be told by the sweep."""

        indexes = (
            (("course", "alike", "id"), False),
            (("spread_at", "spread_after"), False),
        )
