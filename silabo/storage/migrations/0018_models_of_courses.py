"""A course picks the model that writes in it, and what came of each model there is counted."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class CourseModel(Table):
    course = ForeignKeyField(Course, on_delete="CASCADE")
    name = CharField(128)
    picked = BooleanField(default=False)
    written = IntegerField(default=0)
    failed = IntegerField(default=0)
    failed_at = BigIntegerField(default=0)
    failure = CharField(32, default="")
    failed_text = CharField(512, default="")

    class Meta:
        indexes = ((("course", "name"), True),)


def up(migrator, db):
    with db.bind_ctx([Course, CourseModel]):
        db.create_tables([CourseModel], safe=True)


def down(migrator, db):
    with db.bind_ctx([Course, CourseModel]):
        db.drop_tables([CourseModel])
