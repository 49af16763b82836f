"""A question keeps what is quoted while a model writes, and an answer what is quoted below it."""

from peewee import *

from silabo.storage import steps

QUOTED = JSONField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "question", QUOTED, "quoted")
    steps.add_column(migrator, "answer", QUOTED, "quoted")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "quoted")
    steps.drop_column(migrator, "question", "quoted")
