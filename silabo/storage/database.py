"""The one database connection of a process: chosen by a URL, opened at first use, one a thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from peewee import SQL, DatabaseProxy, InterfaceError, OperationalError, PeeweeException, Select
from playhouse.pool import MaxConnectionsExceeded, PooledDatabase

from silabo.domain.errors import ServiceError
from silabo.storage.dialects import Dialect, choose

P = ParamSpec("P")
T = TypeVar("T")

database = DatabaseProxy()
_chosen: dict[str, Dialect] = {}  # the one dialect of this process, under its only key

TRIES = 3  # of a transaction that lost to another one
# PostgreSQL: serialization failure, deadlock. MariaDB: deadlock, lock wait timeout.
LOST_TO_ANOTHER = {"40001", "40P01", 1213, 1205}


def bind(url: str) -> None:
    """Choose the database. Opens nothing: the first query of each thread does.

    Raises `ValueError` for a URL of a kind that Sílabo does not run on, and for one without a name.
    """
    dialect = choose(url)
    _chosen["dialect"] = dialect
    database.initialize(dialect.database)


def dialect() -> Dialect:
    """The dialect of the database that was chosen."""
    return _chosen["dialect"]


@contextmanager
def connection() -> Iterator[None]:
    """Hold this thread's connection open for the block; nested blocks share it."""
    opened = database.connect(reuse_if_open=True)
    if opened:
        _prove()
    try:
        yield
    finally:
        if opened:
            database.close()


def _prove() -> None:
    """Take a fresh connection where the one from the pool turns out to be dead.

    A server that restarted leaves a pool full of them: each would fail a request of somebody.
    """
    pool = database.obj
    if not isinstance(pool, PooledDatabase):
        return
    try:
        pool.execute_sql("SELECT 1")
    except (OperationalError, InterfaceError):
        pool.manual_close()
        pool.close_idle()
        pool.connect()


def close_all() -> None:
    """Close this thread's connection and the idle ones of a pool: before another database is
    chosen, and at the end of a process.
    """
    if not database.is_closed():
        database.close()
    if isinstance(database.obj, PooledDatabase):
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
                    with database.atomic():
                        return function(*args, **kwargs)
                except OperationalError as error:
                    if not _lost(error):
                        raise
            with database.atomic():
                return function(*args, **kwargs)

    return run


def _lost(error: PeeweeException) -> bool:
    """Whether the database gave the way to another transaction: nothing was written, try again."""
    cause = error.__cause__ or error.__context__
    code = getattr(cause, "sqlstate", None) or (cause.args[:1] or (None,))[0] if cause else None
    return code in LOST_TO_ANOTHER


def reading(function: Callable[P, T]) -> Callable[P, T]:
    """Run a storage function that only reads: no transaction, so that it never waits for a writer.

    A failure of the database becomes a `ServiceError`.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with _failing_as_service(function.__name__), connection():
            return function(*args, **kwargs)

    return run


@contextmanager
def _failing_as_service(name: str) -> Iterator[None]:
    try:
        yield
    except (PeeweeException, MaxConnectionsExceeded) as error:
        raise ServiceError(f"the database failed in {name}") from error


def now_ms() -> int:
    """The database's clock, in epoch milliseconds: leases and order never take a worker's clock."""
    return int(Select(columns=[dialect().clock]).bind(database).scalar())


def answers() -> bool:
    """Whether the database can be asked at all."""
    try:
        with connection():
            Select(columns=[SQL("1")]).bind(database).scalar()
    except (PeeweeException, MaxConnectionsExceeded):
        return False
    return True
