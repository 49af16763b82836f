"""The work of each queue, under one semaphore a process: however it was woken, only so much
runs.
"""

import threading
from collections.abc import Callable

from silabo.domain.queues import Queue
from tasks.answers import answer_next
from tasks.documents import ingest_next
from tasks.letters import deliver_next
from tasks.parts import Parts
from tasks.upkeep import tidy


class Slots:
    """Runs the next piece of work of a queue, at most `width` pieces at a time."""

    def __init__(self, parts: Parts, *, width: int, ring: Callable[[Queue], None]) -> None:
        """`ring` wakes the queue that a finished piece of work has given something to."""
        self._parts = parts
        self._ring = ring
        self._free = threading.BoundedSemaphore(width)

    def run(self, queue: Queue) -> bool:
        """Do the next piece of work; False when none waits."""
        with self._free:
            if queue is Queue.ANSWERS:
                found = answer_next(self._parts)
                if found:
                    self._ring(Queue.LETTERS)
                return found
            if queue is Queue.LETTERS:
                return deliver_next(self._parts)
            if queue is Queue.DOCUMENTS:
                return ingest_next(self._parts)
            tidy(self._parts)
            return False
