"""Answers the next question that waits."""

import logging
import threading
import time

from silabo.domain.answers import Outcome
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import LeaseLostError, ModelUnreachableError, ServiceError
from silabo.domain.happenings import ANSWER_SECONDS, GIVEN_BACK, LEASES_LOST
from silabo.domain.questions import ClaimedQuestion, QuestionState
from silabo.domain.traces import report
from silabo.storage import passages, questions
from silabo.storage.tables import Question
from tasks.heartbeat import heartbeat
from tasks.model_records import AskedModels
from tasks.outcomes import count_answer, find_outcome, model_wait_s
from tasks.parts import Parts
from tasks.sharing import share

logger = logging.getLogger(__name__)

TRIES = 3  # of one answer, while documents change


def answer_next(parts: Parts) -> bool:
    """Claim a question, answer it, record the answer. False when none waits."""
    claimed = questions.claim(parts.worker)
    if claimed is None:
        return False
    point(CrashPoint.ANSWER_CLAIMED)
    record = AskedModels()
    try:
        with heartbeat(Question, claimed.id, claimed.token) as lost:
            _answer(parts, claimed, lost, record)
    except LeaseLostError:
        LEASES_LOST.note(work="question")
        logger.warning("answer_thrown_away", extra={"question": claimed.public_id})
    except ModelUnreachableError as error:
        wait_s = model_wait_s(parts, claimed, error.retry_after_s)
        _give_back(parts, claimed, str(error), counted=False, wait_s=wait_s)
    except ServiceError as error:
        _give_back(parts, claimed, str(error), counted=False)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "answering_failed", error, question=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__, counted=True)
    record.keep(parts, claimed)
    return True


def _answer(
    parts: Parts, claimed: ClaimedQuestion, lost: threading.Event, record: AskedModels
) -> None:
    started = time.monotonic()
    outcome = _of_one_moment(parts, claimed, lost, record)
    took_ms = round((time.monotonic() - started) * 1000)
    point(CrashPoint.ANSWER_READY)
    questions.record(claimed, outcome, took_ms=took_ms)
    point(CrashPoint.ANSWER_RECORDED)
    share(parts, claimed, outcome)
    count_answer(outcome, claimed.waited_s + took_ms / 1000)
    ANSWER_SECONDS.note(took_ms / 1000)
    logger.info(
        "question_answered",
        extra={
            "question": claimed.public_id,
            "kind": outcome.kind,
            "why_quoted": outcome.why_quoted or "",
            "took_ms": took_ms,
        },
    )


def _of_one_moment(
    parts: Parts, claimed: ClaimedQuestion, lost: threading.Event, record: AskedModels
) -> Outcome:
    """The outcome, found again where a document changed while it was found: an answer never cites
    the old text beside the new one, nor what has been hidden since.
    """
    for _ in range(TRIES):
        outcome = find_outcome(parts, claimed, lost, record)
        cited = sorted(outcome.quotes_versions)
        readable = passages.readable(claimed.course_id, cited) if cited else set()
        if claimed.curated is not None or readable.issuperset(cited):
            return outcome
        logger.info("document_changed_meanwhile", extra={"question": claimed.public_id})
    raise ServiceError("documents change faster than a question is answered")


def _give_back(
    parts: Parts,
    claimed: ClaimedQuestion,
    reason: str,
    *,
    counted: bool,
    wait_s: float | None = None,
) -> None:
    try:
        state = questions.give_back(claimed, reason, parts.jitter(), counted=counted, wait_s=wait_s)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the question back
    failed = state is QuestionState.FAILED
    GIVEN_BACK.note(work="question", then="given_up" if failed else "again")
    event = "question_failed" if failed else "question_given_back"
    logger.error(event, extra={"question": claimed.public_id, "reason": reason})
