"""What was said to language models for questions, and what came of it."""

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, JSONField, TextField

from silabo.storage.tables.base import DIGEST, Table
from silabo.storage.tables.questions import Question


class ModelCall(Table):
    """One call of a model. It goes with its question, and when it is old."""

    question = ForeignKeyField(Question, on_delete="CASCADE")
    question_id: int
    purpose = CharField(16)  # draft, critic
    model = CharField(128)  # by the name that administrators gave it
    digest = CharField(DIGEST, default="")  # "" where its server tells none
    prompt = JSONField()  # who speaks and what, in order
    output = TextField()
    failure = CharField(32, default="")  # the kind of error that it ended in
    verdict = CharField(16, default="")  # accepted, rejected, not_stated; "": nobody looked at it
    score = IntegerField(null=True)  # 0 to 100
    reasons = CharField(255, default="")  # what speaks against it, between commas
    sentences = JSONField(null=True)  # each as it was written, and its verdict
    read_tokens = IntegerField(default=0)  # 0 where its server does not tell
    written_tokens = IntegerField(default=0)  # pieces where its server does not tell
    loading_ms = IntegerField(default=0)
    first_token_ms = IntegerField(default=0)  # until the first piece; 0: none came
    reading_ms = IntegerField(default=0)
    writing_ms = IntegerField(default=0)
    took_ms = IntegerField()
    created_at = BigIntegerField(index=True)

    class Meta:
        """What is old is looked for by its time, rejected drafts by their verdict and time."""

        indexes = ((("verdict", "created_at"), False),)
