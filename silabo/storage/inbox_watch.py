"""Who reads the inbox: one process, as long as it says so. What is kept of a mail does not rest on
it, so that two readers would find the same and keep it once.
"""

from silabo.storage import tables
from silabo.storage.database import now_ms, transaction

NAME = "replies"
HELD_MS = 180_000  # three looks


@transaction
def hold(worker: str) -> bool:
    """Whether this process reads from now on: nobody else does, or has not said so for long."""
    table, now = tables.InboxWatch, now_ms()
    table.ensure(name=NAME, defaults={"worker": worker, "until": 0})
    changed = table.update(worker=worker, until=now + HELD_MS).where(
        table.name == NAME, (table.worker == worker) | (table.until < now)
    )
    return bool(changed.execute())


@transaction
def release(worker: str) -> None:
    """Let another process read at once."""
    table = tables.InboxWatch
    table.update(until=0).where(table.name == NAME, table.worker == worker).execute()
