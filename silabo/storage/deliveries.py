"""Letters that are owed: one row each, sent once, composed when they are sent."""

from uuid import uuid4

from silabo.domain.questions import (
    ClaimedDelivery,
    DeliveryKind,
    DeliveryState,
)
from silabo.storage import leases, question_views, tables
from silabo.storage.database import now_ms, transaction

LEASE_MS = 120_000  # twice the longest time that one step with a mail system may take
MAX_ATTEMPTS = 30  # at 10 minutes at most between tries, this gives up after some hours


def owe_answer(question_id: int, *, revision: int, mail_host: str) -> None:
    """Owe the asker a letter with the answer, if wanted and possible.

    The caller holds the transaction that records the answer: both are there, or neither.
    """
    question = tables.Question.get_by_id(question_id)
    if not question.letter or not question.person.email:
        return
    public_id = str(uuid4())
    tables.Delivery.create(
        public_id=public_id,
        person=question.person_id,
        question=question_id,
        kind=DeliveryKind.ANSWER,
        key=f"answer:{question.public_id}:{revision}",
        message_id=f"q-{question.public_id}-{revision}@{mail_host}",
        state=DeliveryState.READY,
        created_at=now_ms(),
    )


@transaction
def claim(worker: str) -> ClaimedDelivery | None:
    """Take the next letter that is owed under a lease, or None."""
    row = leases.claim(
        tables.Delivery,
        ready=DeliveryState.READY,
        working=DeliveryState.SENDING,
        order=[tables.Delivery.id.asc()],
        worker=worker,
        lease_ms=LEASE_MS,
    )
    if row is None or row.lease_token is None or row.question is None:
        return None
    return ClaimedDelivery(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        public_id=row.public_id,
        message_id=row.message_id,
        kind=DeliveryKind(row.kind),
        recipient=row.person.email,
        person_name=row.person.name,
        course=row.question.course.public_id,
        course_title=row.question.course.title,
        course_url=row.question.course.url,
        unclear=row.data_at is not None,
        question=question_views.view(row.question),
    )


@transaction
def about_to_send(claimed: ClaimedDelivery) -> bool:
    """Note that the text is about to leave; False when the lease is over and nothing may leave."""
    now = now_ms()
    changed = tables.Delivery.update(data_at=now).where(
        leases.held(tables.Delivery, claimed.id, claimed.token), tables.Delivery.lease_until > now
    )
    return bool(changed.execute())


@transaction
def mark_sent(claimed: ClaimedDelivery) -> None:
    """The letter went: say so here and at its question. Raises `LeaseLostError`."""
    leases.settle(
        tables.Delivery,
        claimed.id,
        claimed.token,
        state=DeliveryState.SENT,
        sent_at=now_ms(),
        last_error=None,
    )
    tables.Question.update(status="sent").where(tables.Question.id == claimed.question.id).execute()


@transaction
def mark_refused(claimed: ClaimedDelivery) -> None:
    """The mail system refused it for good. Raises `LeaseLostError`."""
    leases.settle(
        tables.Delivery, claimed.id, claimed.token, state=DeliveryState.FAILED, data_at=None
    )


@transaction
def give_back(claimed: ClaimedDelivery, error: str, jitter: float, *, unclear: bool) -> None:
    """Try again later; `unclear` keeps the mark that the text may have left."""
    spent = claimed.attempt >= MAX_ATTEMPTS
    leases.settle(
        tables.Delivery,
        claimed.id,
        claimed.token,
        state=DeliveryState.FAILED if spent else DeliveryState.READY,
        last_error=error[:255],
        run_after=now_ms() + leases.backoff_ms(claimed.attempt, jitter),
        **({} if unclear else {"data_at": None}),
    )


@transaction
def sweep() -> int:
    """Take back letters whose worker went away; return how many wait to be sent now."""
    leases.lapse(
        tables.Delivery,
        working=(DeliveryState.SENDING,),
        ready=DeliveryState.READY,
        dead=DeliveryState.FAILED,
        max_attempts=MAX_ATTEMPTS,
    )
    due = tables.Delivery.select().where(
        tables.Delivery.state == DeliveryState.READY, tables.Delivery.run_after <= now_ms()
    )
    return int(due.count())
