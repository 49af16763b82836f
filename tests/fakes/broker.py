"""Brokers that are away."""

from dramatiq import Message
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerConnectionError


class SilentBroker(StubBroker):
    """A broker that is away."""

    def enqueue(self, message: Message, *, delay: int | None = None) -> Message:
        raise BrokerConnectionError("nobody listens")


class ShyBroker(StubBroker):
    """A broker that is away for so many rings; `tried` is how often it was rung."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures
        self.tried = 0

    def enqueue(self, message: Message, *, delay: int | None = None) -> Message:
        self.tried += 1
        if self.tried <= self.failures:
            raise BrokerConnectionError("nobody listens")
        return super().enqueue(message, delay=delay)
