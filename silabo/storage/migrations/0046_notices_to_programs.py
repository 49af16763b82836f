"""Programs are told of what was handed over and answered, at addresses of a course."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Person(Table):
    pass


class Question(Table):
    pass


class Webhook(Table):
    public_id = CharField(36, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="SET NULL")
    address = CharField(1024)
    secret = CharField(64)
    created_at = BigIntegerField()


class WebhookCall(Table):
    public_id = CharField(36, unique=True)
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(36, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)
    webhook = ForeignKeyField(Webhook, on_delete="CASCADE")
    question = ForeignKeyField(Question, on_delete="CASCADE")
    kind = CharField(32)
    key = CharField(160, unique=True)
    happened_at = BigIntegerField()
    settled_at = BigIntegerField(null=True)

    class Meta:
        indexes = ((("state", "run_after", "id"), False),)


MADE = [Course, Person, Question, Webhook, WebhookCall]


def up(migrator, db):
    with db.bind_ctx(MADE):
        db.create_tables([Webhook, WebhookCall], safe=True)


def down(migrator, db):
    with db.bind_ctx(MADE):
        db.drop_tables([WebhookCall, Webhook])
