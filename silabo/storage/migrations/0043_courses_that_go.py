"""A course is deleted piece by piece, and says how long its questions are kept."""

from peewee import *

from silabo.storage import steps

GOING_AT = BigIntegerField(null=True)
QUESTIONS_DAYS = IntegerField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "course", GOING_AT, "going_at")
    steps.add_column(migrator, "course", QUESTIONS_DAYS, "questions_days")


def down(migrator, db):
    steps.drop_column(migrator, "course", "questions_days")
    steps.drop_column(migrator, "course", "going_at")
