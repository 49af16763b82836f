"""A course may be closed, have a limit and a language of its own; settings are noted by hash."""

from peewee import *

from silabo.storage import steps

CLOSED_AT = BigIntegerField(null=True)
HOUR_LIMIT = IntegerField(null=True)
LANGUAGE = CharField(8, default="")


class NotedSetting(Model):
    id = BigAutoField()
    name = CharField(64, unique=True)
    digest = CharField(64)

    class Meta:
        legacy_table_names = False


def up(migrator, db):
    steps.add_column(migrator, "course", CLOSED_AT, "closed_at")
    steps.add_column(migrator, "course", HOUR_LIMIT, "hour_limit")
    steps.add_column(migrator, "course", LANGUAGE, "language")
    with db.bind_ctx([NotedSetting]):
        db.create_tables([NotedSetting], safe=True)


def down(migrator, db):
    with db.bind_ctx([NotedSetting]):
        db.drop_tables([NotedSetting])
    steps.drop_column(migrator, "course", "language")
    steps.drop_column(migrator, "course", "hour_limit")
    steps.drop_column(migrator, "course", "closed_at")
