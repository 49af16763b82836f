"""A decision keeps no words of who asked: they go with the question."""

from peewee import *

from silabo.storage import steps


def up(migrator, db):
    steps.drop_column(migrator, "decision", "question")


def down(migrator, db):
    steps.add_column(migrator, "decision", TextField(default=""), "question")
