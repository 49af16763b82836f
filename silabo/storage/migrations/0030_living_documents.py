"""A document may be hidden; a version knows since when it answers, and how far it was read."""

from peewee import *

from silabo.storage import steps

VISIBLE_FROM = BigIntegerField(default=0)
READY_AT = BigIntegerField(null=True)
CLEARED = BooleanField(default=False)
PAGE = IntegerField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "document", VISIBLE_FROM, "visible_from")
    steps.add_column(migrator, "version", READY_AT, "ready_at")
    steps.add_column(migrator, "version", CLEARED, "cleared")
    steps.add_column(migrator, "version", PAGE, "page")


def down(migrator, db):
    steps.drop_column(migrator, "version", "page")
    steps.drop_column(migrator, "version", "cleared")
    steps.drop_column(migrator, "version", "ready_at")
    steps.drop_column(migrator, "document", "visible_from")
