"""The links of letters that act without a login are signed."""

from peewee import *


class LinkKey(Model):
    id = BigAutoField()
    purpose = CharField(32, unique=True)
    secret = CharField(64)
    created_at = BigIntegerField()

    class Meta:
        legacy_table_names = False


def up(migrator, db):
    with db.bind_ctx([LinkKey]):
        db.create_tables([LinkKey], safe=True)


def down(migrator, db):
    with db.bind_ctx([LinkKey]):
        db.drop_tables([LinkKey], safe=True)
