"""The two brokers that carry doorbells: one in memory, one on Redis."""

from typing import Any

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker
from dramatiq.errors import BrokerError
from dramatiq.middleware import AgeLimit, Middleware, Retries, ShutdownNotifications, TimeLimit
from redis import ConnectionPool, Redis, RedisError

from silabo.domain.queues import Queue

NAMESPACE = "silabo"
# A student waits for the web's ring: better no bell than a slow one.
CONNECT_S = 0.2
# Workers wait longer; a server that accepts and never answers must not hold them.
ANSWER_S = 1.0
# Dramatiq looks after bells that a dead worker held with this chance in a million at each
# command, and takes a worker for dead after so long. Its defaults take a quarter of an hour.
MAINTENANCE = 100_000
WORKER_DEAD_MS = 20_000
FORGET_DEAD_MS = 3_600_000

SILENT = (RedisError, BrokerError, OSError)  # what a broker raises that is away, slow or full


def memory_broker() -> StubBroker:
    """A broker inside this process."""
    return StubBroker(middleware=_middleware())


def redis_broker(url: str, *, answer_s: float = ANSWER_S) -> RedisBroker:
    """A broker on Redis. Connects at the first ring."""
    pool = ConnectionPool.from_url(
        url, socket_connect_timeout=CONNECT_S, socket_timeout=answer_s, health_check_interval=30
    )
    return RedisBroker(
        client=Redis(connection_pool=pool),
        namespace=NAMESPACE,
        middleware=_middleware(),
        maintenance_chance=MAINTENANCE,
        heartbeat_timeout=WORKER_DEAD_MS,
        dead_message_ttl=FORGET_DEAD_MS,
    )


def bells(broker: dramatiq.Broker, queue: Queue) -> int:
    """How many rings of a queue nobody has heard yet. Raises one of `SILENT`."""
    if isinstance(broker, RedisBroker):
        # The lists of the Redis broker: heard bells leave theirs (dramatiq, brokers/redis).
        return int(broker.client.llen(f"{NAMESPACE}:{queue}"))
    queues: dict[str, Any] = getattr(broker, "queues", {})
    return int(queues[queue].qsize()) if queue in queues else 0


def _middleware() -> list[Middleware]:
    # Retries knows the option by which actors forbid them. No Prometheus: it would listen on all
    # addresses.
    return [AgeLimit(), TimeLimit(), ShutdownNotifications(), Retries()]
