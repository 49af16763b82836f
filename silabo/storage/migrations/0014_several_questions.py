"""An answer keeps what came of each question of a message that asks several."""

from peewee import *

from silabo.storage import steps

PARTS = JSONField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "answer", PARTS, "parts")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "parts")
