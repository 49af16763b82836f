"""The processes that work, as the database last saw them: for the estimate, and for health."""

from collections.abc import Collection

from peewee import ModelSelect

from silabo.domain.queues import Queue
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given
from silabo.storage.tables import WorkerProcess

GONE_MS = 35_000  # three sweeps were missed
FORGOTTEN_MS = 3_600_000


@transaction
def seen(name: str, *, queues: Collection[Queue], slots: int) -> None:
    """Note that a process works, on these queues and so many answers at a time."""
    now = now_ms()
    state = {"queues": ",".join(queues), "slots": slots, "seen_at": now}
    changed = WorkerProcess.update(**state).where(WorkerProcess.name == name).execute()
    # An update that changes nothing finds no row on MariaDB unless asked: dialects.py asks.
    if not changed:
        WorkerProcess.ensure(name=name, defaults=state)
    WorkerProcess.delete().where(WorkerProcess.seen_at < now - FORGOTTEN_MS).execute()


@reading
def working() -> dict[Queue, int]:
    """How many processes take work from each queue now."""
    held = [row.queues.split(",") for row in _present()]
    return {queue: sum(queue in queues for queues in held) for queue in Queue}


def answer_slots() -> int:
    """How many answers are written at a time, all processes together. The caller is connected."""
    return sum(slots for (slots,) in _SLOTS.rows(since=now_ms() - GONE_MS))


_SLOTS = Statement(
    lambda _: WorkerProcess.select(WorkerProcess.slots).where(
        WorkerProcess.seen_at > given("since")
    )
)


def _present() -> "ModelSelect[WorkerProcess]":
    return WorkerProcess.select().where(WorkerProcess.seen_at > now_ms() - GONE_MS)
