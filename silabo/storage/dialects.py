"""The databases that Sílabo runs on: how each is opened, and what each says differently."""

from dataclasses import dataclass
from typing import Any

from playhouse.db_url import parse
from playhouse.pool import PooledDatabase, PooledSqliteDatabase

from silabo.storage import drivers
from silabo.storage.pools import MariaDbPool, PostgresqlPool

# WAL lets readers go on beside the one writer; FULL keeps what was acknowledged through a power
# cut. A writer waits for its turn, in milliseconds.
SQLITE_PRAGMAS = {
    "busy_timeout": 10_000,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
}

CONNECTIONS = 20
WAIT_S = 10  # for a free connection; then the request fails, and does not hang
STALE_S = 300
CONNECT_S = 5
# Longer than any statement of ours; a forgotten lock must not hold a worker for ever.
STATEMENT_MS = 15_000
# A host that vanished says nothing: its connections are tried after so long a silence, and three
# more times. Without this, Linux waits for two hours.
SILENCE_S = 15
TRY_AGAIN_S = 5
# Byte by byte, and a space at the end counts too.
MARIADB_COLLATION = "utf8mb4_nopad_bin"


@dataclass(frozen=True, slots=True)
class Dialect:
    """A database that was chosen.

    `clock` asks for its time in epoch milliseconds. `skips_locked` says whether a claim passes over
    rows that another holds.
    """

    url: str
    database: PooledDatabase
    clock: str
    skips_locked: bool


def choose(url: str) -> Dialect:
    """The dialect of a URL. Opens nothing.

    Raises `ValueError` for a URL of a kind that Sílabo does not run on, and for one without a name.
    """
    kind = url.partition(":")[0].partition("+")[0]
    if kind == "sqlite":
        return _sqlite(url)
    if kind in {"postgresql", "postgres"}:
        return _postgresql(url)
    if kind in {"mysql", "mariadb"}:
        return _mariadb(url)
    raise ValueError(f"databases of kind {kind!r} are not supported")


def _sqlite(url: str) -> Dialect:
    # Everything behind the slashes is the path: a folder may have # and ? in its name.
    path = url.partition(":///")[2]
    if not path:
        raise ValueError("a SQLite address names its file: sqlite:///folder/file.sqlite")
    # A read-then-write transaction that starts deferred fails at once when another process writes;
    # IMMEDIATE takes its turn instead.
    # Opening one costs more than a question does, and with the last one the write-ahead log goes.
    chosen = PooledSqliteDatabase(
        path,
        max_connections=CONNECTIONS,
        timeout=WAIT_S,
        check_same_thread=False,  # one thread at a time has it
        lock_type="IMMEDIATE",
        pragmas=SQLITE_PRAGMAS,
    )
    # SQLite counts days from noon of 24 November 4714 BC (Julian day 2440587.5 is 1 January 1970).
    clock = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
    return Dialect(url, chosen, clock, skips_locked=False)


def _postgresql(url: str) -> Dialect:
    drivers.load_postgresql()
    chosen = PostgresqlPool(
        **_named(url),
        **_pool(),
        connect_timeout=CONNECT_S,
        keepalives_idle=SILENCE_S,
        keepalives_interval=TRY_AGAIN_S,
        keepalives_count=3,
        tcp_user_timeout=(SILENCE_S + 3 * TRY_AGAIN_S) * 1000,
        options=f"-c statement_timeout={STATEMENT_MS} -c lock_timeout={STATEMENT_MS}",
    )
    clock = "SELECT (extract(epoch from clock_timestamp()) * 1000)::bigint"
    return Dialect(url, chosen, clock, skips_locked=True)


def _mariadb(url: str) -> Dialect:
    drivers.load_mariadb()
    from pymysql.constants import CLIENT  # noqa: PLC0415 - only with its driver

    chosen = MariaDbPool(
        **_named(url),
        **_pool(),
        mariadb=True,  # MySQL marks JSON values in another way
        field_types={"TEXT": "LONGTEXT"},  # its TEXT ends at 64 kB
        connect_timeout=CONNECT_S,
        read_timeout=STATEMENT_MS // 1000 + 1,
        write_timeout=STATEMENT_MS // 1000 + 1,
        charset="utf8mb4",
        collation=MARIADB_COLLATION,
        # A write that changes nothing still found its row: leases are judged by found rows.
        client_flag=CLIENT.FOUND_ROWS,
        # A claim must see what others have committed meanwhile.
        init_command="SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    )
    clock = "SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)"
    return Dialect(url, chosen, clock, skips_locked=True)


def _named(url: str) -> dict[str, Any]:
    components = parse(url)
    if not components.get("database"):
        raise ValueError("a database address names its database: postgresql://host/silabo")
    wanted = ("database", "host", "port", "user", "password")
    return {name: components[name] for name in wanted if components.get(name)}


def _pool() -> dict[str, Any]:
    return {"max_connections": CONNECTIONS, "timeout": WAIT_S, "stale_timeout": STALE_S}
