"""Questions of instructors, with what their answers must say, and what came of trying them."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Expectation(Table):
    public_id = CharField(36, unique=True)
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(36, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    question = TextField()
    language = CharField(8)
    alike = CharField(64, null=True)
    says = JSONField()
    verdict = CharField(16, null=True)
    missing = JSONField(null=True)
    kind = CharField(16, null=True)
    told_in = CharField(8, default="und")
    sentences = JSONField(null=True)
    citations = JSONField(null=True)
    tried_at = BigIntegerField(null=True)
    stamp = CharField(64, null=True)
    models = JSONField(null=True)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("state", "run_after", "id"), False),)


def up(migrator, db):
    with db.bind_ctx([Course, Expectation]):
        db.create_tables([Expectation], safe=True)


def down(migrator, db):
    with db.bind_ctx([Course, Expectation]):
        db.drop_tables([Expectation])
