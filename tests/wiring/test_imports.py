"""What the entrances import: only what the settings choose."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The drivers and clients of servers, and what only reads documents.
OF_SERVERS = {"psycopg", "psycopg_binary", "pymysql", "redis", "weaviate", "ollama", "grpc"}
OF_DOCUMENTS = {"docx", "lxml", "pypdfium2", "markdown_it"}
OTHERS = {"httpx", "numpy"}


def loaded(statement: str, **settings: str) -> set[str]:
    """The packages that are there after a statement, in a process of its own."""
    environment = {f"SILABO_{name}": value for name, value in settings.items()}
    shown = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in shown.stdout.split()}


def test_without_servers_no_client_of_one_is_loaded(folder: Path) -> None:
    found = loaded("import wsgi", DATA_DIR=str(folder))

    assert "peewee" in found
    assert found & (OF_SERVERS | OF_DOCUMENTS | OTHERS) == set()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgresql://silabo@127.0.0.1/silabo", "psycopg"),
        ("mariadb://silabo@127.0.0.1/silabo", "pymysql"),
    ],
)
def test_a_database_brings_its_own_driver_alone(folder: Path, url: str, driver: str) -> None:
    found = loaded("import wsgi", DATA_DIR=str(folder), DATABASE_URL=url)

    assert found & {"psycopg", "pymysql"} == {driver}


def test_redis_brings_its_client(folder: Path) -> None:
    found = loaded("import worker", DATA_DIR=str(folder), REDIS_URL="redis://127.0.0.1/0")

    assert "redis" in found
    assert found & (OF_SERVERS - {"redis"}) == set()
