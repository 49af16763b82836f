"""Access tokens of platforms' services, kept in memory until they end."""

import threading
import time

EARLY_S = 60  # a token is used until a minute before its end
LONGEST_S = 24 * 3600  # whatever a platform says of its token's life


class TokenCache:
    """Access tokens of this process, by platform and scopes, until they end. Never on a disk."""

    def __init__(self) -> None:
        """Begin empty."""
        self._kept: dict[tuple[int, str], tuple[str, float]] = {}
        self._lock = threading.Lock()

    def get(self, platform_id: int, scopes: str) -> str | None:
        """A token that still holds for a while."""
        with self._lock:
            token, ends = self._kept.get((platform_id, scopes), ("", 0.0))
        return token if time.monotonic() < ends else None

    def keep(self, platform_id: int, scopes: str, token: str, lives_s: float) -> None:
        """Keep a token that was just given."""
        ends = time.monotonic() + min(lives_s, LONGEST_S) - EARLY_S
        with self._lock:
            self._kept[platform_id, scopes] = (token, ends)

    def forget(self, platform_id: int, scopes: str) -> None:
        """Let go of a token that the platform no longer takes."""
        with self._lock:
            self._kept.pop((platform_id, scopes), None)
