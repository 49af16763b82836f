"""The whole tool as processes of its own, as a server runs it: web, workers, database, Redis.

The servers are started by what the tests start them with, tests/services: one way to find their
programs and to run them on free ports of loopback is enough.
"""

import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bench.caller import Caller
from bench.course import UNREACHED, opened
from silabo.storage import database
from tests.ports import free_port
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.services.running import Process, listens
from tests.services.weaviate import KEY, Weaviate
from wiring.practice.run import GUNICORN
from wiring.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKER = ("dramatiq", "worker:broker", "-p", "1", "-t", "4", "-Q")
ANSWERS = ("answers",)
OTHERS = ("letters", "documents", "upkeep")


@dataclass
class Tool:
    """One installation in a folder, with the demo courses in it. Nothing runs at first."""

    folder: Path
    database_url: str = ""
    redis: Redis | None = None
    more: dict[str, Any] = field(default_factory=dict)  # settings
    processes: list[Process] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self.settings = Settings(
            data_dir=self.folder,
            keys_dir=self.folder / "keys",
            port=self.port,
            database_url=self.database_url,
            redis_url=self.redis.url if self.redis else "",
            **UNREACHED,
            **self.more,
        )
        opened(self.settings)

    def web(self, **changes: str) -> Process:
        """Start the web and wait until it answers."""
        process = self._start("web", GUNICORN, changes)
        process.until(lambda: listens(self.port) and self._healthy())
        return process

    def worker(self, queues: Sequence[str], **changes: str) -> Process:
        """Start a worker process of these queues and wait until it works."""
        process = self._start(f"worker-{queues[0]}", (*WORKER, *queues), changes)
        process.until(lambda: b"workers_started" in process.log.read_bytes())
        return process

    def caller(self) -> Caller:
        """A browser's connection to the web; each thread needs its own."""
        return Caller(self.port)

    def close(self) -> None:
        """End what runs."""
        for process in self.processes:
            process.kill_group()
        database.close_all()

    def _start(self, name: str, command: Sequence[str], changes: dict[str, str]) -> Process:
        folder = self.folder / "logs" / f"{name}-{len(self.processes)}"
        folder.mkdir(parents=True)
        environment = {
            "DATA_DIR": str(self.folder),
            "KEYS_DIR": str(self.folder / "keys"),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis.url if self.redis else "",
            **{each.upper(): str(value) for each, value in {**UNREACHED, **self.more}.items()},
            **{each.upper(): value for each, value in changes.items()},
        }
        process = Process(
            [str(BIN / command[0]), *command[1:]],
            folder,
            environment={f"{PREFIX}{each}": value for each, value in environment.items()},
            start_in=ROOT,
        )
        self.processes.append(process)
        return process

    def _healthy(self) -> bool:
        with contextlib.suppress(HTTPException):
            return self.caller().get("/healthz", "")[0] == HTTPStatus.OK
        return False


@contextlib.contextmanager
def small() -> Iterator[Tool]:
    """The tool on SQLite, without a server: web and workers are one process."""
    with tempfile.TemporaryDirectory(prefix="silabo-bench-") as folder:
        tool = Tool(Path(folder))
        with contextlib.closing(tool):
            yield tool


@contextlib.contextmanager
def large(*, weaviate: bool = False) -> Iterator[tuple[Tool, Postgresql]]:
    """The tool on PostgreSQL and Redis, and on Weaviate where that is wanted. Raises `RuntimeError`
    where one is not installed.
    """
    # PostgreSQL runs as a user of its own, who has to find the way down to its folder.
    with (
        tempfile.TemporaryDirectory(prefix="silabo-bench-") as folder,
        contextlib.ExitStack() as on,
    ):
        try:
            postgresql = Postgresql(Path(folder) / "postgresql")
        except LookupError as error:  # of its user
            raise RuntimeError("PostgreSQL is not installed: tests/services/install") from error
        on.callback(postgresql.process.stop)
        redis = Redis(Path(folder) / "redis")
        on.callback(redis.process.stop)
        more = on.enter_context(weaviate_settings(Path(folder))) if weaviate else {}
        tool = Tool(Path(folder) / "tool", postgresql.new_database("bench"), redis, more)
        on.enter_context(contextlib.closing(tool))
        yield tool, postgresql


@contextlib.contextmanager
def weaviate_settings(folder: Path) -> Iterator[dict[str, Any]]:
    """A Weaviate in a folder, and the settings that lead there."""
    server = Weaviate(folder / "weaviate")
    try:
        yield {
            "weaviate_url": server.url,
            "weaviate_grpc_port": server.grpc_port,
            "weaviate_key": KEY,
        }
    finally:
        server.process.stop()
