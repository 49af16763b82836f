"""A course has tokens for programs outside, and a decision may be of one of these."""

from peewee import *

from silabo.storage import steps

PROGRAM = CharField(80, null=True)


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Person(Table):
    pass


class ServiceToken(Table):
    public_id = CharField(36, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    name = CharField(80)
    token_digest = CharField(64, unique=True)
    created_at = BigIntegerField()
    ends_at = BigIntegerField()
    used_at = BigIntegerField(null=True)


def up(migrator, db):
    with db.bind_ctx([Course, Person, ServiceToken]):
        db.create_tables([ServiceToken], safe=True)
    steps.add_column(migrator, "decision", PROGRAM, "program")


def down(migrator, db):
    steps.drop_column(migrator, "decision", "program")
    with db.bind_ctx([Course, Person, ServiceToken]):
        db.drop_tables([ServiceToken])
