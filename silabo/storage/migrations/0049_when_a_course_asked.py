"""What was asked in a course of late is found by when it was asked."""

from silabo.storage import steps

ASKED = ("course_id", "asked_at")


def up(migrator, db):
    steps.add_index(migrator, "question", ASKED)


def down(migrator, db):
    steps.drop_index(migrator, "question", ASKED)
