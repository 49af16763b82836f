"""What a model wrote stands in its call alone: that goes with the question."""

from peewee import *

from silabo.storage import steps


def up(migrator, db):
    steps.drop_column(migrator, "course_model", "failed_text")


def down(migrator, db):
    steps.add_column(migrator, "course_model", CharField(512, default=""), "failed_text")
