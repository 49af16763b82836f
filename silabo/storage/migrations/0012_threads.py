"""A question knows which one it follows, and an answer what it was understood as."""

from peewee import *

from silabo.storage import steps


class Question(Model):  # as far as it is pointed to
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


FOLLOWS = ForeignKeyField(Question, field=Question.id, null=True, on_delete="SET NULL")
UNDERSTOOD_AS = CharField(512, default="")


def up(migrator, db):
    steps.add_column(migrator, "question", FOLLOWS, "follows_id")
    steps.add_column(migrator, "answer", UNDERSTOOD_AS, "understood_as")


def down(migrator, db):
    steps.drop_column(migrator, "answer", "understood_as")
    steps.drop_column(migrator, "question", "follows_id")
