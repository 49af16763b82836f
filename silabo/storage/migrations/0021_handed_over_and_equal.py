"""A question knows its equals and when it was handed over; an answer, whether it helped."""

from peewee import *

from silabo.storage import steps

ALIKE = CharField(64, null=True)
FOLDED = TextField(null=True)
HANDED_AT = BigIntegerField(null=True)
HELPED = BooleanField(null=True)
UNHELPFUL = CharField(16, default="")
FEEDBACK_AT = BigIntegerField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "question", ALIKE, "alike")
    steps.add_column(migrator, "question", FOLDED, "folded")
    steps.add_column(migrator, "question", HANDED_AT, "handed_at")
    steps.add_index(migrator, "question", ("course_id", "alike"))
    steps.add_column(migrator, "answer", HELPED, "helped")
    steps.add_column(migrator, "answer", UNHELPFUL, "unhelpful")
    steps.add_column(migrator, "answer", FEEDBACK_AT, "feedback_at")


def down(migrator, db):
    for column in ("feedback_at", "unhelpful", "helped"):
        steps.drop_column(migrator, "answer", column)
    steps.drop_index(migrator, "question", ("course_id", "alike"))
    for column in ("handed_at", "folded", "alike"):
        steps.drop_column(migrator, "question", column)
