"""The live feed between processes: each draft is published whole on a channel of Redis."""

import json
import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from typing import Any, cast

from redis import ConnectionPool, Redis, RedisError

from silabo.domain.answers import Citation, Sentence
from silabo.domain.drafts import Draft, DraftEvent, Told
from silabo.domain.errors import ServiceError

logger = logging.getLogger(__name__)

CONNECT_S = 0.2
ANSWER_S = 1.0
FORGOTTEN_S = 600  # longer than any writing; a worker that died leaves its draft so long
ENDED = b""


class RedisFeed:
    """A draft is under a key while it is written, and on the channel of the same name."""

    def __init__(self, url: str) -> None:
        """Connect at first use."""
        pool = ConnectionPool.from_url(
            url, socket_connect_timeout=CONNECT_S, socket_timeout=ANSWER_S
        )
        self._redis = Redis(connection_pool=pool)

    @contextmanager
    def writing(self, question: str) -> Iterator[Told]:
        """Tell the draft of a question until the block ends."""
        name = _name(question)
        draft = Draft()

        def tell(event: DraftEvent) -> None:
            nonlocal draft
            draft = draft.after(event)
            self._publish(name, _packed(draft))

        self._publish(name, _packed(draft))
        try:
            yield tell
        finally:
            self._publish(name, ENDED)

    def follow(
        self, question: str, *, for_s: float, quiet_s: float = 10
    ) -> Generator[Draft | None, None, None]:
        """The draft as it is, then after each change; None after so long a quiet."""
        name = _name(question)
        until = time.monotonic() + for_s
        try:
            with closing(_channel(self._redis)) as channel:
                # First listen, then look: what changes in between is heard.
                channel.subscribe(name)
                packed = cast("bytes | None", self._redis.get(name)) or ENDED
                while packed != ENDED:
                    yield _unpacked(packed)
                    packed = yield from _next(channel, until, quiet_s)
        except (RedisError, OSError) as error:
            raise ServiceError(f"the live feed: {type(error).__name__}") from error

    def _publish(self, name: str, packed: bytes) -> None:
        with suppress(RedisError, OSError), self._redis.pipeline() as together:
            if packed == ENDED:
                together.delete(name)
            else:
                together.set(name, packed, ex=FORGOTTEN_S)
            together.publish(name, packed)
            together.execute()


def _next(channel: Any, until: float, quiet_s: float) -> Generator[None, None, bytes]:
    """Wait for the next draft, and yield None after each quiet; `ENDED` when the time is over."""
    quiet_until = time.monotonic() + quiet_s
    while (now := time.monotonic()) < until:
        # It also comes back empty-handed before its time, when it heard of the subscription.
        message = channel.get_message(timeout=max(0.0, min(quiet_until, until) - now))
        if message is not None:
            return bytes(message["data"])
        if time.monotonic() >= quiet_until:
            yield None
            quiet_until = time.monotonic() + quiet_s
    return ENDED


def _channel(client: Redis) -> Any:
    return client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]


def _name(question: str) -> str:
    return f"silabo:draft:{question}"


def _packed(draft: Draft) -> bytes:
    return json.dumps(asdict(draft)).encode()


def _unpacked(packed: bytes) -> Draft:
    given = json.loads(packed)
    return Draft(
        tuple(Sentence(each["text"], tuple(each["citations"])) for each in given["sentences"]),
        _citations(given["citations"]),
        _citations(given.get("quoted", ())),  # a worker of an earlier release tells of none
    )


def _citations(given: list[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**{**each, "path": tuple(each["path"])}) for each in given)
