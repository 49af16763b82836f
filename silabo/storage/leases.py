"""Leases on rows: claim the next, keep it, give it back, and take back what a dead worker held.

The row is the queue. A claim counts its attempt at once, so that a row that kills its worker is
given up after `max_attempts`; every later write names the claim's token, so that a worker whose
lease is over changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar
from uuid import uuid4

from peewee import Expression, Ordering

from silabo.domain.copies import ClaimedCopy
from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.documents import ClaimedVersion
from silabo.domain.errors import LeaseLostError
from silabo.domain.expectations import ClaimedExpectation
from silabo.domain.questions import ClaimedQuestion
from silabo.domain.revisits import ClaimedRevisit
from silabo.domain.webhooks import ClaimedCall
from silabo.storage.database import dialect, now_ms, reading, transaction
from silabo.storage.tables import Leased

Row = TypeVar("Row", bound=Leased)
Claimed = (
    ClaimedQuestion
    | ClaimedVersion
    | ClaimedDelivery
    | ClaimedRevisit
    | ClaimedExpectation
    | ClaimedCopy
    | ClaimedCall
)

COUNTED = 100  # rows that wait: more than any machine works on at a time
MOST_TOLD = 1000  # rows that wait, as people and machines are told: more are many
LEASE_MS = 45_000  # a heartbeat every 10 s may fail three times


def claim(
    table: type[Row],
    *,
    ready: str,
    working: str,
    order: Sequence[Ordering],
    worker: str,
    lease_ms: int = LEASE_MS,
    which: Sequence[Expression] = (),
) -> Row | None:
    """Take the next ready row under a lease, or None when nothing waits or another was faster; only
    one for which all of `which` hold.
    """
    now = now_ms()
    candidate = table.select(table.id).where(due(table, ready, now), *which).order_by(*order)
    if dialect().skips_locked:
        # Another claim holds its candidate until it commits: take the next one, do not wait.
        candidate = candidate.for_update(skip_locked=True)
    row = candidate.first()
    if row is None:
        return None
    taken = (
        table.update(
            state=working,
            attempt=table.attempt + 1,
            lease_token=str(uuid4()),
            lease_until=now + lease_ms,
            worker=worker,
        )
        .where((table.id == row.id) & (table.state == ready))
        .execute()
    )
    return table.get_by_id(row.id) if taken else None


def due(table: type[Leased], ready: str, now: int) -> Expression:
    """The condition under which a row may be claimed at the moment `now`."""
    return (table.state == ready) & (table.run_after <= now)


def count_due(
    table: type[Leased], ready: str, now: int, most: int, which: Sequence[Expression] = ()
) -> int:
    """How many rows may be claimed at the moment `now`, counted up to `most`: however many wait,
    no more are read. The caller is connected.
    """
    waits = table.select(table.id).where(due(table, ready, now), *which)
    return int(waits.limit(most).count())


@reading
def passed_over(
    table: type[Leased], ready: str, which: Callable[[], Sequence[Expression]] = tuple
) -> bool:
    """Whether a row waits though a claim has just found none: somebody holds it for a moment, as
    the web does while it writes the first passages.
    """
    return dialect().skips_locked and count_due(table, ready, now_ms(), 1, which()) > 0


@transaction
def extend(table: type[Leased], row_id: int, token: str, lease_ms: int) -> bool:
    """Keep a lease for another `lease_ms`; False when it is lost."""
    changed = table.update(lease_until=now_ms() + lease_ms).where(held(table, row_id, token))
    return bool(changed.execute())


def held(table: type[Leased], row_id: int, token: str) -> Expression:
    """The condition under which a claim may still write its row."""
    return (table.id == row_id) & (table.lease_token == token)


def note(table: type[Leased], row_id: int, token: str, **changes: object) -> None:
    """Write to a row and keep its lease. Raises `LeaseLostError` when it is not held."""
    if not table.update(**changes).where(held(table, row_id, token)).execute():
        raise LeaseLostError(f"{table.__name__} {row_id}")


def settle(table: type[Leased], row_id: int, token: str, **changes: object) -> None:
    """Write the end of a claim and drop its lease. Raises `LeaseLostError` when it is not held."""
    note(table, row_id, token, lease_token=None, lease_until=None, **changes)


def give_back(
    table: type[Leased],
    claimed: Claimed,
    reason: str,
    *,
    ready: str,
    dead: str,
    max_attempts: int,
    wait_ms: int,
    counted: bool = True,
    given_up: Mapping[str, object] = MappingProxyType({}),
    **changes: object,
) -> str:
    """End a claim without a result: the row waits, or is `dead` after `max_attempts` that counted.

    Returns its new state; `given_up` is written with `dead` only. Raises `LeaseLostError`.
    """
    spent = counted and claimed.attempt >= max_attempts
    state = dead if spent else ready
    settle(
        table,
        claimed.id,
        claimed.token,
        state=state,
        attempt=claimed.attempt if counted else claimed.attempt - 1,
        last_error=reason[:255],
        run_after=now_ms() + wait_ms,
        **changes,
        **(given_up if spent else {}),
    )
    return state


@transaction
def put_off(
    table: type[Leased], claimed: Claimed, reason: str, *, ready: str, wait_ms: int
) -> None:
    """Let a row wait so long, for what is no fault of its own: the attempt does not count. Raises
    `LeaseLostError`.
    """
    give_back(
        table,
        claimed,
        reason,
        ready=ready,
        dead=ready,
        max_attempts=claimed.attempt,
        wait_ms=wait_ms,
        counted=False,
    )


def count_waiting(table: type[Leased], ready: str, *which: Expression) -> int:
    """How many rows are ready, now or later, counted up to `MOST_TOLD`. The caller is connected."""
    first = table.select(table.id).where(table.state == ready, *which).limit(MOST_TOLD)
    return int(first.count())


def lapse(
    table: type[Leased],
    *,
    working: Sequence[str],
    ready: str,
    dead: str,
    max_attempts: int,
    now: int,
) -> list[int]:
    """Take back the rows of workers that went away by the moment `now`, of the database's clock.

    Returns the ids of those that are given up: `max_attempts` claims ended without a result.
    """
    overdue = table.state.in_(working) & (table.lease_until < now)
    rows = list(table.select(table.id, table.attempt).where(overdue))
    if not rows:  # nearly always: an idle process should cost the database little
        return []
    free = {"lease_token": None, "lease_until": None, "last_error": "lease_lapsed"}
    # Several processes may sweep at once: only the one that changed a row has given it up.
    lost = [
        row.id
        for row in rows
        if row.attempt >= max_attempts
        and table.update(state=dead, **free).where((table.id == row.id) & overdue).execute()
    ]
    table.update(state=ready, **free).where(overdue).execute()
    return lost


def backoff_ms(
    attempt: int, jitter: float, *, first_ms: int = 15_000, longest_ms: int = 600_000
) -> int:
    """How long to wait after the n-th attempt: `first_ms`, doubled each time up to `longest_ms`.

    `jitter` from 0 to 1 spreads it by a quarter either way.
    """
    return int(min(first_ms * 2 ** (attempt - 1), longest_ms) * (0.75 + jitter / 2))
