"""Rings for a queue: the message says "look", the row says what."""

import logging
import threading
import time
from collections.abc import Mapping

from dramatiq import Actor, Broker

from silabo.domain.queues import Queue
from tasks.broker import SILENT, bells

logger = logging.getLogger(__name__)

PAUSE_S = 2.0  # a broker that did not answer is left alone so long: asking costs a student time
TRIES = 5  # of a ring that did not go through; the sweep of the workers has come meanwhile


class Doorbell:
    """Wakes workers. A ring that gets lost costs time, never work: the sweep looks too.

    One that did not go through is rung again behind the pause: the broker may have been away for
    this process alone, and then nobody else looks before the sweep.
    """

    def __init__(
        self, broker: Broker, actors: Mapping[Queue, Actor[[], None]], *, pause_s: float = PAUSE_S
    ) -> None:
        """Take the actor of each queue on the broker that carries its rings."""
        self._broker = broker
        self._actors = actors
        self._pause_s = pause_s
        self._silent_until = 0.0
        self._ring_failed = False
        self._lock = threading.Lock()
        self._owed: set[Queue] = set()
        self._tries = 0
        self.silent = threading.Event()  # set while the broker does not answer

    def ring(self, queue: Queue) -> None:
        """Say that something waits. Never raises for a broker that is away."""
        if not self._rang(queue):
            self._owe(queue)

    def unheard(self, queue: Queue) -> int:
        """How many rings wait to be heard; 0 when the broker does not say."""
        try:
            count = bells(self._broker, queue)
        except SILENT as error:
            self._fell_silent(error)
            return 0
        # A server that is full still counts: only a ring that goes through ends its silence.
        if not self._ring_failed:
            self._answered()
        return count

    def _rang(self, queue: Queue) -> bool:
        if time.monotonic() < self._silent_until:
            return False
        try:
            self._actors[queue].send()
        except SILENT as error:
            self._ring_failed = True
            self._fell_silent(error)
            return False
        self._ring_failed = False
        self._answered()
        return True

    def _owe(self, queue: Queue) -> None:
        with self._lock:
            waits = bool(self._owed)
            self._owed.add(queue)
            if not waits:
                self._tries = TRIES
                self._ring_later()

    def _ring_later(self) -> None:
        timer = threading.Timer(self._pause_s, self._ring_owed)
        timer.daemon = True
        timer.start()

    def _ring_owed(self) -> None:
        with self._lock:
            owed = tuple(self._owed)
        rung = {queue for queue in owed if self._rang(queue)}
        with self._lock:
            self._owed -= rung
            self._tries -= 1
            if self._tries <= 0:
                self._owed.clear()
            elif self._owed:
                self._ring_later()

    def _fell_silent(self, error: Exception) -> None:
        self._silent_until = time.monotonic() + self._pause_s
        if not self.silent.is_set():
            self.silent.set()
            logger.warning(
                "doorbell_silent", extra={"reason": type(error.__cause__ or error).__name__}
            )

    def _answered(self) -> None:
        if self.silent.is_set():
            self.silent.clear()
            logger.info("doorbell_answers")
