"""Sends the next letter that is owed, once."""

import logging

from silabo.delivery.compose import compose
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.letters import MailOutcome
from silabo.domain.questions import ClaimedDelivery
from silabo.storage import deliveries
from silabo.storage.tables import Delivery
from tasks.heartbeat import heartbeat
from tasks.parts import Parts
from tasks.traces import report

logger = logging.getLogger(__name__)


def deliver_next(parts: Parts) -> bool:
    """Claim a delivery, compose its letter, send it, mark it. False when none waits."""
    claimed = deliveries.claim(parts.worker)
    if claimed is None:
        return False
    try:
        with heartbeat(Delivery, claimed.id, claimed.token, lease_ms=deliveries.LEASE_MS):
            _deliver(parts, claimed)
    except LeaseLostError:
        logger.warning("delivery_lost", extra={"delivery": claimed.public_id})
    except ServiceError as error:
        _give_back(parts, claimed, str(error), unclear=True)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "delivery_failed", error, delivery=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__, unclear=True)
    return True


def _deliver(parts: Parts, claimed: ClaimedDelivery) -> None:
    # An earlier try may have reached the mail system after its worker lost sight of it.
    if claimed.unclear and parts.mailer.accepted(claimed.message_id):
        _sent(claimed)
        return
    letter = compose(claimed, parts.letters)
    outcome = parts.mailer.send(letter, before_data=lambda: deliveries.about_to_send(claimed))
    if outcome is MailOutcome.ACCEPTED:
        _sent(claimed)
    elif outcome is MailOutcome.REFUSED:
        deliveries.mark_refused(claimed)
        logger.error("letter_refused", extra={"delivery": claimed.public_id})
    else:
        _give_back(parts, claimed, outcome, unclear=outcome is MailOutcome.UNCLEAR)


def _sent(claimed: ClaimedDelivery) -> None:
    deliveries.mark_sent(claimed)
    logger.info("letter_sent", extra={"delivery": claimed.public_id, "kind": claimed.kind})


def _give_back(parts: Parts, claimed: ClaimedDelivery, reason: str, *, unclear: bool) -> None:
    try:
        deliveries.give_back(claimed, reason, parts.jitter(), unclear=unclear)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the letter back
    logger.warning("letter_given_back", extra={"delivery": claimed.public_id, "reason": reason})
