"""Rings for a queue: the message says "look", the row says what."""

import logging
from collections.abc import Mapping

from dramatiq import Actor
from dramatiq.errors import BrokerError

from silabo.domain.queues import Queue

logger = logging.getLogger(__name__)


class Doorbell:
    """Wakes workers. A ring that gets lost costs time, never work: the sweep looks too."""

    def __init__(self, actors: Mapping[Queue, Actor[[], None]]) -> None:
        """Take the actor of each queue."""
        self._actors = actors

    def ring(self, queue: Queue) -> None:
        """Say that something waits. Never raises for a broker that is away."""
        try:
            self._actors[queue].send()
        except (BrokerError, OSError):
            logger.warning("doorbell_silent", extra={"queue": queue})
