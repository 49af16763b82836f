"""An answer keeps in which languages the documents are, where the question is in none of them."""

from peewee import *

from silabo.storage import steps

DOCUMENTS_IN = CharField(32, default="")


def up(migrator, db):
    steps.add_column(migrator, "answer", DOCUMENTS_IN, "documents_in")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "documents_in")
