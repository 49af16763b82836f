"""Two documents may state differently for the same thing; an answer that touches it shows both."""

from peewee import *

from silabo.storage import steps


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Disagreement(Table):
    public_id = CharField(36, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    key = CharField(64)
    kind = CharField(16)
    one = JSONField()
    other = JSONField()
    one_value = CharField(128)
    other_value = CharField(128)
    dismissed_at = BigIntegerField(null=True)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("course", "key"), True),)


COMPARED = JSONField(null=True)
DISAGREES = BooleanField(default=False)


def up(migrator, db):
    with db.bind_ctx([Course, Disagreement]):
        db.create_tables([Disagreement], safe=True)
    steps.add_column(migrator, "sight", COMPARED, "compared")
    steps.add_column(migrator, "answer", DISAGREES, "disagrees")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "disagrees")
    steps.drop_column(migrator, "sight", "compared")
    with db.bind_ctx([Course, Disagreement]):
        db.drop_tables([Disagreement])
