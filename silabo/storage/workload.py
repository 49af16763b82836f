"""What waits, what was given up and who works, for a monitoring system: however much is finished,
no more is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Expression

from silabo.domain.deliveries import AlertCode
from silabo.domain.documents import VersionState
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import tables, troubles, workers
from silabo.storage.database import now_ms, reading

MOST = 10_000  # rows of one state that are counted: more are many
# What never changes again, and becomes more for ever, is not among these.
QUESTIONS = (
    QuestionState.QUEUED,
    QuestionState.WORKING,
    QuestionState.UNAPPROVED,
    QuestionState.FAILED,
)
LETTERS = (
    DeliveryState.READY,
    DeliveryState.SENDING,
    DeliveryState.UNKNOWN,
    DeliveryState.FAILED,
)
READING = (
    VersionState.RECEIVED,
    VersionState.VALIDATING,
    VersionState.EXTRACTING,
    VersionState.INDEXING,
)
DOCUMENTS = (*READING, VersionState.READY, VersionState.FAILED, VersionState.REJECTED)
TROUBLES = (AlertCode.INDEX_AWAY, AlertCode.INDEX_DRIFT)


@dataclass(frozen=True, slots=True)
class Workload:
    """How it stands at one moment; ages in seconds, 0 where nothing waits."""

    questions: dict[str, int]  # by state, counted up to MOST, as the next two are
    letters: dict[str, int]
    documents: dict[str, int]
    oldest_s: dict[str, float]  # how long the oldest question, letter and document waits
    workers: dict[str, int]  # processes that take work from each queue
    troubles_s: dict[str, float]  # for how long each trouble has lasted


@reading
def workload() -> Workload:
    """What stands now."""
    question, letter, version = tables.Question, tables.Delivery, tables.Version
    return Workload(
        questions=_counted(question, QUESTIONS),
        letters=_counted(letter, LETTERS),
        documents=_counted(version, DOCUMENTS),
        oldest_s={
            "question": _oldest_s(question, question.asked_at, (QuestionState.QUEUED,)),
            # One that waits for its answer to be seen has not been due yet, nor been tried.
            "letter": _oldest_s(
                letter,
                letter.created_at,
                (DeliveryState.READY,),
                (letter.attempt > 0) | (letter.run_after <= now_ms()),
            ),
            # Until the index has all of it: a document that waits is what the index lags by.
            "document": _oldest_s(version, version.created_at, READING),
        },
        workers={str(queue): count for queue, count in workers.working().items()},
        troubles_s={str(code): _lasted_s(code) for code in TROUBLES},
    )


def _counted(table: type[tables.Leased], states: Sequence[str]) -> dict[str, int]:
    return {
        str(state): int(table.select(table.id).where(table.state == state).limit(MOST).count())
        for state in states
    }


def _oldest_s(
    table: type[tables.Leased], since: Any, states: Sequence[str], *which: Expression
) -> float:
    """Of each state the first by number: rows get theirs as they come."""
    first = [
        table.select(since).where(table.state == state, *which).order_by(table.id).limit(1).scalar()
        for state in states
    ]
    return _ago_s(min((at for at in first if at is not None), default=None))


def _lasted_s(code: AlertCode) -> float:
    return _ago_s(troubles.since_ms(code))


def _ago_s(at_ms: int | None) -> float:
    return 0.0 if at_ms is None else max(0, now_ms() - at_ms) / 1000
