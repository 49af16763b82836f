"""A course offers documents to the others of its platform, and these read them."""

from peewee import *

from silabo.storage import steps


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Course(Table):
    pass


class Document(Table):
    pass


class Loan(Table):
    course = ForeignKeyField(Course, on_delete="CASCADE")
    public_id = CharField(36)
    document = ForeignKeyField(Document, null=True, on_delete="SET NULL")
    taken_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    title = CharField(255, default="")
    lender = CharField(255, default="")
    told = BooleanField(default=False)
    cleared = BooleanField(default=False)

    class Meta:
        indexes = ((("course", "public_id"), True),)


def up(migrator, db):
    steps.add_column(migrator, "document", BigIntegerField(null=True), "offered_at")
    with db.bind_ctx([Course, Document, Loan]):
        db.create_tables([Loan], safe=True)


def down(migrator, db):
    with db.bind_ctx([Course, Document, Loan]):
        db.drop_tables([Loan])
    steps.drop_column(migrator, "document", "offered_at")
