"""One process at a time reads the inbox where replies to letters arrive."""

from peewee import *


class InboxWatch(Model):
    id = BigAutoField()
    name = CharField(32, unique=True)
    worker = CharField(64)
    until = BigIntegerField()

    class Meta:
        legacy_table_names = False


def up(migrator, db):
    with db.bind_ctx([InboxWatch]):
        db.create_tables([InboxWatch], safe=True)


def down(migrator, db):
    with db.bind_ctx([InboxWatch]):
        db.drop_tables([InboxWatch])
