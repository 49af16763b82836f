"""Pages that are pictures wait to be read, each by itself."""

from peewee import *


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Version(Table):
    pass


class PicturePage(Table):
    public_id = CharField(36, unique=True)
    version = ForeignKeyField(Version, on_delete="CASCADE")
    page = IntegerField()
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(36, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)

    class Meta:
        indexes = (
            (("version", "page"), True),
            (("state", "run_after"), False),
        )


def up(migrator, db):
    with db.bind_ctx([Version, PicturePage]):
        db.create_tables([PicturePage], safe=True)


def down(migrator, db):
    with db.bind_ctx([Version, PicturePage]):
        db.drop_tables([PicturePage])
