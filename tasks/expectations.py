"""Tries, while nobody waits, whether the questions of instructors are answered as they expect."""

import logging
import threading

from silabo.answering.expectations import judge
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import (
    LeaseLostError,
    ModelUnreachableError,
    ServiceError,
    SilaboError,
    StandsBackError,
)
from silabo.domain.expectations import ClaimedExpectation, ExpectationState, NewTrial
from silabo.domain.traces import report
from silabo.storage import expectation_trials, leases, questions
from silabo.storage.tables import Expectation
from tasks.heartbeat import heartbeat
from tasks.model_records import AskedModels
from tasks.outcomes import find_outcome
from tasks.parts import Parts
from tasks.revisits import MODEL_AWAY_MS

logger = logging.getLogger(__name__)


def try_next(parts: Parts) -> bool:
    """Claim a question of instructors, answer it as a student's, and keep what is red of it; nobody
    is told, and nothing is counted. False when there is none, and while somebody waits or the model
    is away.
    """
    if questions.any_waiting():
        return False
    claimed = expectation_trials.claim(parts.worker)
    if claimed is None:
        return False
    go_on = True
    try:
        with heartbeat(Expectation, claimed.id, claimed.token) as lost:
            _try(parts, claimed, lost)
    except LeaseLostError:
        logger.info("trial_thrown_away", extra={"expectation": claimed.question.public_id})
    except StandsBackError as error:
        _put_off(claimed, error, wait_ms=0)
    except ModelUnreachableError as error:
        _put_off(claimed, error, wait_ms=MODEL_AWAY_MS)
        go_on = False  # the next one would ask the same model
    except ServiceError as error:
        _give_back(parts, claimed, str(error), counted=False)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "trial_failed", error, expectation=claimed.question.public_id)
        _give_back(parts, claimed, type(error).__name__, counted=True)
    return go_on


def note_changes(parts: Parts) -> None:
    """Let what rests on other documents, settings or models than before be tried again."""
    expectation_trials.sweep()
    if not expectation_trials.any_kept():
        return  # no model's server is asked for nothing
    again = expectation_trials.note(_models(parts))
    if again:
        logger.info("expectations_to_try", extra={"questions": again})


def _try(parts: Parts, claimed: ClaimedExpectation, lost: threading.Event) -> None:
    outcome = find_outcome(parts, claimed.question, lost, AskedModels(), watched=False)
    judged = judge(claimed.says, outcome)
    point(CrashPoint.TRIAL_READY)
    expectation_trials.record(claimed, NewTrial(judged, outcome, _models(parts)))
    extra = {"expectation": claimed.question.public_id, "verdict": judged.verdict}
    logger.info("expectation_tried", extra=extra)


def _models(parts: Parts) -> dict[str, str]:
    """All that may write, by name, each with the digest that its server tells."""
    writer = parts.writer
    if writer is None:
        return {}
    return {name: writer.digest_of(name) for name in writer.named or (writer.model.name,)}


def _put_off(claimed: ClaimedExpectation, error: SilaboError, *, wait_ms: int) -> None:
    reason = str(error)
    try:
        leases.put_off(Expectation, claimed, reason, ready=ExpectationState.READY, wait_ms=wait_ms)
    except (LeaseLostError, ServiceError):
        return  # it was changed meanwhile, or the lease lapses and upkeep takes it back
    extra = {"expectation": claimed.question.public_id, "reason": reason}
    logger.info("trial_put_off", extra=extra)


def _give_back(parts: Parts, claimed: ClaimedExpectation, reason: str, *, counted: bool) -> None:
    try:
        state = expectation_trials.give_back(claimed, reason, parts.jitter(), counted=counted)
    except (LeaseLostError, ServiceError):
        return  # as above
    event = "trial_given_up" if state is ExpectationState.FAILED else "trial_given_back"
    extra = {"expectation": claimed.question.public_id, "reason": reason}
    logger.error(event, extra=extra)
