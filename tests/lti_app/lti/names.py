"""A name service for tests: what a name points at, and how often it was asked."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

PUBLIC = "93.184.216.34"


class Names:
    """Answers look-ups; `asked` has the names, `waits` is called before each answer. Unknown names
    go to the machine's own service.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Stand before the machine's own."""
        self.known: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        self.waits: Callable[[], object] = lambda: None
        self._own: Callable[..., Any] = socket.getaddrinfo
        patch.setattr(socket, "getaddrinfo", self._look_up)

    def point(self, name: str, *addresses: str) -> None:
        """Let a name point at addresses. Called again: what the next look-up gives."""
        self.known.setdefault(name, []).append(list(addresses))

    def _look_up(self, host: str, port: object, *args: Any, **options: Any) -> Any:
        if host not in self.known:
            return self._own(host, port, *args, **options)
        self.asked.append(host)
        self.waits()
        turns = self.known[host]
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        found = [self._own(each, port, *args, **options)[0] for each in addresses]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return found
