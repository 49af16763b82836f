"""The one database of a process: chosen by a URL, its connections opened at first use and kept in a
pool, from which each thread takes one for as long as it works.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from peewee import Database, DatabaseProxy, OperationalError, PeeweeException
from playhouse.pool import MaxConnectionsExceeded

from silabo.domain.errors import DiskFullError, ServiceError
from silabo.storage.dialects import Dialect, choose
from silabo.storage.full_disks import is_full

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger(__name__)

database = DatabaseProxy()
_chosen: dict[str, Dialect] = {}  # the one dialect of this process, under its only key
_inherited: list[Database] = []  # of the process that this one was forked from

TRIES = 3  # of a transaction that lost to another one
# PostgreSQL: serialization failure, deadlock. MariaDB: deadlock, lock wait timeout.
LOST_TO_ANOTHER = {"40001", "40P01", 1213, 1205}


class _Moment(threading.local):
    """The database's clock in what this thread does now: read once, however often it is asked."""

    kept = False
    now: int | None = None


_moment = _Moment()


def bind(url: str) -> None:
    """Choose the database. Opens nothing: the first query does. The connections to the one that
    was chosen before are closed.

    Raises `ValueError` for a URL of a kind that Sílabo does not run on, and for one without a name.
    """
    dialect = choose(url)
    if _chosen:
        close_all()
    _chosen["dialect"] = dialect
    database.initialize(dialect.database)


def _begin_anew() -> None:
    """Leave the connections to the process that opened them: two that speak over one mix their
    words, and who closes a file of SQLite ends the locks of both.
    """
    if _chosen:
        _inherited.append(database.obj)  # kept, so that nothing of it is ever closed here
        _chosen["dialect"] = choose(dialect().url)
        database.initialize(dialect().database)


os.register_at_fork(after_in_child=_begin_anew)


def dialect() -> Dialect:
    """The dialect of the database that was chosen."""
    return _chosen["dialect"]


@contextmanager
def connection() -> Iterator[None]:
    """Hold this thread's connection open for the block; nested blocks share it."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def close_all() -> None:
    """Close this thread's connection and the idle ones of the pool: before another database is
    chosen, and at the end of a process.
    """
    if not database.is_closed():
        database.close()
    database.obj.close_idle()


def transaction(function: Callable[P, T]) -> Callable[P, T]:
    """Run a storage function in one transaction; a nested call joins it.

    A transaction that lost to another one is run again, at most three times in all. A failure of
    the database becomes a `ServiceError`.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with _failing_as_service(function.__name__), connection():
            if database.in_transaction():
                return function(*args, **kwargs)
            for _ in range(TRIES - 1):
                try:
                    with database.atomic(), _one_moment():
                        return function(*args, **kwargs)
                except OperationalError as error:
                    if not _lost(error):
                        raise
            with database.atomic(), _one_moment():
                return function(*args, **kwargs)

    return run


def _lost(error: PeeweeException) -> bool:
    """Whether the database gave the way to another transaction: nothing was written, try again."""
    cause = error.__cause__ or error.__context__
    if cause is None:
        return False
    # MariaDB says by its number what its state does not: a lock that was waited for too long.
    return not LOST_TO_ANOTHER.isdisjoint({getattr(cause, "sqlstate", None), *cause.args[:1]})


def reading(function: Callable[P, T]) -> Callable[P, T]:
    """Run a storage function that only reads: no transaction, so that it never waits for a writer.

    A failure of the database becomes a `ServiceError`.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with _failing_as_service(function.__name__), connection(), _one_moment():
            return function(*args, **kwargs)

    return run


@contextmanager
def _failing_as_service(name: str) -> Iterator[None]:
    try:
        yield
    except (PeeweeException, MaxConnectionsExceeded) as error:
        if is_full(error, dialect()):
            raise DiskFullError(f"the disk of the database is full: {name}") from error
        raise ServiceError(f"the database failed in {name}") from error


@contextmanager
def _one_moment() -> Iterator[None]:
    """Within the block the clock is read once; nested blocks share it."""
    if _moment.kept:
        yield
        return
    _moment.kept = True
    try:
        yield
    finally:
        _moment.kept, _moment.now = False, None


@contextmanager
def unless_full() -> Iterator[None]:
    """Leave out a write that reading can do without, where the disk is full."""
    try:
        yield
    except PeeweeException as error:
        if not is_full(error, dialect()):
            raise
        logger.warning("disk_full")


def now_ms() -> int:
    """The database's clock, in epoch milliseconds: leases and order never take a worker's clock.

    Within one call of a storage function it stands still.
    """
    if _moment.now is not None:
        return _moment.now
    now = int(database.execute_sql(dialect().clock).fetchone()[0])
    if _moment.kept:
        _moment.now = now
    return now


def answers() -> bool:
    """Whether the database can be asked at all."""
    try:
        with connection():
            database.execute_sql("SELECT 1").fetchone()
    except (PeeweeException, MaxConnectionsExceeded):
        return False
    return True
