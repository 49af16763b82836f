"""The actors: one a queue, without arguments, on the broker that the composition root gives."""

from collections.abc import Callable

import dramatiq
from dramatiq import Actor, Broker

from silabo.domain.queues import Queue

# Only rows are tried again; Dramatiq would do it out of order and without counting crashes.
NEVER_AGAIN = 0
# Longer than any inner deadline, so that it ends only what hangs in a way nobody thought of.
LONGEST_MS = {
    Queue.ANSWERS: 600_000,  # two drafts, after other answers in the same round
    Queue.LETTERS: 300_000,
    Queue.DOCUMENTS: 600_000,
    Queue.UPKEEP: 600_000,
}


def declare(broker: Broker, run: Callable[[Queue], object]) -> dict[Queue, Actor[[], None]]:
    """Make the actors; each works off what waits in its queue."""
    return {queue: _actor(broker, queue, run) for queue in Queue}


def _actor(broker: Broker, queue: Queue, run: Callable[[Queue], object]) -> Actor[[], None]:
    @dramatiq.actor(
        actor_name=f"look_at_{queue}",
        queue_name=queue,
        broker=broker,
        max_retries=NEVER_AGAIN,
        time_limit=LONGEST_MS[queue],
    )
    def look() -> None:
        run(queue)

    return look
