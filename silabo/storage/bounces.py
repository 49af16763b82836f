"""Letters that came back: what the mail system took, and could not deliver afterwards."""

from datetime import datetime

from peewee import fn

from silabo.domain.clock import from_ms
from silabo.domain.deliveries import Bounce
from silabo.domain.questions import DeliveryState
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction

# Postfix returns what it could not deliver for so long (maximal_queue_lifetime), and a day more.
WATCHED_MS = 6 * 24 * 3_600_000
# The clocks of the database and of the mail system may differ a little.
SLACK_MS = 60_000


@reading
def watched_since() -> datetime | None:
    """When the oldest letter left that may still come back; None when there is none."""
    table = tables.Delivery
    oldest = (
        table.select(fn.MIN(table.data_at))
        .where(table.state == DeliveryState.SENT, table.sent_at > now_ms() - WATCHED_MS)
        .scalar()
    )
    return from_ms(oldest) if oldest else None


@transaction
def record(bounce: Bounce) -> str:
    """Say that a letter that went has come back; its public id, or "" when that is no news.

    Where the address is to blame, nothing more is sent to it until a launch brings another one.
    """
    table = tables.Delivery
    # A letter that was sent again since then is another matter.
    row = table.get_or_none(
        table.message_id == bounce.message_id,
        table.state == DeliveryState.SENT,
        table.data_at <= int(bounce.at.timestamp() * 1000) + SLACK_MS,
    )
    if row is None:
        return ""
    person = row.person
    address = bounce.recipient or (person.email if person else row.address)
    if person and person.email.casefold() == address.casefold():
        address = person.email
    table.update(
        state=DeliveryState.FAILED,
        failed_at=now_ms(),
        address=address[:255],
        last_error=f"bounced {bounce.status}".strip(),
    ).where(table.id == row.id).execute()
    if bounce.address_is_wrong and person:
        tables.Person.update(refused_address=address[:255]).where(
            tables.Person.id == person.id
        ).execute()
    return str(row.public_id)
