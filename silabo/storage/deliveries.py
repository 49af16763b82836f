"""The way of a letter that is owed: claimed, sent once, marked. It is its own place in the
queue.
"""

from uuid import uuid4

from peewee import SQL, Select, fn

from silabo.domain.crash import CrashPoint, point
from silabo.domain.deliveries import ClaimedDelivery, DeliveryKind, Post
from silabo.domain.letters import MailReply
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import (
    approval,
    curated,
    leases,
    letter_views,
    question_views,
    tables,
    unseen,
)
from silabo.storage.database import connection, database, now_ms, reading, transaction

LEASE_MS = 120_000  # twice the longest time that one step with a mail system may take
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 3_600_000
MAX_ATTEMPTS = 30  # with these waits: about 24 hours
UNSEEN_MS = 600_000


@connection()
def claim(worker: str, *, unseen_ms: int = UNSEEN_MS) -> ClaimedDelivery | None:
    """Take the next letter that is owed under a lease, or None.

    A letter that nobody wants any more, or that has nowhere to go, is suppressed instead. One that
    is wanted only if its answer is not seen waits at most `unseen_ms` for that.
    """
    # Each that does not go ends its own transaction: when a class is over many wait at once, and on
    # SQLite whoever writes meanwhile would wait behind them all.
    while True:
        found, claimed = _look_at_next(worker, unseen_ms)
        if claimed or not found:
            return claimed


@transaction
def _look_at_next(worker: str, unseen_ms: int) -> tuple[bool, ClaimedDelivery | None]:
    """Whether a letter was there to be looked at, and its claim where it goes now."""
    row = leases.claim(
        tables.Delivery,
        ready=DeliveryState.READY,
        working=DeliveryState.SENDING,
        order=[tables.Delivery.id.asc()],
        worker=worker,
        lease_ms=LEASE_MS,
    )
    if row is None or row.lease_token is None:
        return False, None
    recipient = letter_views.recipient(row)
    if not recipient or row.seen_at is not None:
        _settle_row(row, state=DeliveryState.SUPPRESSED, message_id=None, data_at=None)
    elif until := unseen.waits_until(row, unseen_ms):
        # It has not been tried: what is counted are tries.
        _settle_row(row, state=DeliveryState.READY, attempt=row.attempt - 1, run_after=until)
        point(CrashPoint.UNSEEN_WAITS)
    else:
        return True, letter_views.view(row, row.lease_token, recipient)
    return True, None


@transaction
def owe_test(address: str, worker: str) -> ClaimedDelivery:
    """Owe a test letter to an address, claimed from its first moment: whoever asks sends it."""
    public_id, token, now = str(uuid4()), str(uuid4()), now_ms()
    row = tables.Delivery.create(
        public_id=public_id,
        kind=DeliveryKind.TEST,
        key=f"test:{public_id}",
        address=address,
        created_at=now,
        state=DeliveryState.SENDING,
        attempt=1,
        lease_token=token,
        lease_until=now + LEASE_MS,
        worker=worker,
    )
    return letter_views.view(row, token, address)


@transaction
def about_to_send(claimed: ClaimedDelivery, message_id: str) -> bool:
    """Note that the text is about to leave; False when the lease is over, or its asker has seen
    meanwhile what it tells, and nothing may leave.
    """
    now = now_ms()
    # The first time counts: whoever looks the letter up later has to look from there on.
    left = {} if claimed.left_at else {"data_at": now}
    changed = tables.Delivery.update(message_id=message_id, **left).where(
        leases.held(tables.Delivery, claimed.id, claimed.token),
        tables.Delivery.lease_until > now,
        tables.Delivery.seen_at.is_null(),
    )
    return bool(changed.execute())


@transaction
def mark_sent(claimed: ClaimedDelivery) -> None:
    """The letter went: say so here and at its question. Raises `LeaseLostError`."""
    _settle(claimed, state=DeliveryState.SENT, sent_at=now_ms(), last_error=None)
    if claimed.question and claimed.kind in question_views.ANSWERS:
        tables.Question.update(status="sent").where(
            tables.Question.id == claimed.question.id,
            tables.Question.state == QuestionState.ANSWERED,
        ).execute()


@transaction
def mark_refused(claimed: ClaimedDelivery, reply: MailReply) -> None:
    """The mail system refused it for good. Raises `LeaseLostError`.

    Where the address is to blame, nothing more is sent to it until a launch brings another one.
    """
    _settle(
        claimed,
        state=DeliveryState.FAILED,
        data_at=None,
        last_error=reply.reason,
        **_given_up(claimed),
    )
    if reply.address_is_wrong:
        whose = tables.Delivery.select(tables.Delivery.person).where(
            tables.Delivery.id == claimed.id
        )
        tables.Person.update(refused_address=claimed.recipient).where(
            tables.Person.id.in_(whose)
        ).execute()


@transaction
def mark_unknown(claimed: ClaimedDelivery) -> None:
    """Nobody can say whether it went, and it may not go twice. Raises `LeaseLostError`."""
    _settle(claimed, state=DeliveryState.UNKNOWN, last_error="unclear")


@transaction
def give_back(
    claimed: ClaimedDelivery, reason: str, jitter: float, *, unclear: bool
) -> DeliveryState:
    """Try again later, or give up after a day; `unclear` keeps the mark that it may have left.

    Raises `LeaseLostError`.
    """
    row = tables.Delivery.get_or_none(leases.held(tables.Delivery, claimed.id, claimed.token))
    left_at = row.data_at if unclear and row is not None else None
    state = leases.give_back(
        tables.Delivery,
        claimed,
        reason,
        ready=DeliveryState.READY,
        dead=DeliveryState.UNKNOWN if left_at else DeliveryState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(
            claimed.attempt, jitter, first_ms=FIRST_WAIT_MS, longest_ms=LONGEST_WAIT_MS
        ),
        given_up={} if left_at else _given_up(claimed),
        data_at=left_at,
    )
    return DeliveryState(state)


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back letters whose worker went away; return how many wait to be sent now, counted up to
    `most`. A curated answer that has somebody to reach counts as one, and so do answers that need
    no approval any more: letters come of them.
    """
    now = now_ms()
    given_up = leases.lapse(
        tables.Delivery,
        working=(DeliveryState.SENDING,),
        ready=DeliveryState.READY,
        dead=DeliveryState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    if given_up:
        lost = tables.Delivery.id.in_(given_up)
        tables.Delivery.update(failed_at=now).where(lost).execute()
        tables.Delivery.update(state=DeliveryState.UNKNOWN).where(
            lost, tables.Delivery.data_at.is_null(False)
        ).execute()
    table = tables.Delivery
    waits = table.select(table.id).where(leases.due(table, DeliveryState.READY, now)).limit(most)
    # One statement for all: every process asks this every ten seconds.
    counted = Select([waits.alias("waits")], [fn.COUNT(SQL("1"))])
    others = (fn.EXISTS(curated.due(now)), fn.EXISTS(approval.unwanted()))
    ready, *any_other = database.execute(Select(columns=[counted, *others])).fetchone()
    return int(ready) or int(any(any_other))


@reading
def passed_over() -> bool:
    """Whether a claim that found no letter has passed one over that somebody holds."""
    return leases.passed_over(tables.Delivery, DeliveryState.READY)


@reading
def post() -> Post:
    """How the letters stand, for whoever looks after the mail system, counted up to a thousand."""
    table = tables.Delivery
    # Of the newest alone: those of a campus's whole week are no more telling.
    newest = table.select().where(table.state == DeliveryState.READY).order_by(table.id.desc())
    put_off = [row for row in newest.limit(leases.MOST_TOLD) if row.attempt]
    last = put_off[0] if put_off else None
    return Post(
        waiting=leases.count_waiting(table, DeliveryState.READY),
        put_off=len(put_off),
        reason=(last.last_error or "") if last else "",
    )


def _given_up(claimed: ClaimedDelivery) -> dict[str, object]:
    return {"address": claimed.recipient, "failed_at": now_ms()}


def _settle_row(row: tables.Delivery, **changes: object) -> None:
    leases.settle(tables.Delivery, row.id, str(row.lease_token), **changes)


def _settle(claimed: ClaimedDelivery, **changes: object) -> None:
    leases.settle(tables.Delivery, claimed.id, claimed.token, **changes)
