"""Of several documents with one title, a later one is told apart by a label."""

from peewee import CharField

from silabo.storage import steps

LABEL = CharField(255, default="")


def up(migrator, db):
    steps.add_column(migrator, "document", LABEL, "label")


def down(migrator, db):
    steps.drop_column(migrator, "document", "label")
