"""The web's side of workers that are processes of their own: it rings, they work."""

import threading

from dramatiq import Broker

from silabo.domain.queues import Queue
from tasks.parts import Parts
from tasks.process import Process
from tasks.warming import warm_search


class RemoteWorkers:
    """The doorbell of a process whose work others do."""

    def __init__(self, parts: Parts, broker: Broker) -> None:
        """Connect at the first ring."""
        self._parts = parts
        self._process = Process(parts, broker)

    def ring(self, queue: Queue) -> None:
        """Say that something waits in a queue. Never raises, never waits long."""
        self._process.ring(queue)

    @property
    def silent(self) -> bool:
        """Whether the broker does not answer right now."""
        return self._process.silent

    def run(self, queue: Queue) -> bool:
        """Do the next piece of work of a queue now, in this thread; False when none waits."""
        return self._process.slots.run(queue)

    def start(self) -> None:
        """Search once, in a thread: the first to ask would wait for the index's client."""
        threading.Thread(
            target=warm_search, args=[self._parts], name="warm-up", daemon=True
        ).start()

    def stop(self) -> None:
        """Nothing runs here by itself."""
