"""Every call of a language model for a question is kept for a while."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Question(Table):
    pass


class ModelCall(Table):
    question = ForeignKeyField(Question, on_delete="CASCADE")
    purpose = CharField(16)
    model = CharField(128)
    digest = CharField(64, default="")
    prompt = JSONField()
    output = TextField()
    failure = CharField(32, default="")
    verdict = CharField(16, default="")
    score = IntegerField(null=True)
    reasons = CharField(255, default="")
    sentences = JSONField(null=True)
    read_tokens = IntegerField(default=0)
    written_tokens = IntegerField(default=0)
    loading_ms = IntegerField(default=0)
    first_token_ms = IntegerField(default=0)
    reading_ms = IntegerField(default=0)
    writing_ms = IntegerField(default=0)
    took_ms = IntegerField()
    created_at = BigIntegerField(index=True)

    class Meta:
        indexes = ((("verdict", "created_at"), False),)


def up(migrator, db):
    with db.bind_ctx([Question, ModelCall]):
        db.create_tables([ModelCall], safe=True)


def down(migrator, db):
    with db.bind_ctx([Question, ModelCall]):
        db.drop_tables([ModelCall])
