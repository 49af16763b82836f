"""Workers inside the web process: Dramatiq over a queue in memory, for a tool without Redis."""

import logging
from collections.abc import Mapping

from dramatiq import Worker

from silabo.domain.queues import Queue
from tasks.broker import memory_broker
from tasks.parts import Parts
from tasks.process import Process
from tasks.slots import WIDTHS

logger = logging.getLogger(__name__)

STOP_MS = 10_000


class EmbeddedWorkers:
    """The workers, the doorbell and the sweep of one web process."""

    def __init__(self, parts: Parts, widths: Mapping[Queue, int] = WIDTHS) -> None:
        """Make everything, start nothing."""
        self._broker = memory_broker()
        self._process = Process(parts, self._broker, widths)
        threads = sum(widths.values())
        self._worker = Worker(self._broker, worker_threads=threads, worker_timeout=100)

    def ring(self, queue: Queue) -> None:
        """Say that something waits in a queue."""
        self._process.ring(queue)

    def run(self, queue: Queue) -> bool:
        """Do the next piece of work of a queue now, in this thread; False when none waits."""
        return self._process.slots.run(queue)

    def start(self) -> None:
        """Start working. Call it once, in the process that serves, after any fork."""
        # Without this, time limits of an in-process worker are never enforced.
        self._broker.emit_after("process_boot")
        self._worker.start()
        self._process.start()
        logger.info("workers_started")

    def stop(self) -> None:
        """End after the work that is running; what waits stays in its rows."""
        self._process.end()
        self._worker.stop(timeout=STOP_MS)
        logger.info("workers_stopped")

    @property
    def alive(self) -> bool:
        """Whether the worker threads and the sweep run."""
        return self._process.alive and all(thread.is_alive() for thread in self._worker.workers)
