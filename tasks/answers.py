"""Answers the next question that waits."""

import logging
import time

from silabo.answering.pipeline import answer
from silabo.domain.answers import Query
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.questions import ClaimedQuestion, QuestionState
from silabo.storage import questions
from silabo.storage.tables import Question
from tasks.heartbeat import heartbeat
from tasks.parts import Parts
from tasks.traces import report

logger = logging.getLogger(__name__)


def answer_next(parts: Parts) -> bool:
    """Claim a question, answer it, record the answer. False when none waits."""
    claimed = questions.claim(parts.worker)
    if claimed is None:
        return False
    try:
        with heartbeat(Question, claimed.id, claimed.token):
            _answer(parts, claimed)
    except LeaseLostError:
        logger.warning("answer_thrown_away", extra={"question": claimed.public_id})
    except ServiceError as error:
        _give_back(parts, claimed, str(error), counted=False)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "answering_failed", error, question=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__, counted=True)
    return True


def _answer(parts: Parts, claimed: ClaimedQuestion) -> None:
    started = time.monotonic()
    query = Query(
        text=claimed.text,
        language=claimed.language,
        asked_at=claimed.asked_at,
        time_zone=claimed.time_zone,
    )
    outcome = answer(query, parts.search(claimed.course_id, claimed.documents))
    took_ms = round((time.monotonic() - started) * 1000)
    questions.record(claimed, outcome, took_ms=took_ms, mail_host=parts.letters.host)
    logger.info(
        "question_answered",
        extra={"question": claimed.public_id, "kind": outcome.kind, "took_ms": took_ms},
    )


def _give_back(parts: Parts, claimed: ClaimedQuestion, reason: str, *, counted: bool) -> None:
    try:
        state = questions.give_back(claimed, reason, parts.jitter(), counted=counted)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the question back
    event = "question_failed" if state is QuestionState.FAILED else "question_given_back"
    logger.error(event, extra={"question": claimed.public_id, "reason": reason})
