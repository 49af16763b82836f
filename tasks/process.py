"""What every process that works has: its slots, the doorbell, the sweep, and a way without it."""

from collections.abc import Collection, Mapping

from dramatiq import Broker

from silabo.domain.queues import Queue
from silabo.storage import workers
from tasks.actors import declare
from tasks.doorbell import Doorbell
from tasks.inbox import InboxReader
from tasks.parts import Parts
from tasks.polling import Polling
from tasks.slots import WIDTHS, Slots
from tasks.sweep import Sweeper
from tasks.warming import Warming


class Process:
    """The work of one process on a broker. Its threads start and end with the worker's own."""

    def __init__(self, parts: Parts, broker: Broker, widths: Mapping[Queue, int] = WIDTHS) -> None:
        """Make everything, start nothing."""
        self._parts = parts
        self._widths = widths
        self._queues: Collection[Queue] = tuple(Queue)
        self.slots = Slots(parts, ring=self.ring, widths=widths)
        self._doorbell = Doorbell(broker, declare(broker, self.slots.drain))
        self._sweeper = Sweeper(self._doorbell, present=self._present)
        self._warming = Warming(parts)
        self._inbox = InboxReader(parts, self.ring)
        self._polling: Polling | None = None

    def ring(self, queue: Queue) -> None:
        """Say that something waits in a queue."""
        self._doorbell.ring(queue)

    def width(self, queues: Collection[Queue]) -> int:
        """How many pieces of work of these queues run at a time."""
        return sum(self._widths[queue] for queue in queues)

    def start(self, queues: Collection[Queue] = tuple(Queue)) -> None:
        """Sweep for all queues, and look at these by itself while the broker is silent."""
        self._queues = tuple(queues)
        widths = {queue: self._widths[queue] for queue in queues}
        self._polling = Polling(self._doorbell, self.slots.drain, widths)
        self._sweeper.start()
        self._polling.start()
        if Queue.ANSWERS in self._queues:
            self._warming.start()
        if Queue.LETTERS in self._queues:
            self._inbox.start()

    def end(self) -> None:
        """Begin nothing more. What runs comes to its end in its own thread."""
        self.slots.end()
        self._warming.stop()
        self._inbox.stop()
        if self._polling is not None:
            self._polling.stop()
        self._sweeper.stop()

    @property
    def alive(self) -> bool:
        """Whether the sweep runs."""
        return self._sweeper.alive

    @property
    def silent(self) -> bool:
        """Whether the broker does not answer right now."""
        self._doorbell.unheard(Queue.ANSWERS)
        return self._doorbell.silent.is_set()

    def _present(self) -> None:
        slots = self._widths[Queue.ANSWERS] if Queue.ANSWERS in self._queues else 0
        workers.seen(self._parts.worker, queues=self._queues, slots=slots)
