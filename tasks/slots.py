"""The work of each queue, under one semaphore a queue and process: however it was woken, only so
much runs.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping

from silabo.domain.errors import ServiceError
from silabo.domain.queues import Queue
from silabo.domain.traces import report
from silabo.storage import approval, curated, deliveries, living, questions, versions
from tasks.answers import answer_next
from tasks.course_copies import copy_next
from tasks.disagreements import compare_next
from tasks.documents import ingest_next
from tasks.expectations import try_next
from tasks.letters import deliver_next
from tasks.meaning import embed_next
from tasks.parts import Parts
from tasks.pictures import read_page_next
from tasks.revisits import revisit_next
from tasks.upkeep import tidy
from tasks.webhooks import call_next

logger = logging.getLogger(__name__)

# Letters, documents and upkeep have a slot of their own: a long answer holds none of them up.
WIDTHS = {Queue.ANSWERS: 2, Queue.LETTERS: 1, Queue.DOCUMENTS: 1, Queue.UPKEEP: 1}
DRAIN_S = 30.0  # then the bell is rung again: an actor ends long before its time limit
# Whoever finds only rows that others hold looks again after so long; then the sweep does.
LOOKS_S = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
_PASSED_OVER: Mapping[Queue, Callable[[], bool]] = {
    Queue.ANSWERS: questions.passed_over,
    Queue.LETTERS: deliveries.passed_over,
    Queue.DOCUMENTS: versions.passed_over,
    Queue.UPKEEP: lambda: False,
}


class Slots:
    """Runs the work of the queues, each at most so wide at a time."""

    def __init__(
        self,
        parts: Parts,
        *,
        ring: Callable[[Queue], None],
        widths: Mapping[Queue, int] = WIDTHS,
    ) -> None:
        """`ring` wakes the queue that a finished piece of work has given something to."""
        self._parts = parts
        self._ring = ring
        self._free = {queue: threading.BoundedSemaphore(widths[queue]) for queue in Queue}
        # One slot is left to whoever asks, where there are several.
        self._again = threading.BoundedSemaphore(max(1, widths[Queue.ANSWERS] - 1))
        self._rung = {queue: threading.Event() for queue in Queue}
        self._ending = threading.Event()

    def run(self, queue: Queue) -> bool:
        """Do the next piece of work when a slot is free; False when none waits."""
        with self._free[queue]:
            return self._work(queue)

    def drain(self, queue: Queue) -> None:
        """Work until nothing waits; what is rung for while all slots are taken is left to them.

        Raises nothing: the sweep rings again for what could not even be claimed.
        """
        try:
            self._drain(queue)
        except ServiceError as error:
            logger.warning("work_failed", extra={"queue": queue, "reason": str(error)})
        except Exception as error:  # noqa: BLE001 - Dramatiq would log its message, and people's words
            report(logger, "work_failed", error, queue=queue)

    def end(self) -> None:
        """Let what runs come to its end, and begin nothing more."""
        self._ending.set()

    def _drain(self, queue: Queue) -> None:
        self._rung[queue].set()
        # Looked at again after the slot is free: a ring that came in between is not lost.
        while self._rung[queue].is_set() and not self._ending.is_set():
            if not self._free[queue].acquire(blocking=False):
                return
            try:
                self._rung[queue].clear()
                if self._exhaust(queue):
                    continue
            finally:
                self._free[queue].release()
            self._ring(queue)
            return

    def _exhaust(self, queue: Queue) -> bool:
        """Work until nothing waits, and say so; False when the time was over before."""
        until = time.monotonic() + DRAIN_S
        looks = iter(LOOKS_S)
        while not self._ending.is_set():
            if self._work(queue):
                looks = iter(LOOKS_S)
            else:
                pause_s = next(looks, None)
                if pause_s is None or not _PASSED_OVER[queue]():
                    return True
                self._ending.wait(pause_s)
            if time.monotonic() > until:
                return False
        return True

    def _work(self, queue: Queue) -> bool:
        if queue is Queue.ANSWERS:
            # What is answered again, and what instructors expect, waits until nobody does.
            found = answer_next(self._parts) or self._revisit()
            if self._parts.lacking.is_set():
                self._parts.lacking.clear()
                self._ring(Queue.UPKEEP)
            if found:
                self._ring(Queue.LETTERS)
            return found
        if queue is Queue.LETTERS:
            # A program that is slow to answer holds up no letter that is there already.
            told = bool(curated.spread() or approval.let_go())
            letter = told or deliver_next(self._parts)
            return letter or call_next(self._parts)
        if queue is Queue.DOCUMENTS:
            if ingest_next(self._parts) or copy_next(self._parts):
                return True
            if living.look() or embed_next(self._parts):
                return True
            # A page is read when nothing else waits: the text that is there answers already.
            return read_page_next(self._parts) or compare_next()
        return tidy(self._parts)

    def _revisit(self) -> bool:
        if not self._again.acquire(blocking=False):
            return False
        try:
            return revisit_next(self._parts) or try_next(self._parts)
        finally:
            self._again.release()
