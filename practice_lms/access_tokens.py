"""The access tokens that tools were given for services: an hour each, in memory."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

LIFE_S = 3600
MOST = 500


@dataclass(frozen=True, slots=True)
class _Grant:
    tool_id: int
    scopes: frozenset[str]
    ends_at: float


class AccessTokens:
    """Who holds which token, and for what."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; `clock` gives seconds and only goes forward."""
        self._clock = clock
        self._grants: dict[str, _Grant] = {}
        self._lock = threading.Lock()

    def give(self, tool_id: int, scopes: frozenset[str]) -> str:
        """A new token for these scopes; the oldest one goes when there are too many."""
        token = secrets.token_hex(16)
        with self._lock:
            while len(self._grants) >= MOST:
                del self._grants[next(iter(self._grants))]
            self._grants[token] = _Grant(tool_id, scopes, self._clock() + LIFE_S)
        return token

    def allows(self, token: str, tool_id: int, scope: str) -> bool:
        """Whether the token is this tool's, holds still, and is for this scope."""
        grant = self._grants.get(token)
        if grant is None or grant.ends_at < self._clock():
            return False
        return grant.tool_id == tool_id and scope in grant.scopes
