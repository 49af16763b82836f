"""Looks at the queues again and again while the broker is silent: without Redis, work goes on."""

import threading
from collections.abc import Callable, Mapping

from silabo.domain.queues import Queue
from tasks.doorbell import Doorbell

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
        """Start nothing yet. `drain` works off what waits in a queue, and never raises."""
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
            if self._doorbell.silent.is_set():
                self._drain(queue)
