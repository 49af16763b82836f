"""Troubles that last: which there are, and since when, for whoever is told of them by letter."""

from silabo.storage.database import now_ms, transaction
from silabo.storage.tables import Trouble


@transaction
def note(code: str, *, there: bool) -> None:
    """Keep since when there is a trouble, or forget one that is over."""
    if there:
        Trouble.ensure(code=code, defaults={"since_at": now_ms()})
    else:
        Trouble.delete().where(Trouble.code == code).execute()


def since_ms(code: str) -> int | None:
    """Since when there is a trouble, in epoch milliseconds. The caller is connected."""
    row = Trouble.get_or_none(Trouble.code == code)
    return int(row.since_at) if row else None
