"""Houses for tests of faults: on PostgreSQL and Redis, or on SQLite alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.house import House
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis


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
