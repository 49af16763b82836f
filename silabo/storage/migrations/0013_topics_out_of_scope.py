"""A course names topics that it does not answer."""

from peewee import *

from silabo.storage import steps

OUT_OF_SCOPE = JSONField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "course", OUT_OF_SCOPE, "out_of_scope")


def down(migrator, db):
    steps.drop_column(migrator, "course", "out_of_scope")
