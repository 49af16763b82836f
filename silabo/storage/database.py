"""The one database connection of a process: chosen by a URL, opened at first use, one a thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from peewee import SQL, DatabaseProxy, PeeweeException, Select, SqliteDatabase

from silabo.domain.errors import ServiceError

P = ParamSpec("P")
T = TypeVar("T")

database = DatabaseProxy()

# WAL lets readers go on beside the one writer; FULL keeps what was acknowledged through a power
# cut.
SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
SQLITE_TIMEOUT_S = 10


def bind(url: str) -> None:
    """Choose the database. Opens nothing: the first query of each thread does.

    Raises `ValueError` for a URL of a kind that Sílabo does not run on, and for one without a file.
    """
    kind = url.partition(":")[0]
    if kind != "sqlite":
        raise ValueError(f"databases of kind {kind!r} are not supported")
    # Everything behind the slashes is the path: a folder may have # and ? in its name.
    path = url.partition(":///")[2]
    if not path:
        raise ValueError("a SQLite address names its file: sqlite:///folder/file.sqlite")
    # A read-then-write transaction that starts deferred fails at once when another process writes;
    # IMMEDIATE takes its turn instead.
    chosen = SqliteDatabase(
        path, timeout=SQLITE_TIMEOUT_S, lock_type="IMMEDIATE", pragmas=SQLITE_PRAGMAS
    )
    database.initialize(chosen)


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
    """Close this thread's connection, if it has one: before another database is chosen."""
    if not database.is_closed():
        database.close()


def transaction(function: Callable[P, T]) -> Callable[P, T]:
    """Run a storage function in one transaction; a nested call joins it.

    A failure of the database becomes a `ServiceError`.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with _failing_as_service(function.__name__), connection(), database.atomic():
            return function(*args, **kwargs)

    return run


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
    except PeeweeException as error:
        raise ServiceError(f"the database failed in {name}") from error


def now_ms() -> int:
    """The database's clock, in epoch milliseconds: leases and order never take a worker's clock."""
    # SQLite counts days from noon of 24 November 4714 BC (Julian day 2440587.5 is 1 January 1970).
    clock = SQL("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)")
    return int(Select(columns=[clock]).bind(database).scalar())


def answers() -> bool:
    """Whether the database can be asked at all."""
    try:
        with connection():
            Select(columns=[SQL("1")]).bind(database).scalar()
    except PeeweeException:
        return False
    return True
