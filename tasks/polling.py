"""Looks at the queues again and again while the broker is silent: without Redis, work goes on."""

import logging
import threading
from collections.abc import Callable, Mapping

from silabo.domain.errors import ServiceError
from silabo.domain.queues import Queue
from silabo.domain.traces import report
from tasks.doorbell import Doorbell

logger = logging.getLogger(__name__)

INTERVAL_S = 2.0


class Polling:
    """A thread a slot, asleep until the doorbell falls silent."""

    def __init__(
        self,
        doorbell: Doorbell,
        drain: Callable[[Queue], None],
        widths: Mapping[Queue, int],
        *,
        interval_s: float = INTERVAL_S,
    ) -> None:
        """Start nothing yet."""
        self._doorbell = doorbell
        self._drain = drain
        self._interval_s = interval_s
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(queue,), name=f"poll-{queue}", daemon=True)
            for queue, width in widths.items()
            if queue is not Queue.UPKEEP  # it can wait for the broker
            for _ in range(width)
        ]

    def start(self) -> None:
        """Watch the doorbell."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Begin no further look; one that runs comes to its end by itself."""
        self._stopped.set()

    def _run(self, queue: Queue) -> None:
        while not self._stopped.wait(self._interval_s):
            if not self._doorbell.silent.is_set():
                continue
            try:
                self._drain(queue)
            except ServiceError as error:
                logger.warning("poll_failed", extra={"queue": queue, "reason": str(error)})
            except Exception as error:  # noqa: BLE001 - the next look may find better
                report(logger, "poll_failed", error, queue=queue)
