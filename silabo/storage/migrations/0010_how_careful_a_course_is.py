"""A course says how sure its answers have to be."""

from peewee import *

from silabo.storage import steps

CAUTION = CharField(16, default="balanced")


def up(migrator, db):
    steps.add_column(migrator, "course", CAUTION, "caution")


def down(migrator, db):
    steps.drop_column(migrator, "course", "caution")
