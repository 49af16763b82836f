"""Keeps the lease of a row while somebody works on it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from silabo.domain.errors import ServiceError
from silabo.storage import leases
from silabo.storage.tables import Leased

BEAT_S = 10


@contextmanager
def heartbeat(
    table: type[Leased], row_id: int, token: str, *, lease_ms: int = leases.LEASE_MS
) -> Iterator[threading.Event]:
    """Until the block ends, make the lease last another `lease_ms` again and again.

    A lease that is lost is not extended again; the write at the end finds that out by its token.
    The event is set when that is known earlier: long work may end by it.
    """
    done, lost = threading.Event(), threading.Event()

    def beat() -> None:
        while not done.wait(BEAT_S):
            try:
                if not leases.extend(table, row_id, token, lease_ms):
                    lost.set()
                    return
            except ServiceError:
                continue  # the database is away for a moment: a lease outlives three beats

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        done.set()
        thread.join()
