"""An answer keeps whether its asker said that the closest answers."""

from peewee import *

from silabo.storage import steps

CONFIRMED_AT = BigIntegerField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "answer", CONFIRMED_AT, "confirmed_at")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "confirmed_at")
