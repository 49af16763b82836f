"""Ties a process's sweep and polling to the life of its Dramatiq worker."""

import logging
from collections.abc import Callable

from dramatiq import Broker, Middleware, Worker

from silabo.domain.queues import Queue
from tasks.process import Process

logger = logging.getLogger(__name__)


class Attendance(Middleware):
    """Starts a process's own threads when its worker boots, and ends them before it stops."""

    def __init__(
        self,
        process: Process,
        *,
        first: Callable[[], None],
        last: Callable[[], None] = lambda: None,
    ) -> None:
        """Start nothing yet; `first` is called before any queue is consumed, and `last` when the
        worker begins to end.
        """
        self._process = process
        self._first = first
        self._last = last

    def before_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Give each slot a thread, whatever number of threads the command named."""
        width = self._process.width(_queues(worker))
        worker.worker_threads = max(worker.worker_threads, width)
        self._first()

    def after_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Begin to sweep, and to watch over the queues that this worker consumes."""
        queues = _queues(worker)
        self._process.start(queues)
        logger.info("workers_started", extra={"queues": ",".join(queues)})

    def before_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Begin nothing more; the worker waits for what runs."""
        self._last()
        self._process.end()
        logger.info("workers_stopping")


def _queues(worker: Worker) -> list[Queue]:
    return [Queue(name) for name in worker.consumer_whitelist or tuple(Queue)]
