"""What an instructor chose where an activity's own limit names documents that are not there."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class ActivityLimit(Table):
    course = ForeignKeyField(Course, on_delete="CASCADE")
    resource_link_id = CharField(255)
    said = JSONField()
    documents = JSONField()

    class Meta:
        indexes = ((("course", "resource_link_id"), True),)


def up(migrator, db):
    with db.bind_ctx([Course, ActivityLimit]):
        db.create_tables([ActivityLimit])


def down(migrator, db):
    with db.bind_ctx([Course, ActivityLimit]):
        db.drop_tables([ActivityLimit])
