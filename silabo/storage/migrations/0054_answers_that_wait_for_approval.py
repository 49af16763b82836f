"""A course may let its answers wait for an instructor's approval."""

from peewee import BooleanField

from silabo.storage import steps

APPROVAL = BooleanField(default=False)


def up(migrator, db):
    steps.add_column(migrator, "course", APPROVAL, "approval")


def down(migrator, db):
    steps.drop_column(migrator, "course", "approval")
