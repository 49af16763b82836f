"""An instructor may be written to at once."""

from peewee import *

from silabo.storage import steps

AT_ONCE = BooleanField(default=False)


def up(migrator, db):
    steps.add_column(migrator, "person", AT_ONCE, "at_once")


def down(migrator, db):
    steps.drop_column(migrator, "person", "at_once")
