"""The broker on Redis, for workers that are processes of their own. Whoever has no Redis need not
wait for its client: nothing else here imports this.
"""

from collections.abc import Mapping
from typing import Any

from dramatiq import Consumer, Message, MessageProxy
from dramatiq.brokers.redis import RedisBroker, _RedisConsumer
from dramatiq.errors import ConnectionClosed
from redis import ConnectionPool, Redis, RedisError

from silabo.domain.queues import Queue
from tasks.broker import middleware
from tasks.slots import WIDTHS

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
# An idle worker lets Redis tell it of a ring, instead of asking again and again. It is less than
# ANSWER_S, for Redis says nothing meanwhile.
LISTEN_S = 0.5
_SHORTLY = 4  # misses after which Dramatiq's own consumer sleeps at most 80 ms


class BellsOnRedis(RedisBroker):
    """Carries rings on Redis. Raises `ConnectionClosed` where that is away, slow or full."""

    def __init__(self, client: Redis, widths: Mapping[Queue, int] = WIDTHS) -> None:
        """Connect at the first ring. `widths` are the slots of each queue in this process."""
        self._widths = {str(queue): width for queue, width in widths.items()}
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

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 5000) -> Consumer:
        """The rings of a queue: a process takes as many as it has slots, and holds none back from
        idle ones.
        """
        if queue_name not in self._widths:  # a queue of messages for later, which are never sent
            return super().consume(queue_name, prefetch, timeout)
        return _Listener(self, queue_name, self._widths[queue_name], timeout)  # type: ignore[no-untyped-call]

    def bells(self, queue: Queue) -> int:
        """How many rings of a queue nobody has heard yet."""
        try:
            # The lists of the Redis broker: heard bells leave theirs (dramatiq, brokers/redis).
            return int(self.client.llen(f"{NAMESPACE}:{queue}"))
        except RedisError as error:
            raise ConnectionClosed(error) from error


class _Listener(_RedisConsumer):
    """Hears a ring when it comes. Dramatiq's own consumer sleeps up to a second between two looks,
    as long as an answer takes.
    """

    def __next__(self) -> MessageProxy | None:
        """A ring, or None after a short time without. Raises `ConnectionClosed`."""
        room = self.outstanding_message_count < self.prefetch
        self.misses = 0 if room else min(self.misses, _SHORTLY)
        try:
            if room and not self.message_cache:
                # Put back where it was: which of those that hear it takes it, fetching decides.
                # BLMOVE would be its newer name, which Redis 6.0 does not know.
                rings = f"{NAMESPACE}:{self.queue_name}"
                self.broker.client.brpoplpush(rings, rings, LISTEN_S)
            found: MessageProxy | None = super().__next__()  # type: ignore[no-untyped-call]
        except RedisError as error:
            raise ConnectionClosed(error) from error
        return found


def redis_broker(
    url: str, *, answer_s: float = ANSWER_S, widths: Mapping[Queue, int] = WIDTHS
) -> BellsOnRedis:
    """A broker on Redis. Connects at the first ring."""
    pool = ConnectionPool.from_url(
        url, socket_connect_timeout=CONNECT_S, socket_timeout=answer_s, health_check_interval=30
    )
    return BellsOnRedis(Redis(connection_pool=pool), widths)
