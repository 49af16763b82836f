"""What instructors decided of questions, and which answers come of it."""

from peewee import *

from silabo.storage import steps


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Person(Table):
    pass


class Decision(Table):
    public_id = CharField(36, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    alike = CharField(64)
    kind = CharField(16)
    question = TextField()
    language = CharField(8, default="und")
    sentences = JSONField(null=True)
    citations = JSONField(null=True)
    spread_after = BigIntegerField(default=0)
    spread_at = BigIntegerField(null=True)
    created_at = BigIntegerField()

    class Meta:
        indexes = (
            (("course", "alike", "id"), False),
            (("spread_at", "spread_after"), False),
        )


DECISION = ForeignKeyField(Decision, field=Decision.id, null=True, on_delete="SET NULL")
CHECKED_AT = BigIntegerField(null=True)


def up(migrator, db):
    with db.bind_ctx([Course, Person, Decision]):
        db.create_tables([Decision], safe=True)
    steps.add_column(migrator, "answer", DECISION, "decision_id")
    steps.add_column(migrator, "answer", CHECKED_AT, "checked_at")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "checked_at")
    steps.drop_column(migrator, "answer", "decision_id")
    with db.bind_ctx([Course, Person, Decision]):
        db.drop_tables([Decision])
