"""A person remembers into whom they were merged; a platform knows who gave its name."""

from peewee import *

from silabo.storage import steps


class Person(Model):  # as far as it is pointed to
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


MERGED_INTO = ForeignKeyField(Person, field=Person.id, null=True, on_delete="SET NULL")
# Whoever registered a platform before had to name it.
NAME_FROM = CharField(16, default="person")


def up(migrator, db):
    steps.add_column(migrator, "person", MERGED_INTO, "merged_into_id")
    steps.add_column(migrator, "platform", NAME_FROM, "name_from")


def down(migrator, db):
    steps.drop_column(migrator, "platform", "name_from")
    steps.drop_column(migrator, "person", "merged_into_id")
