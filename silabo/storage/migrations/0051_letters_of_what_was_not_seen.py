"""A letter may be wanted only where its answer was not seen: who chose it, what was seen, and which
page was left.
"""

from peewee import BigIntegerField, BooleanField

from silabo.storage import steps

IF_UNSEEN = BooleanField(default=False)
MOMENT = BigIntegerField(null=True)


def up(migrator, db):
    steps.add_column(migrator, "person", IF_UNSEEN, "letters_if_unseen")
    steps.add_column(migrator, "question", IF_UNSEEN, "if_unseen")
    steps.add_column(migrator, "delivery", MOMENT, "seen_at")
    steps.add_column(migrator, "session", MOMENT, "left_at")


def down(migrator, db):
    steps.drop_column(migrator, "session", "left_at")
    steps.drop_column(migrator, "delivery", "seen_at")
    steps.drop_column(migrator, "question", "if_unseen")
    steps.drop_column(migrator, "person", "letters_if_unseen")
