"""A passage keeps what was read of its words, and a version by which rules."""

from peewee import *

from silabo.storage import steps

MADE_BY = CharField(16, null=True)
ANALYSIS = TextField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "version", MADE_BY, "analysed_by")
    steps.add_column(migrator, "passage", ANALYSIS, "analysis")


def down(migrator, db):
    steps.drop_column(migrator, "passage", "analysis")
    steps.drop_column(migrator, "version", "analysed_by")
