"""What the database holds at one moment: enough to tell a whole copy from one that is not."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from peewee import MySQLDatabase, OperationalError, PeeweeException, SqliteDatabase, fn

from silabo.domain.errors import ServiceError
from silabo.storage.database import connection, database
from silabo.storage.tables import TABLES, Table

TRIES = 20
PAUSE_S = 0.5


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows a table has, and the number of its newest; 0 when it has none."""

    rows: int
    newest: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The tables at one moment. `wal` is PostgreSQL's position in its log then: a copy that is
    recovered up to there, and no further, holds exactly this. Elsewhere it is empty.
    """

    tables: dict[str, TableCount]
    wal: str = ""

    def to_json(self) -> str:
        """As a text that `from_json` reads."""
        return json.dumps(asdict(self), indent=1)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The inventory in a text. Raises `ValueError` when there is none in it."""
        try:
            found = json.loads(text)
            tables = {name: TableCount(**each) for name, each in found["tables"].items()}
            return cls(tables, str(found["wal"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not an inventory") from error


def take(copy: Path | None = None) -> Inventory:
    """Count everything while nobody writes: writers wait for the moment that it takes.

    `copy` is a file for a copy of a SQLite database at the same moment; there must be none yet.
    Raises `ServiceError`, and `ValueError` for a copy of another database: its own programs copy.
    """
    if copy is not None and not isinstance(database.obj, SqliteDatabase):
        raise ValueError("only a SQLite database is copied here")
    try:
        with connection(), _standing_still():
            found = Inventory({each._meta.table_name: _count(each) for each in TABLES}, _wal())
            if copy is not None:
                _copy(copy)
            return found
    except (PeeweeException, sqlite3.Error) as error:
        raise ServiceError("the database could not be counted") from error


@contextmanager
def _standing_still() -> Iterator[None]:
    """A transaction in which nothing changes that we see."""
    kind = database.obj
    if isinstance(kind, MySQLDatabase):
        database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    # SQLite's transactions are IMMEDIATE: from here on nobody else writes.
    if isinstance(kind, SqliteDatabase | MySQLDatabase):
        with database.atomic():
            yield
        return
    with database.atomic() as transaction:
        _lock()
        yield
        transaction.rollback()


def _lock() -> None:
    # A writer that is under way is waited for, but shortly: those who come later wait behind us.
    # Below PostgreSQL's deadlock_timeout (1 s), so that of two it is never the writer who loses.
    names = ", ".join(f'"{each._meta.table_name}"' for each in TABLES)
    for left in reversed(range(TRIES)):
        try:
            with database.atomic():
                database.execute_sql("SET LOCAL lock_timeout = '500ms'")
                database.execute_sql(f"LOCK TABLE {names} IN SHARE MODE")
                return
        except OperationalError:
            if not left:
                raise
            time.sleep(PAUSE_S)


def _count(table: type[Table]) -> TableCount:
    newest = table.select(fn.MAX(table.id)).scalar()
    return TableCount(rows=int(table.select().count()), newest=int(newest or 0))


def _wal() -> str:
    if isinstance(database.obj, SqliteDatabase | MySQLDatabase):
        return ""
    # Everything that was committed lies before it, as nobody can commit now.
    position = database.execute_sql("SELECT pg_current_wal_insert_lsn()").fetchone()[0]
    # Behind it something has to follow: the log of a database that rests is not archived further,
    # and a recovery that finds no more does not know that it has arrived.
    database.execute_sql("SELECT pg_logical_emit_message(false, 'silabo', 'taken')")
    return str(position)


def _copy(target: Path) -> None:
    if target.exists():
        raise ValueError(f"{target} is there already")
    own = Path(database.obj.database).absolute()
    # Beside the transaction that keeps writers out: a backup from its own connection would wait for
    # itself.
    with (
        # As an address, in which ? and # of a folder's name would end the path.
        closing(sqlite3.connect(f"{own.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
