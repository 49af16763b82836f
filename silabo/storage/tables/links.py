"""What signs the links of letters."""

from peewee import BigIntegerField, CharField

from silabo.storage.tables.base import DIGEST, Table


class LinkKey(Table):
    """The key that signs the links of one purpose. It is here, and in no file, so that every web
    and worker process of any host has the same one, and a backup brings it along.
    """

    purpose = CharField(32, unique=True)
    secret = CharField(DIGEST)  # 32 random bytes in hex
    created_at = BigIntegerField()
