"""Forgets what has been kept long enough, in batches, and says what it forgot."""

import logging
import time
from collections.abc import Callable, Sequence

from silabo.domain.retention import Forgotten
from silabo.storage import retention
from silabo.storage.retention import Due
from tasks.parts import Parts

logger = logging.getLogger(__name__)

LONGEST_S = 20.0  # of one round in upkeep; what is left waits for the next


def retain(parts: Parts, *, for_s: float = LONGEST_S) -> tuple[Forgotten, bool]:
    """Forget what is due; return how much it was, and whether the time was too short for all."""
    until = time.monotonic() + for_s
    questions, more = _forget(parts, retention.questions_due, retention.forget_questions, until)
    letters, more_letters = _forget(parts, retention.letters_due, retention.forget_letters, until)
    launches, more_launches = _forget(
        parts, retention.launches_due, retention.forget_launches, until
    )
    went = Forgotten(questions, letters, launches)
    if went:
        extra = {"questions": questions, "letters": letters, "launches": launches}
        logger.info("retention_done", extra=extra)
    return went, more or more_letters or more_launches


def _forget(
    parts: Parts, due: Due, forget: Callable[[Sequence[int]], int], until: float
) -> tuple[int, bool]:
    went, after = 0, 0
    while True:
        batch = due(parts.retention, after)
        # The copies first: what a crash leaves is found again by the rows.
        parts.forget_copies(batch.message_ids)
        went += forget(batch.rows)
        after = batch.last
        if not after:
            return went, False
        if time.monotonic() > until:
            return went, True
