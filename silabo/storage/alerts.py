"""What administrators are told of by letter, each thing once a day."""

from collections.abc import Callable, Mapping, Sequence

from peewee import ModelSelect, fn

from silabo.domain.clock import DAY_MS, from_ms
from silabo.domain.deliveries import AlertCode, Backlog, DeliveryKind
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import owing, tables, troubles
from silabo.storage.database import now_ms, transaction

MINUTE_MS = 60_000
HELD_MS = 30 * MINUTE_MS  # whoever waits so long should not be the first to notice
# An index that restarts, and one that fills itself again, are back before that.
AWAY_MS = 30 * MINUTE_MS
DRIFT_MS = 60 * MINUTE_MS


@transaction
def owe_alerts(addresses: Sequence[str]) -> int:
    """Owe administrators what they have to know, each thing once a day; return how many are new."""
    today = now_ms() // DAY_MS
    made = 0
    for code in [each for each, holds in _HOLDS.items() if holds(each)]:
        for address in addresses:
            # Two processes may look at once: the key decides.
            _, new = tables.Delivery.ensure(
                key=f"alert:{code}:{today}:{owing.digest(address)}",
                defaults={
                    "kind": DeliveryKind.ALERT,
                    "code": code,
                    "address": address,
                    **owing.new(),
                },
            )
            made += new
    return made


def backlog(code: AlertCode) -> Backlog:
    """How it stands, for an alert of this code. The caller holds the transaction."""
    table = tables.Question
    failed = table.select().where(table.state == QuestionState.FAILED).count()
    waiting = table.select().where(table.state == QuestionState.QUEUED).count()
    oldest = _oldest_ms()
    refused = _refused(now_ms() - DAY_MS)
    last = refused.order_by(tables.Delivery.failed_at.desc()).first()
    since = troubles.since_ms(code)
    return Backlog(
        failed=int(failed),
        waiting=int(waiting),
        oldest_at=from_ms(oldest) if oldest else None,
        letters=int(refused.count()),
        reason=(last.last_error or "") if last else "",
        since=from_ms(since) if since else None,
    )


def _oldest_ms() -> int | None:
    table = tables.Question
    queued = table.select(fn.MIN(table.asked_at)).where(table.state == QuestionState.QUEUED)
    oldest: int | None = queued.scalar()
    return oldest


def _given_up(code: AlertCode) -> bool:
    table = tables.Delivery
    failures = table.select().where(
        table.kind == DeliveryKind.FAILURE, table.created_at > _told_ms(code)
    )
    return bool(failures.exists())


def _held(_: AlertCode) -> bool:
    oldest = _oldest_ms()
    return oldest is not None and oldest < now_ms() - HELD_MS


def _letters_refused(code: AlertCode) -> bool:
    return bool(_refused(_told_ms(code)).exists())


def _refused(after_ms: int) -> "ModelSelect[tables.Delivery]":
    """Letters to persons that were given up since then; a wrong address is its owner's matter."""
    table = tables.Delivery
    return (
        table.select()
        .join(tables.Person)
        .where(
            table.state == DeliveryState.FAILED,
            table.failed_at > after_ms,
            tables.Person.refused_address != table.address,
        )
    )


def _lasts(longest_ms: int) -> Callable[[AlertCode], bool]:
    def holds(code: AlertCode) -> bool:
        since = troubles.since_ms(code)
        return since is not None and since < now_ms() - longest_ms

    return holds


def _told_ms(code: AlertCode) -> int:
    """When administrators were last told of this."""
    table = tables.Delivery
    told = table.select(fn.MAX(table.created_at)).where(
        table.kind == DeliveryKind.ALERT, table.code == code
    )
    return int(told.scalar() or 0)


_HOLDS: Mapping[AlertCode, Callable[[AlertCode], bool]] = {
    AlertCode.DEAD_LETTERS: _given_up,
    AlertCode.QUEUE_HELD: _held,
    AlertCode.LETTERS_REFUSED: _letters_refused,
    AlertCode.INDEX_AWAY: _lasts(AWAY_MS),
    AlertCode.INDEX_DRIFT: _lasts(DRIFT_MS),
}
