"""A broker that is away."""

from dramatiq import Message
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerConnectionError


class SilentBroker(StubBroker):
    """A broker that is away."""

    def enqueue(self, message: Message, *, delay: int | None = None) -> Message:
        raise BrokerConnectionError("nobody listens")
