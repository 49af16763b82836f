"""What was done is noted with who did it and from where, and each entry rests on the one before."""

from peewee import *

from silabo.storage import steps

COLUMNS = {
    "actor": CharField(36, default=""),
    "subject": CharField(64, default=""),
    "course": CharField(36, default=""),
    "source": CharField(32, default=""),
    "number": BigIntegerField(null=True, unique=True),
    "digest": CharField(64, null=True),
}


class AuditHead(Model):
    id = BigAutoField()
    number = BigIntegerField()
    digest = CharField(64)

    class Meta:
        legacy_table_names = False


def up(migrator, db):
    for column, field in COLUMNS.items():
        steps.add_column(migrator, "audit_entry", field, column)
    with db.bind_ctx([AuditHead]):
        db.create_tables([AuditHead], safe=True)


def down(migrator, db):
    with db.bind_ctx([AuditHead]):
        db.drop_tables([AuditHead], safe=True)
    for column in reversed(COLUMNS):
        steps.drop_column(migrator, "audit_entry", column)
