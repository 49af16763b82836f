"""Answers are held against what a course shows now, and answered again; one decision may be of
several questions.
"""

from peewee import *

from silabo.storage import steps


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Question(Table):
    pass


class Decision(Table):
    pass


class Document(Table):
    course = ForeignKeyField(Course)


class Version(Table):
    document = ForeignKeyField(Document)
    state = CharField(16)


class Sight(Table):
    course = ForeignKeyField(Course, unique=True, on_delete="CASCADE")
    versions = JSONField()
    towards = JSONField(null=True)
    after = BigIntegerField(default=0)


class Revisit(Table):
    public_id = CharField(36, unique=True)
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(36, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)
    question = ForeignKeyField(Question, unique=True, on_delete="CASCADE")
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("state", "id", "run_after"), False),)


CHANGES = JSONField(null=True)
ALONG = ForeignKeyField(Decision, field=Decision.id, null=True, on_delete="CASCADE")
MODELS = [Course, Question, Decision, Document, Version, Sight, Revisit]


def up(migrator, db):
    with db.bind_ctx(MODELS):
        db.create_tables([Sight, Revisit], safe=True)
        # What a course shows today is what its answers were given from.
        Sight.delete().execute()
        shown = {}
        ready = Version.select(Version.id, Document.course).join(Document)
        for version, course in ready.where(Version.state == "ready").order_by(Version.id).tuples():
            shown.setdefault(course, []).append(version)
        for course, versions in shown.items():
            Sight.create(course=course, versions=versions)
    steps.add_column(migrator, "answer", CHANGES, "changes")
    steps.add_column(migrator, "decision", ALONG, "along_id")


def down(migrator, db):
    steps.drop_column(migrator, "decision", "along_id")
    steps.drop_column(migrator, "answer", "changes")
    with db.bind_ctx(MODELS):
        db.drop_tables([Revisit, Sight])
