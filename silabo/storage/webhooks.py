"""Addresses of a course at which programs are told what happens: made, listed, removed."""

from uuid import uuid4

from peewee import JOIN

from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.webhooks import MOST_WEBHOOKS, CallState, Webhook
from silabo.storage import audit, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn


@transaction
def make(course_id: int, person_id: int, *, address: str, secret: str) -> Webhook:
    """Tell the program at this address what happens in a course from now on. Raises `ToolError`
    where it is told already, or the course has too many.
    """
    take_turn(tables.Course, course_id)
    table = tables.Webhook
    there = [row.address for row in table.select().where(table.course == course_id)]
    # Compared here: to MariaDB a path in capitals is the same one.
    if address in there:
        raise ToolError("told_already")
    if len(there) >= MOST_WEBHOOKS:
        raise ToolError("too_many_webhooks", limit=MOST_WEBHOOKS)
    row = table.create(
        public_id=str(uuid4()),
        course=course_id,
        person=person_id,
        address=address,
        secret=secret,
        created_at=now_ms(),
    )
    # Without its address: a secret may stand in it.
    audit.note("webhook_made", subject=row.public_id, course_id=course_id)
    return _read(row)


@reading
def listed(course_id: int) -> list[Webhook]:
    """All of a course, the newest first."""
    table = tables.Webhook
    rows = (
        table.select(table, tables.Person)
        .join(tables.Person, JOIN.LEFT_OUTER)
        .where(table.course == course_id)
        .order_by(table.id.desc())
    )
    return [_read(row) for row in rows]


@transaction
def remove(course_id: int, public_id: str) -> None:
    """Tell that program nothing more, also not what waits. Raises `NotFoundError`."""
    table = tables.Webhook
    gone = table.delete().where(table.course == course_id, table.public_id == public_id).execute()
    if not gone:
        raise NotFoundError
    audit.note("webhook_removed", subject=public_id, course_id=course_id)


def _read(row: tables.Webhook) -> Webhook:
    call = tables.WebhookCall
    calls = call.select().where(call.webhook == row.id)
    taken = calls.where(call.state == CallState.TAKEN).order_by(call.settled_at.desc()).first()
    # Of the newest that was tried: what waits for its first try says nothing.
    last = calls.where(call.attempt > 0).order_by(call.id.desc()).first()
    return Webhook(
        public_id=row.public_id,
        address=row.address,
        made_by=row.person.name if row.person else "",
        made_at=from_ms(row.created_at),
        taken_at=from_ms(taken.settled_at) if taken is not None else None,
        failing=(last.last_error or "") if last is not None else "",
    )
