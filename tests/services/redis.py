"""A Redis of this run, kept as a queue's server keeps its data: append-only, nothing evicted."""

from pathlib import Path

import redis

from tests.ports import free_port
from tests.services.running import Process, listens, program


class Redis:
    """One server, without a password, on loopback alone."""

    def __init__(self, folder: Path, *options: str) -> None:
        """Make its folder and start it; `options` are added to the command."""
        folder.mkdir(parents=True)
        self.port = free_port()
        command = [
            program("redis-server"),
            *("--bind", "127.0.0.1"),
            *("--port", str(self.port)),
            *("--dir", str(folder)),
            *("--appendonly", "yes"),
            *("--appendfsync", "everysec"),
            *("--maxmemory-policy", "noeviction"),
            *("--save", ""),
            *options,
        ]
        self.process = Process(command, folder)
        self.await_ready()

    @property
    def url(self) -> str:
        """Its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def await_ready(self) -> None:
        """Wait until it answers."""
        self.process.until(self._answers)

    def client(self) -> "redis.Redis":
        """A client of it."""
        return redis.Redis(port=self.port, socket_timeout=20)

    def _answers(self) -> bool:
        if not listens(self.port):
            return False
        try:
            return bool(self.client().ping())
        except redis.RedisError:
            return False
