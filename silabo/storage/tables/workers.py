"""Which processes work: each says so at every sweep."""

from peewee import BigIntegerField, CharField, IntegerField

from silabo.storage.tables.base import Table


class WorkerProcess(Table):
    """A process that takes work from the queues, and when it was last seen."""

    name = CharField(64, unique=True)
    queues = CharField(64)  # by commas
    slots = IntegerField()  # answers at a time
    seen_at = BigIntegerField(index=True)
