"""Ports of loopback for what a test starts."""

import contextlib
import random
import socket

PORTS = 20_000, 32_000  # Linux gives connections those from 32768 on
_CHANCE = random.SystemRandom()
_given: set[int] = set()


def free_port() -> int:
    """A port of loopback that nobody listens on, another one at each call.

    Not one of those that the system gives to connections, so that nobody else has it a moment
    later, and a server that was ended can be started on it again.
    """
    while True:
        # Not the common source of chance: pytest-randomly starts it anew, in every process alike.
        port = _CHANCE.randrange(*PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port
