"""What all tables share. Times are epoch milliseconds (`*_at`)."""

from typing import Any, Self

from peewee import BigAutoField, BigIntegerField, CharField, IntegerField, Model

from silabo.storage.database import database

PUBLIC_ID = 36  # a lower-case UUID4
DIGEST = 64  # a SHA-256 in hex


class Table(Model):
    """What all tables share: the database and a number that never leaves it."""

    id = BigAutoField()

    @classmethod
    def ensure(cls, *, defaults: dict[str, object], **keys: object) -> tuple[Self, bool]:
        """The row with these keys, and whether it had to be made, with these defaults."""
        row, made = cls.get_or_create(defaults=defaults, **keys)  # type: ignore[no-untyped-call]
        return row, made

    @classmethod
    def renew(cls, row_id: int, **values: object) -> bool:
        """Bring columns of a row up to these values, and say whether one differed.

        Nothing is written where none does: launches nearly always say what they said before.
        """
        fields = [getattr(cls, name) for name in values]
        query: Any = cls.select(*fields).where(cls.id == row_id).tuples()
        kept: tuple[Any, ...] = query.get()
        changed = {
            name: value
            for (name, value), was in zip(values.items(), kept, strict=True)
            if value != was
        }
        if changed:
            cls.update(**changed).where(cls.id == row_id).execute()
        return bool(changed)

    class Meta:
        """Table names are the class names in snake_case."""

        database = database
        legacy_table_names = False


class Leased(Table):
    """A row that a worker works on under a lease."""

    public_id: str  # each table has its own column

    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(PUBLIC_ID, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)
