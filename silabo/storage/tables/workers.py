"""Which processes work and with which settings, and which troubles last, as processes say."""

from peewee import BigIntegerField, CharField, IntegerField

from silabo.storage.tables.base import DIGEST, Table


class WorkerProcess(Table):
    """A process that takes work from the queues, and when it was last seen."""

    name = CharField(64, unique=True)
    queues = CharField(64)  # by commas
    slots = IntegerField()  # answers at a time
    seen_at = BigIntegerField(index=True)


class InboxWatch(Table):
    """Which process reads an inbox, and until when: the others look again then."""

    name = CharField(32, unique=True)
    worker = CharField(64)
    until = BigIntegerField()


class Trouble(Table):
    """Something that administrators are told of when it lasts; the row goes when it is over."""

    code = CharField(32, unique=True)
    since_at = BigIntegerField()


class NotedSetting(Table):
    """What a setting was when a process started last: a hash, and no value."""

    name = CharField(64, unique=True)
    digest = CharField(DIGEST)
