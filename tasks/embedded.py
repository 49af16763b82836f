"""Workers inside the web process: Dramatiq over a queue in memory, for a tool without Redis."""

import logging

from dramatiq import Worker
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AgeLimit, Retries, ShutdownNotifications, TimeLimit

from silabo.domain.queues import Queue
from tasks.actors import declare
from tasks.doorbell import Doorbell
from tasks.parts import Parts
from tasks.slots import Slots
from tasks.sweep import Sweeper

logger = logging.getLogger(__name__)

WIDTH = 2  # pieces of work at a time: what two cores carry beside the web
STOP_MS = 10_000


class EmbeddedWorkers:
    """The workers, the doorbell and the sweep of one web process."""

    def __init__(self, parts: Parts) -> None:
        """Make everything, start nothing."""
        middleware = [AgeLimit(), TimeLimit(), ShutdownNotifications(), Retries()]
        self._broker = StubBroker(middleware=middleware)
        self._slots = Slots(parts, width=WIDTH, ring=self.ring)
        self._doorbell = Doorbell(declare(self._broker, self._slots.run))
        self._worker = Worker(self._broker, worker_threads=len(Queue), worker_timeout=100)
        self._sweeper = Sweeper(self.ring)

    def ring(self, queue: Queue) -> None:
        """Say that something waits in a queue."""
        self._doorbell.ring(queue)

    def run(self, queue: Queue) -> bool:
        """Do the next piece of work of a queue now, in this thread; False when none waits."""
        return self._slots.run(queue)

    def start(self) -> None:
        """Start working. Call it once, in the process that serves, after any fork."""
        # Without this, time limits of an in-process worker are never enforced.
        self._broker.emit_after("process_boot")
        self._worker.start()
        self._sweeper.start()
        logger.info("workers_started", extra={"slots": WIDTH})

    def stop(self) -> None:
        """End after the work that is running; what waits stays in its rows."""
        self._sweeper.stop()
        self._worker.stop(timeout=STOP_MS)
        logger.info("workers_stopped")

    @property
    def alive(self) -> bool:
        """Whether the worker threads and the sweep run."""
        return self._sweeper.alive and all(thread.is_alive() for thread in self._worker.workers)
