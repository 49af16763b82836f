"""What makes a letter owed: a row of its own, whose key lets the same letter be owed once."""

import hashlib
from collections.abc import Sequence
from uuid import uuid4

from peewee import fn

from silabo.domain.clock import from_ms
from silabo.domain.deliveries import AlertCode, Backlog, DeliveryKind
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import tables
from silabo.storage.database import now_ms, transaction

DAY_MS = 86_400_000
HELD_MS = 30 * 60_000  # whoever waits so long should not be the first to notice


def owe_answer(question_id: int, *, revision: int) -> None:
    """Owe the asker a letter with the answer, if wanted and possible.

    The caller holds the transaction that records the answer: both are there, or neither.
    """
    question = tables.Question.get_by_id(question_id)
    if not _wanted(question):
        return
    kind = DeliveryKind.ANSWER if revision == 1 else DeliveryKind.CHANGED
    tables.Delivery.create(
        kind=kind,
        key=f"answer:{question.public_id}:{revision}",
        person=question.person_id,
        question=question_id,
        **_new(),
    )


def owe_failure(question_id: int) -> None:
    """Owe the asker the news that there is no answer: once, however often the question fails.

    The caller holds the transaction that gives the question up. There is a row in any case, from
    which administrators are told.
    """
    question = tables.Question.get_by_id(question_id)
    number = (
        tables.Delivery.select()
        .where(
            tables.Delivery.question == question_id, tables.Delivery.kind == DeliveryKind.FAILURE
        )
        .count()
        + 1
    )
    told = number == 1 and _wanted(question)
    tables.Delivery.create(
        kind=DeliveryKind.FAILURE,
        key=f"failure:{question.public_id}:{number}",
        person=question.person_id,
        question=question_id,
        **_new(DeliveryState.READY if told else DeliveryState.SUPPRESSED),
    )


@transaction
def owe_alerts(addresses: Sequence[str]) -> int:
    """Owe administrators what they have to know, each thing once a day; return how many are new."""
    today = now_ms() // DAY_MS
    made = 0
    for code in [each for each in AlertCode if _holds(each)]:
        for address in addresses:
            # Two processes may look at once: the key decides.
            _, new = tables.Delivery.ensure(
                key=f"alert:{code}:{today}:{_short_digest(address)}",
                defaults={
                    "kind": DeliveryKind.ALERT,
                    "code": code,
                    "address": address,
                    **_new(),
                },
            )
            made += new
    return made


def backlog() -> Backlog:
    """What administrators are told of the questions. The caller holds the transaction."""
    table = tables.Question
    failed = table.select().where(table.state == QuestionState.FAILED).count()
    queued = table.select().where(table.state == QuestionState.QUEUED)
    oldest = queued.select(fn.MIN(table.asked_at)).scalar()
    return Backlog(
        failed=int(failed),
        waiting=int(queued.count()),
        oldest_at=from_ms(oldest) if oldest else None,
    )


def _wanted(question: tables.Question) -> bool:
    return bool(question.letter and question.person.email)


def _new(state: DeliveryState = DeliveryState.READY) -> dict[str, object]:
    return {"public_id": str(uuid4()), "state": state, "created_at": now_ms()}


def _holds(code: AlertCode) -> bool:
    table = tables.Delivery
    if code is AlertCode.QUEUE_HELD:
        oldest = backlog().oldest_at
        return oldest is not None and oldest < from_ms(now_ms() - HELD_MS)
    told = table.select(fn.MAX(table.created_at)).where(
        table.kind == DeliveryKind.ALERT, table.code == code
    )
    failures = table.select().where(
        table.kind == DeliveryKind.FAILURE, table.created_at > int(told.scalar() or 0)
    )
    return bool(failures.exists())


def _short_digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:16]
