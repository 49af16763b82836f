"""Loads the driver of the database that is chosen, and no other: whoever stays with SQLite need
not wait for those of PostgreSQL and MariaDB.

peewee imports every driver that it finds. So it is shown none, and what it would have taken from
one is given to it when that database is chosen.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import cast

_DRIVERS = ("psycopg2cffi", "psycopg2", "psycopg", "pymysql", "MySQLdb")


@contextmanager
def _hidden() -> Iterator[None]:
    """Let an import find no driver, as on a machine that has none. One that is loaded stays."""
    # None says of a module that it is not to be found (Python's reference, the import system).
    loaded = cast("dict[str, ModuleType | None]", sys.modules)
    hidden = [name for name in _DRIVERS if name not in loaded]
    loaded.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del loaded[name]


with _hidden():
    import peewee
    import playhouse.postgres_ext  # noqa: F401 - migrations import it, with any database


def load_postgresql() -> None:
    """Load psycopg, and let peewee know it."""
    known = vars(peewee)
    if known["psycopg"] is not None:
        return
    status = import_module("psycopg.pq").TransactionStatus
    json = import_module("psycopg.types.json")
    # The names that peewee binds where it finds psycopg: those of its imports, and the class's.
    known.update(TransactionStatus=status, Json_pg3=json.Json, Jsonb_pg3=json.Jsonb)
    adapter = known["Psycopg3Adapter"]
    adapter.txn_idle, adapter.txn_inerror = status.IDLE, status.INERROR
    adapter.txn_unknown = status.UNKNOWN
    known["psycopg"] = import_module("psycopg")


def load_mariadb() -> None:
    """Load PyMySQL, and let peewee know it."""
    known = vars(peewee)
    if known["mysql"] is None:
        known["mysql"] = import_module("pymysql")
