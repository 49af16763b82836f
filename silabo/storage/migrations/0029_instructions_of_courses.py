"""A course has short instructions for whichever model writes in it."""

from peewee import *

from silabo.storage import steps

INSTRUCTIONS = TextField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "course", INSTRUCTIONS, "instructions")


def down(migrator, db):
    steps.drop_column(migrator, "course", "instructions")
