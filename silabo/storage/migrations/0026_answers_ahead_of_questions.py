"""A curated answer may be to a question that nobody asked yet, in its instructor's words."""

from peewee import *

from silabo.storage import steps

ASKS = TextField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "decision", ASKS, "asks")


def down(migrator, db):
    steps.drop_column(migrator, "decision", "asks")
