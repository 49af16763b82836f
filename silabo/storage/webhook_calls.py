"""The way of a call to a program: owed, claimed, taken or tried again. It is its own place in the
queue.
"""

from uuid import uuid4

from silabo.domain.clock import from_ms
from silabo.domain.webhooks import CallState, ClaimedCall, WebhookKind
from silabo.storage import leases, tables
from silabo.storage.database import now_ms, transaction

LEASE_MS = 60_000  # several times what a call may take
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 3_600_000
MAX_ATTEMPTS = 30  # with these waits: about 24 hours, as of a letter


def owe(question: tables.Question, kind: WebhookKind, happened_at: int, *, of: str = "") -> None:
    """Owe the programs of a question's course a call; the same `of` something is told once. The
    caller holds the transaction in which it happens.
    """
    table = tables.Webhook
    for row in table.select(table.id, table.public_id).where(table.course == question.course_id):
        tables.WebhookCall.ensure(
            key=f"{row.public_id}:{kind}:{question.public_id}:{of}",
            defaults={
                "public_id": str(uuid4()),
                "state": CallState.READY,
                "webhook": row.id,
                "question": question.id,
                "kind": kind,
                "happened_at": happened_at,
            },
        )


@transaction
def claim(worker: str) -> ClaimedCall | None:
    """Take the next call that is owed under a lease, or None."""
    row = leases.claim(
        tables.WebhookCall,
        ready=CallState.READY,
        working=CallState.CALLING,
        order=[tables.WebhookCall.run_after.asc(), tables.WebhookCall.id.asc()],
        worker=worker,
        lease_ms=LEASE_MS,
    )
    if row is None or row.lease_token is None:
        return None
    return ClaimedCall(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        public_id=row.public_id,
        address=row.webhook.address,
        secret=row.webhook.secret,
        kind=WebhookKind(row.kind),
        question=row.question.public_id,
        course=row.webhook.course.public_id,
        happened_at=from_ms(row.happened_at),
    )


@transaction
def mark_taken(claimed: ClaimedCall) -> None:
    """The program took it. Raises `LeaseLostError`."""
    leases.settle(
        tables.WebhookCall,
        claimed.id,
        claimed.token,
        state=CallState.TAKEN,
        last_error=None,
        settled_at=now_ms(),
    )


@transaction
def mark_unwanted(claimed: ClaimedCall, reason: str) -> None:
    """The program wants it no more: it is not tried again. Raises `LeaseLostError`."""
    leases.settle(
        tables.WebhookCall, claimed.id, claimed.token, state=CallState.FAILED, last_error=reason
    )


@transaction
def give_back(claimed: ClaimedCall, reason: str, jitter: float) -> CallState:
    """Try again later, or give up after a day. Raises `LeaseLostError`."""
    state = leases.give_back(
        tables.WebhookCall,
        claimed,
        reason,
        ready=CallState.READY,
        dead=CallState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(
            claimed.attempt, jitter, first_ms=FIRST_WAIT_MS, longest_ms=LONGEST_WAIT_MS
        ),
    )
    return CallState(state)


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back calls whose worker went away; return how many are due, counted up to `most`."""
    now, table = now_ms(), tables.WebhookCall
    leases.lapse(
        table,
        working=(CallState.CALLING,),
        ready=CallState.READY,
        dead=CallState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    return leases.count_due(table, CallState.READY, now, most)
