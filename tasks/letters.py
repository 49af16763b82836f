"""Sends the next letter that is owed, once."""

import logging

from silabo.delivery.compose import compose
from silabo.domain.crash import CrashPoint, point
from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.happenings import GIVEN_BACK, LEASES_LOST, LETTERS
from silabo.domain.letters import MailOutcome, MailReply
from silabo.domain.questions import DeliveryState
from silabo.domain.traces import report
from silabo.storage import deliveries, people
from silabo.storage.tables import Delivery
from tasks.heartbeat import heartbeat
from tasks.parts import Parts

logger = logging.getLogger(__name__)

# Between tries to note that a letter went: together as long as its lease.
MARKING_WAITS_S = (1, 2, 4, 8, 15, 30, 60)


def deliver_next(parts: Parts) -> bool:
    """Claim a delivery, compose its letter, send it, mark it. False when none waits."""
    claimed = deliveries.claim(parts.worker, unseen_ms=int(parts.unseen_s * 1000))
    if claimed is None:
        return False
    point(CrashPoint.LETTER_CLAIMED)
    _carry(parts, claimed)
    return True


def send_test(parts: Parts, address: str) -> MailReply | None:
    """Send a test letter now, and say what became of it; None when the reason is in the log.

    One that is accepted proves an address that had refused letters. Raises `ServiceError`.
    """
    claimed = deliveries.owe_test(address, parts.worker)
    reply = _carry(parts, claimed)
    if reply is not None and reply.outcome is MailOutcome.ACCEPTED:
        people.trust_address(address)
    return reply


def _carry(parts: Parts, claimed: ClaimedDelivery) -> MailReply | None:
    try:
        with heartbeat(Delivery, claimed.id, claimed.token, lease_ms=deliveries.LEASE_MS):
            return _deliver(parts, claimed)
    except LeaseLostError:
        LEASES_LOST.note(work="letter")
        logger.warning("delivery_lost", extra={"delivery": claimed.public_id})
    except ServiceError as error:
        _give_back(parts, claimed, str(error), unclear=True)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "delivery_failed", error, delivery=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__, unclear=True)
    return None


def _deliver(parts: Parts, claimed: ClaimedDelivery) -> MailReply | None:
    went = None
    if claimed.left_at is not None:
        # An earlier try may have reached the mail system after its worker lost sight of it.
        went = parts.mailer.accepted(claimed.message_id, since=claimed.left_at)
        if went or (went is None and parts.hold_unclear):
            _settle_unclear(claimed, went=bool(went))
            return None
    letter = compose(claimed, parts.letters)
    reply = parts.mailer.send(
        letter,
        before_data=lambda: deliveries.about_to_send(claimed, letter.message_id),
        when_accepted=lambda: _sent(parts, claimed),
    )
    LETTERS.note(kind=claimed.kind, outcome=reply.outcome)
    if reply.outcome is MailOutcome.REFUSED:
        deliveries.mark_refused(claimed, reply)
        extra = {"delivery": claimed.public_id, "reason": reply.reason}
        logger.error("letter_refused", extra=extra)
    elif reply.outcome is not MailOutcome.ACCEPTED:
        # What nobody could tell of an earlier try, this one has not settled either.
        still = claimed.left_at is not None and went is None
        unclear = still or reply.outcome is MailOutcome.UNCLEAR
        _give_back(parts, claimed, reply.reason, unclear=unclear)
    return reply


def _settle_unclear(claimed: ClaimedDelivery, *, went: bool) -> None:
    if went:
        deliveries.mark_sent(claimed)
    else:
        deliveries.mark_unknown(claimed)
    event = "unclear_letter_found" if went else "unclear_letter_held"
    logger.warning(event, extra={"delivery": claimed.public_id})


def _sent(parts: Parts, claimed: ClaimedDelivery) -> None:
    """Note that a letter went. It did: so a database that is away is asked again and again."""
    point(CrashPoint.LETTER_AFTER_REPLY)
    for wait_s in MARKING_WAITS_S:
        try:
            deliveries.mark_sent(claimed)
            break
        except ServiceError:
            parts.sleep(wait_s)
    else:
        deliveries.mark_sent(claimed)
    point(CrashPoint.LETTER_MARKED)
    logger.info("letter_sent", extra={"delivery": claimed.public_id, "kind": claimed.kind})


def _give_back(parts: Parts, claimed: ClaimedDelivery, reason: str, *, unclear: bool) -> None:
    try:
        state = deliveries.give_back(claimed, reason, parts.jitter(), unclear=unclear)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the letter back
    again = state is DeliveryState.READY
    GIVEN_BACK.note(work="letter", then="again" if again else "given_up")
    event = "letter_given_back" if again else "letter_given_up"
    logger.warning(event, extra={"delivery": claimed.public_id, "reason": reason})
