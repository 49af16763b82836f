"""What carries doorbells: a broker in memory, or one on Redis (`tasks.redis_broker`)."""

from typing import Any

import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError
from dramatiq.middleware import AgeLimit, Middleware, Retries, ShutdownNotifications, TimeLimit

from silabo.domain.queues import Queue

SILENT = (BrokerError, OSError)  # what a broker raises that is away, slow or full


def memory_broker() -> StubBroker:
    """A broker inside this process."""
    return StubBroker(middleware=middleware())


def bells(broker: dramatiq.Broker, queue: Queue) -> int:
    """How many rings of a queue nobody has heard yet. Raises one of `SILENT`."""
    counted = getattr(broker, "bells", None)
    if counted is not None:
        return int(counted(queue))
    queues: dict[str, Any] = getattr(broker, "queues", {})
    return int(queues[queue].qsize()) if queue in queues else 0


def middleware() -> list[Middleware]:
    """What every broker of ours does around a message."""
    # Retries knows the option by which actors forbid them. No Prometheus: it would listen on all
    # addresses.
    return [AgeLimit(), TimeLimit(), ShutdownNotifications(), Retries()]
