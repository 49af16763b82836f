"""One server of each kind a session, started when the first test asks for it; and one that is
scripted, for each test that asks.

With `-n` each worker process starts its own. A server that is not installed fails the test: see
`tests/services/install`.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import in_memory
from tests.services.mariadb import MariaDb
from tests.services.mlflow_server import Mlflow
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.weaviate import Weaviate

if TYPE_CHECKING:
    from tests.services.ollama import Ollama


@pytest.fixture(scope="session")
def postgresql_server(servers: Path) -> Iterator[Postgresql]:
    """A PostgreSQL; a test makes a database of its own in it."""
    server = Postgresql(servers / "postgresql")
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def mariadb_server(servers: Path) -> Iterator[MariaDb]:
    """A MariaDB; a test makes a database of its own in it."""
    server = MariaDb(servers / "mariadb")
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def redis_server(servers: Path) -> Iterator[Redis]:
    """A Redis; a test empties it."""
    server = Redis(servers / "redis")
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def weaviate_server(servers: Path) -> Iterator[Weaviate]:
    """A Weaviate; a test has collections of its own in it, or empties it."""
    server = Weaviate(servers / "weaviate")
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def ollama_server(servers: Path) -> Iterator["Ollama"]:
    """An Ollama with a tiny model."""
    # It needs the package that writes models, which only these tests have.
    from tests.services.ollama import Ollama  # noqa: PLC0415

    server = Ollama(servers / "ollama")
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def smollm2(ollama_server: "Ollama") -> "Ollama":
    """That Ollama, with a small model of real weights beside the tiny one."""
    ollama_server.take_smollm2()
    return ollama_server


@pytest.fixture(scope="session")
def oldest_ollama_server(servers: Path) -> Iterator["Ollama"]:
    """The oldest Ollama that is spoken to, with a tiny model."""
    from tests.services.ollama import OLDEST, Ollama  # noqa: PLC0415 - as above

    server = Ollama(servers / "oldest-ollama", OLDEST)
    yield server
    server.process.stop()


@pytest.fixture(scope="session")
def mlflow_server(servers: Path) -> Iterator[Mlflow]:
    """An MLflow; a test has experiments and models of its own names in it."""
    server = Mlflow(servers / "mlflow")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def servers() -> Iterator[Path]:
    """The folder in which the servers of this session keep what they keep.

    Not among pytest's own: another run beside this one closes those to the servers' users.
    """
    with tempfile.TemporaryDirectory(
        prefix="silabo-servers-", dir=in_memory.root(), ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


@pytest.fixture
def scripted() -> Iterator[ScriptedOllama]:
    """A server that speaks Ollama's API and writes by a script, for one test."""
    server = ScriptedOllama()
    yield server
    server.stop()
