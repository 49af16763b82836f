"""Answers again, while nobody waits, what rests on documents that have changed."""

import logging
import threading
import time

from silabo.answering.equality import as_asked, may_be_shared
from silabo.domain.answers import Outcome
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import (
    LeaseLostError,
    ModelUnreachableError,
    ServiceError,
    SilaboError,
    StandsBackError,
)
from silabo.domain.revisits import ClaimedRevisit, RevisitState
from silabo.domain.traces import report
from silabo.storage import leases, questions, revisits
from silabo.storage.tables import Revisit
from tasks.heartbeat import heartbeat
from tasks.model_records import AskedModels
from tasks.outcomes import find_outcome, query_of
from tasks.parts import Parts

logger = logging.getLogger(__name__)

MODEL_AWAY_MS = 10 * 60_000  # nobody waits: a model that is away may take its time


def revisit_next(parts: Parts) -> bool:
    """Claim a question whose answer has to be looked at again, answer it, and tell its asker if it
    says another thing. False when there is none, and while somebody waits or the model is away.
    """
    if questions.any_waiting():
        return False
    claimed = revisits.claim(parts.worker)
    if claimed is None:
        return False
    record = AskedModels()
    go_on = True
    try:
        with heartbeat(Revisit, claimed.id, claimed.token) as lost:
            _revisit(parts, claimed, lost, record)
    except LeaseLostError:
        logger.warning("revisit_thrown_away", extra={"question": claimed.question.public_id})
    except StandsBackError as error:
        _put_off(claimed, error, wait_ms=0)
    except ModelUnreachableError as error:
        _put_off(claimed, error, wait_ms=MODEL_AWAY_MS)
        go_on = False  # the next one would ask the same model
    except ServiceError as error:
        _give_back(parts, claimed, str(error), counted=False)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "revisit_failed", error, question=claimed.question.public_id)
        _give_back(parts, claimed, type(error).__name__, counted=True)
    record.keep(parts, claimed.question)
    return go_on


def _revisit(
    parts: Parts, claimed: ClaimedRevisit, lost: threading.Event, record: AskedModels
) -> None:
    started = time.monotonic()
    outcome = find_outcome(parts, claimed.question, lost, record, watched=False)
    took_ms = round((time.monotonic() - started) * 1000)
    point(CrashPoint.REVISIT_READY)
    _record(claimed, outcome, took_ms)
    point(CrashPoint.REVISIT_RECORDED)
    if may_be_shared(outcome, query_of(claimed.question)):
        _share(parts, claimed, outcome)


def _share(parts: Parts, claimed: ClaimedRevisit, outcome: Outcome) -> None:
    """Give it to those who asked the same, each in a transaction of its own: whom a worker that
    dies has not reached is answered again by itself.
    """
    for revisit_id in revisits.equal(claimed):
        other = revisits.claim(parts.worker, revisit_id)
        if other is not None:
            _record(other, as_asked(outcome, query_of(other.question)), 0)


def _record(claimed: ClaimedRevisit, outcome: Outcome, took_ms: int) -> None:
    revised = revisits.record(claimed, outcome, took_ms=took_ms)
    extra = {"question": claimed.question.public_id, "kind": outcome.kind, "revised": revised}
    logger.info("question_revisited", extra=extra)


def _put_off(claimed: ClaimedRevisit, error: SilaboError, *, wait_ms: int) -> None:
    reason = str(error)
    try:
        leases.put_off(Revisit, claimed, reason, ready=RevisitState.READY, wait_ms=wait_ms)
    except (LeaseLostError, ServiceError):
        return  # as below
    extra = {"question": claimed.question.public_id, "reason": reason}
    logger.info("revisit_put_off", extra=extra)


def _give_back(parts: Parts, claimed: ClaimedRevisit, reason: str, *, counted: bool) -> None:
    try:
        state = revisits.give_back(claimed, reason, parts.jitter(), counted=counted)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes it back
    event = "revisit_given_up" if state is RevisitState.FAILED else "revisit_given_back"
    extra = {"question": claimed.question.public_id, "reason": reason}
    logger.error(event, extra=extra)
