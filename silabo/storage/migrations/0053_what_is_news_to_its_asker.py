"""A question says which of its answers its asker has not seen. Those of before count as seen."""

from peewee import IntegerField

from silabo.storage import steps

UNREAD = IntegerField(null=True)
NEWS = ("person_id", "course_id", "unread")


def up(migrator, db):
    steps.add_column(migrator, "question", UNREAD, "unread")
    steps.add_index(migrator, "question", NEWS)


def down(migrator, db):
    steps.drop_index(migrator, "question", NEWS)
    steps.drop_column(migrator, "question", "unread")
