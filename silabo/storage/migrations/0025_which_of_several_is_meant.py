"""An answer that is not sure keeps which of several things the question may mean."""

from peewee import *

from silabo.storage import steps

CHOICES = JSONField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "answer", CHOICES, "choices")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "choices")
