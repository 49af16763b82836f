"""What was given up: questions, letters and documents that wait for a person's decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.domain.queues import DeadLetter, Queue
from silabo.storage.database import reading, transaction
from silabo.storage.tables import Delivery, Leased, Question, Version


@dataclass(frozen=True, slots=True)
class _Way:
    """Which states of a table mean waiting, given up, and dropped."""

    table: type[Leased]
    ready: str
    waiting: Sequence[str]
    dead: Sequence[str]
    dropped: str


WAYS = {
    Queue.ANSWERS: _Way(
        Question,
        ready=QuestionState.QUEUED,
        waiting=(QuestionState.QUEUED, QuestionState.WORKING),
        dead=(QuestionState.FAILED,),
        dropped=QuestionState.CANCELLED,
    ),
    Queue.LETTERS: _Way(
        Delivery,
        ready=DeliveryState.READY,
        waiting=(DeliveryState.READY, DeliveryState.SENDING),
        dead=(DeliveryState.FAILED, DeliveryState.UNKNOWN),
        dropped=DeliveryState.SUPPRESSED,
    ),
    Queue.DOCUMENTS: _Way(
        Version,
        ready=VersionState.RECEIVED,
        waiting=(VersionState.RECEIVED, VersionState.EXTRACTING, VersionState.INDEXING),
        dead=(VersionState.FAILED,),
        dropped=VersionState.DELETING,
    ),
}


@reading
def counts() -> dict[Queue, tuple[int, int]]:
    """How many rows of each queue wait or are worked on, and how many were given up."""
    return {
        queue: (_count(way.table, way.waiting), _count(way.table, way.dead))
        for queue, way in WAYS.items()
    }


@reading
def listed(limit: int = 50) -> list[DeadLetter]:
    """What was given up, queue by queue, oldest first, at most `limit` of each."""
    found = []
    for queue, way in WAYS.items():
        rows = way.table.select().where(way.table.state.in_(list(way.dead)))
        found += [
            DeadLetter(queue, row.public_id, row.state, row.attempt, row.last_error or "")
            for row in rows.order_by(way.table.id).limit(limit)
        ]
    return found


@transaction
def retry(public_id: str) -> Queue:
    """Put one back into its queue, as if it had never been tried. Raises `NotFoundError`."""
    queue, way, row_id = _find(public_id)
    changes = {"state": way.ready, "attempt": 0, "run_after": 0, "last_error": None}
    if queue is Queue.ANSWERS:
        changes["unread"] = None  # that there is no answer is no news while one is looked for
    if queue is Queue.LETTERS:
        changes["data_at"] = None  # whoever retries a letter wants it to leave again
    if queue is Queue.DOCUMENTS:
        changes |= {"code": None, "code_values": None}  # what was wrong with it then
    way.table.update(**changes).where(way.table.id == row_id).execute()
    return queue


@transaction
def drop(public_id: str) -> Queue:
    """Give one up for good. Raises `NotFoundError`."""
    queue, way, row_id = _find(public_id)
    changes: dict[str, object] = {"state": way.dropped}
    if queue is Queue.ANSWERS:
        changes["unread"] = None  # no card of it could say that it was seen
    way.table.update(**changes).where(way.table.id == row_id).execute()
    return queue


def _find(public_id: str) -> tuple[Queue, _Way, int]:
    for queue, way in WAYS.items():
        named = getattr(way.table, "public_id") == public_id  # noqa: B009 - of each of the three
        row = way.table.select().where(named, way.table.state.in_(list(way.dead))).first()
        if row is not None:
            return queue, way, row.id
    raise NotFoundError


def _count(table: type[Leased], states: Sequence[str]) -> int:
    return int(table.select().where(table.state.in_(list(states))).count())
