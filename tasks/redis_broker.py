"""The broker on Redis, for workers that are processes of their own. Whoever has no Redis need not
wait for its client: nothing else here imports this.
"""

from typing import Any

from dramatiq import Message
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import ConnectionClosed
from redis import ConnectionPool, Redis, RedisError

from silabo.domain.queues import Queue
from tasks.broker import middleware

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


class BellsOnRedis(RedisBroker):
    """Carries rings on Redis. Raises `ConnectionClosed` where that is away, slow or full."""

    def __init__(self, client: Redis) -> None:
        """Connect at the first ring."""
        super().__init__(  # type: ignore[no-untyped-call]
            client=client,
            namespace=NAMESPACE,
            middleware=middleware(),
            maintenance_chance=MAINTENANCE,
            heartbeat_timeout=WORKER_DEAD_MS,
            dead_message_ttl=FORGET_DEAD_MS,
        )

    def enqueue(self, message: Message[Any], *, delay: int | None = None) -> Message[Any]:
        """Carry a ring to whoever works, in whatever process."""
        try:
            return super().enqueue(message, delay=delay)
        except RedisError as error:
            raise ConnectionClosed(error) from error

    def bells(self, queue: Queue) -> int:
        """How many rings of a queue nobody has heard yet."""
        try:
            # The lists of the Redis broker: heard bells leave theirs (dramatiq, brokers/redis).
            return int(self.client.llen(f"{NAMESPACE}:{queue}"))
        except RedisError as error:
            raise ConnectionClosed(error) from error


def redis_broker(url: str, *, answer_s: float = ANSWER_S) -> BellsOnRedis:
    """A broker on Redis. Connects at the first ring."""
    pool = ConnectionPool.from_url(
        url, socket_connect_timeout=CONNECT_S, socket_timeout=answer_s, health_check_interval=30
    )
    return BellsOnRedis(Redis(connection_pool=pool))
