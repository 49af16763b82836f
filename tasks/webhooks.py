"""Tells a program the next thing that it is owed; it may hear it twice, under one id."""

import logging

from silabo.domain import clock
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.traces import report
from silabo.domain.webhooks import REFUSED, CallState, ClaimedCall, headers, payload
from silabo.storage import webhook_calls
from tasks.parts import Parts

logger = logging.getLogger(__name__)

GONE = 410  # Standard Webhooks: the receiver wants no more of these


def call_next(parts: Parts) -> bool:
    """Claim a call, make it, and note what came of it. False when none waits."""
    claimed = webhook_calls.claim(parts.worker)
    if claimed is None:
        return False
    try:
        _call(parts, claimed)
    except LeaseLostError:
        logger.warning("webhook_lost", extra={"call": claimed.public_id})
    except ServiceError as error:
        _give_back(parts, claimed, str(error))
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "webhook_failed", error, call=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__)
    return True


def _call(parts: Parts, claimed: ClaimedCall) -> None:
    body = payload(claimed, f"{parts.letters.address}/letters/questions/{claimed.question}")
    signed = headers(claimed.public_id, claimed.secret, body, clock.now())
    status = parts.tell(claimed.address, body, signed)
    point(CrashPoint.WEBHOOK_TAKEN)
    extra = {"call": claimed.public_id, "status": status}
    if 200 <= status < 300:
        webhook_calls.mark_taken(claimed)
        logger.info("webhook_taken", extra=extra)
    elif status == GONE:
        webhook_calls.mark_unwanted(claimed, f"{REFUSED}{status}")
        logger.warning("webhook_unwanted", extra=extra)
    else:
        _give_back(parts, claimed, f"{REFUSED}{status}")


def _give_back(parts: Parts, claimed: ClaimedCall, reason: str) -> None:
    try:
        state = webhook_calls.give_back(claimed, reason, parts.jitter())
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the call back
    event = "webhook_given_back" if state is CallState.READY else "webhook_given_up"
    logger.warning(event, extra={"call": claimed.public_id, "reason": reason})
