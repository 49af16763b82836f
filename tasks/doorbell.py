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


class Doorbell:
    """Wakes workers. A ring that gets lost costs time, never work: the sweep looks too."""

    def __init__(
        self, broker: Broker, actors: Mapping[Queue, Actor[[], None]], *, pause_s: float = PAUSE_S
    ) -> None:
        """Take the actor of each queue on the broker that carries its rings."""
        self._broker = broker
        self._actors = actors
        self._pause_s = pause_s
        self._silent_until = 0.0
        self._ring_failed = False
        self.silent = threading.Event()  # set while the broker does not answer

    def ring(self, queue: Queue) -> None:
        """Say that something waits. Never raises for a broker that is away."""
        if time.monotonic() < self._silent_until:
            return
        try:
            self._actors[queue].send()
        except SILENT as error:
            self._ring_failed = True
            self._fell_silent(error)
        else:
            self._ring_failed = False
            self._answered()

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
