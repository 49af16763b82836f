"""Whether a failure of the database says that its disk is full."""

import shutil
import sqlite3
from pathlib import Path

from peewee import PeeweeException, SqliteDatabase

from silabo.storage.dialects import Dialect

_POSTGRESQL = "53100"  # disk_full
_MARIADB = {1021, 1114, 3, 28}  # ER_DISK_FULL, ER_RECORD_FILE_FULL, and errors of the system
_LITTLE_BYTES = 1_000_000


def is_full(error: BaseException, dialect: Dialect) -> bool:
    """Whether the disk was full when this went wrong.

    SQLite ends a transaction by itself that found the disk full, so that ending it once more fails
    with another error: what came before counts too.
    """
    seen: BaseException | None = error
    while seen is not None:
        if not isinstance(seen, PeeweeException) and _says_full(seen, dialect):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _says_full(error: BaseException, dialect: Dialect) -> bool:
    if isinstance(error, sqlite3.Error):
        return _sqlite_is_full(getattr(error, "sqlite_errorcode", 0) & 0xFF, dialect)
    # Those of PyMySQL have a state too, which says less than their number.
    if getattr(error, "sqlstate", None) == _POSTGRESQL:
        return True
    return bool(error.args[:1] and error.args[0] in _MARIADB)


def _sqlite_is_full(code: int, dialect: Dialect) -> bool:
    if code == sqlite3.SQLITE_FULL:
        return True
    # What it cannot write beside its file, it calls an error of input and output.
    path = dialect.database.database if isinstance(dialect.database, SqliteDatabase) else ""
    if code not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) or not Path(path).exists():
        return False
    return shutil.disk_usage(path).free < _LITTLE_BYTES
