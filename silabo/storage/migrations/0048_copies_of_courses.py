"""Courses take over from others what their instructors choose; a copied answer may wait."""

from peewee import *

from silabo.storage import steps


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Person(Table):
    pass


class CourseCopy(Table):
    public_id = CharField(36, unique=True)
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(36, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    source = ForeignKeyField(Course, on_delete="CASCADE", backref="copied_to")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    step = CharField(16)
    left = JSONField()
    wish = JSONField()
    told = JSONField()
    after = BigIntegerField(default=0)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("state", "run_after"), False),)


def up(migrator, db):
    with db.bind_ctx([Course, Person, CourseCopy]):
        db.create_tables([CourseCopy], safe=True)
    steps.add_column(migrator, "decision", CharField(16, null=True), "doubt")


def down(migrator, db):
    steps.drop_column(migrator, "decision", "doubt")
    with db.bind_ctx([Course, Person, CourseCopy]):
        db.drop_tables([CourseCopy])
