"""Gives what one question was answered to everybody who waits with an equal one."""

import logging

from silabo.answering.equality import as_asked, may_be_shared
from silabo.domain.answers import Outcome
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import equals, questions
from tasks.outcomes import count_answer, query_of
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def share(parts: Parts, claimed: ClaimedQuestion, outcome: Outcome) -> None:
    """Answer those who wait with an equal question, each in a transaction of its own: whom a worker
    that dies has not reached is answered as if nobody else had asked.
    """
    if not may_be_shared(outcome, query_of(claimed)):
        return
    try:
        for question_id in equals.of(claimed):
            other = questions.claim(parts.worker, question_id)
            if other is not None:
                questions.record(other, as_asked(outcome, query_of(other)), took_ms=0, shared=True)
                point(CrashPoint.ANSWER_SHARED)
                count_answer(outcome, other.waited_s)
                logger.info(
                    "question_answered",
                    extra={"question": other.public_id, "kind": outcome.kind, "shared": True},
                )
    except (LeaseLostError, ServiceError) as error:
        logger.warning("answer_not_shared", extra={"reason": str(error)})
