"""What makes news to an asker owed: the mark in their list, and a letter, a row of its own, whose
key lets the same letter be owed once.
"""

import hashlib
from uuid import uuid4

from silabo.domain.answers import AnswerKind
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import NOT_APPROVED, DeliveryState, QuestionState
from silabo.storage import tables, unseen
from silabo.storage.database import now_ms
from silabo.storage.question_views import ANSWERS


def let_out(question: tables.Question) -> bool:
    """Answer a question whose answer waited for approval; False where it does not wait any more.
    The caller holds the transaction.
    """
    table, now = tables.Question, now_ms()
    waits = (table.id == question.id) & (table.state == QuestionState.UNAPPROVED)
    told = {"state": QuestionState.ANSWERED, "answered_at": question.answered_at or now}
    return bool(table.update(**told).where(waits).execute())


def owe_answer(
    question_id: int, *, revision: int, by_instructor: bool = False, first: bool | None = None
) -> None:
    """Mark an answer as news, and owe the asker a letter with it, if wanted and possible. A mere
    reply, such as to a greeting, is no answer to wait for: it is read where it was written. A
    letter that still waits to tell of the one before is suppressed: it would say the same; and one
    that there is none: it would be untrue. Where an earlier revision was never told, the `first`
    that is has to be named.

    The caller holds the transaction that records the answer: both are there, or neither.
    """
    unseen.note_news(question_id, revision)
    question = tables.Question.get_by_id(question_id)
    if not _wanted(question) or _is_reply(question_id, revision):
        return
    kind = DeliveryKind.REPLY if by_instructor else DeliveryKind.CHANGED
    if revision == 1 if first is None else first:
        kind = DeliveryKind.ANSWER
    tables.Delivery.update(state=DeliveryState.SUPPRESSED).where(
        tables.Delivery.question == question_id,
        tables.Delivery.kind.in_((*ANSWERS, DeliveryKind.FAILURE)),
        tables.Delivery.state == DeliveryState.READY,
    ).execute()
    tables.Delivery.create(
        kind=kind,
        key=f"answer:{question.public_id}:{revision}",
        person=question.person_id,
        question=question_id,
        **new(),
    )


def owe_failure(question_id: int) -> None:
    """Owe the asker the news that there is no answer: once, however often the question fails.

    The caller holds the transaction that gives the question up. There is a row in any case, from
    which administrators are told.
    """
    unseen.note_news(question_id, 0)
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
        **new(DeliveryState.READY if told else DeliveryState.SUPPRESSED),
    )


def new(state: DeliveryState = DeliveryState.READY) -> dict[str, object]:
    """What every letter that is owed begins with. The caller is connected."""
    return {"public_id": str(uuid4()), "state": state, "created_at": now_ms()}


def digest(address: str) -> str:
    """What stands for an address in the key of a letter to who is no person here."""
    return hashlib.sha256(address.encode()).hexdigest()[:16]


def _is_reply(question_id: int, revision: int) -> bool:
    answer = tables.Answer.get(
        tables.Answer.question == question_id, tables.Answer.revision == revision
    )
    return bool(answer.kind == AnswerKind.REPLY and answer.reply != NOT_APPROVED)


def _wanted(question: tables.Question) -> bool:
    return bool(question.letter and question.person.email)
