"""Pools of connections to a server, which find a dead one by its socket.

peewee's own ask the server whenever one is taken: a round trip before each thing that is done.
"""

import select
from collections.abc import Callable
from typing import Any

from playhouse.pool import PooledDatabase, PooledMySQLDatabase
from playhouse.postgres_ext import PooledPsycopg3Database


class PostgresqlPool(PooledPsycopg3Database):  # type: ignore[misc]
    """A pool of connections to PostgreSQL."""

    def _is_closed(self, conn: Any) -> bool:
        return not _is_quiet(conn.fileno) and _is_gone(self, conn, super()._is_closed)


class MariaDbPool(PooledMySQLDatabase):  # type: ignore[misc]
    """A pool of connections to MariaDB."""

    def _is_closed(self, conn: Any) -> bool:
        # A closed one has no socket any more: asked for where that is expected.
        number = lambda: conn._sock.fileno()  # noqa: E731, PLW0108 - see above
        return not _is_quiet(number) and _is_gone(self, conn, super()._is_closed)


def _is_quiet(number: Callable[[], int]) -> bool:
    """Whether nothing has come over a connection that nobody used: a server that went away has
    said so, or ended it.
    """
    watched = select.poll()
    try:
        watched.register(number(), select.POLLIN)
    except Exception:  # noqa: BLE001 - each driver has its own for what is closed already
        return False
    return not watched.poll(0)


def _is_gone(pool: PooledDatabase, connection: Any, asked: Callable[[Any], bool]) -> bool:
    """Whether it does not answer any more; then it is closed, because the pool only drops it."""
    gone = asked(connection)
    if gone:
        pool._close_raw(connection)
    return gone
