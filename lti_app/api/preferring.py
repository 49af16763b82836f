"""The client's preference to wait for an answer, and not only for its question to be accepted:
`Prefer: wait` (RFC 7240, section 4.3).
"""

import threading
import time
from contextlib import suppress

from werkzeug.http import parse_list_header

from silabo.domain.errors import NotFoundError
from silabo.domain.questions import Question
from silabo.storage import questions

LONGEST_S = 20  # our own pages give a request as long; a proxy waits longer
# Requests of a process that wait: each has one of its 64 threads (wiring/gunicorn_config.py), as
# each of the 16 streams of drafts has.
WAITERS = 16
FIRST_LOOK_S, LATER_LOOK_S = 0.05, 0.5  # between two looks at the row


def wait_s(preferences: str) -> int:
    """How long a client that sent these preferences would wait, in whole seconds up to `LONGEST_S`;
    0 where it says nothing of it, or nothing that can be understood.
    """
    for preference in parse_list_header(preferences):
        # Of several the first counts; what stands behind a semicolon are parameters.
        name, _, value = preference.partition(";")[0].partition("=")
        if name.strip().lower() == "wait":
            seconds = value.strip().strip('"')
            is_number = seconds.isascii() and seconds.isdecimal()
            return min(int(seconds), LONGEST_S) if is_number else 0
    return 0


class Waiters:
    """Requests that wait for their answer: only so many at once, so that others find a thread."""

    def __init__(self, most: int = WAITERS) -> None:
        """Nobody waits yet."""
        self._free = threading.BoundedSemaphore(most)

    def wait(self, question: Question, person_id: int, seconds: int) -> tuple[Question, bool]:
        """The question as it stands when it is answered or given up, or when the time is over; and
        whether it was waited for: not beyond the bound.

        Raises `ServiceError`.
        """
        if not seconds or not self._free.acquire(blocking=False):
            return question, False
        try:
            _until_closed(question.id, time.monotonic() + seconds)
        finally:
            self._free.release()
        with suppress(NotFoundError):  # cancelled meanwhile: it was accepted all the same
            question = questions.get(question.course_id, person_id, question.public_id)
        return question, True


def _until_closed(question_id: int, until: float) -> None:
    pause = FIRST_LOOK_S
    while questions.is_open(question_id):
        left = until - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(pause, left))
        pause = min(2 * pause, LATER_LOOK_S)
