"""Stops asking a service that does not answer, so that nobody waits for it in vain."""

import threading
import time
from collections.abc import Callable


class Circuit:
    """Opens after some failures in a row; then it lets one caller try at each pause's end.

    Thread-safe. A caller that asked `allows` says how it went by `succeeded` or `failed`.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        pause_s: float = 10.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open after this many `failures` in a row, for `pause_s` seconds of the clock `now`."""
        self._most = failures
        self._pause_s = pause_s
        self._now = now
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether to ask the service now."""
        with self._lock:
            if self._failures < self._most:
                return True
            if self._now() < self._closed_again_at:
                return False
            # One caller finds out for all; the others wait another pause for what it finds.
            self._closed_again_at = self._now() + self._pause_s
            return True

    def succeeded(self) -> None:
        """The service answered, if only to refuse what it was asked."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The service did not answer, or not in time."""
        with self._lock:
            self._failures += 1
            self._closed_again_at = self._now() + self._pause_s

    @property
    def doubtful(self) -> bool:
        """Whether the last call failed: a cheap question first is worth its time."""
        with self._lock:
            return self._failures > 0
