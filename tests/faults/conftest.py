"""Houses for tests of faults: on PostgreSQL and Redis, or on SQLite alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.house import House
from tests.faults.written import FACT, MORE, Ear, settings_for
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.tasks.work import Work
from wiring.parts import worker_parts


@pytest.fixture
def house(postgresql_server: Postgresql, redis_server: Redis, tmp_path: Path) -> Iterator[House]:
    """A prepared house on PostgreSQL and Redis. Nothing runs yet."""
    redis_server.client().flushall()
    made = House(tmp_path, postgresql_server.new_database("faults"), redis_server.url)
    made.prepare()
    yield made
    made.end()


@pytest.fixture
def small_house(tmp_path: Path) -> Iterator[House]:
    """A prepared house on SQLite, without Redis. Nothing runs yet."""
    made = House(tmp_path, f"sqlite:///{tmp_path / 'silabo.sqlite'}")
    made.prepare()
    yield made
    made.end()


@pytest.fixture
def answered_by(db: None, tmp_path: Path) -> Callable[..., Work]:
    """Makes a course whose answers come from the Ollama at an address, as wiring puts it
    together.
    """

    def work(url: str, ear: Ear | None = None, **changes: object) -> Work:
        made = Work(worker_parts(settings_for(url, tmp_path, **changes)))
        made.parts = replace(made.parts, jitter=lambda: 0.5, feed=ear or Ear())
        made.ready(FACT, MORE)
        return made

    return work
