"""The storage tests run on SQLite, PostgreSQL and MariaDB alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import MySQLDatabase

from silabo.storage import database, upgrade
from silabo.storage.tables import TABLES

KINDS = [
    "sqlite",
    pytest.param("postgresql_server", marks=pytest.mark.service),
    pytest.param("mariadb_server", marks=pytest.mark.service),
]


@pytest.fixture(params=KINDS)
def db(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[str]:
    """An empty database of this test alone, of each kind, by its address."""
    if request.param == "sqlite":
        path = tmp_path / "silabo.sqlite"
        path.write_bytes(empty_database.read_bytes())
        url = f"sqlite:///{path}"
        database.bind(url)
    else:
        url = request.getfixturevalue(f"{request.param}_database")
        database.bind(url)
        empty()
    yield url
    database.close_all()


@pytest.fixture(scope="session")
def postgresql_server_database(request: pytest.FixtureRequest) -> str:
    """A PostgreSQL database with all tables."""
    return with_tables(request.getfixturevalue("postgresql_server").new_database("storage"))


@pytest.fixture(scope="session")
def mariadb_server_database(request: pytest.FixtureRequest) -> str:
    """A MariaDB database with all tables."""
    return with_tables(request.getfixturevalue("mariadb_server").new_database("storage"))


def with_tables(url: str) -> str:
    """The address of a database whose tables have been made."""
    database.bind(url)
    upgrade.upgrade()
    database.close_all()
    return url


def empty() -> None:
    """Take all rows out, and begin to count from 1 again."""
    names = [table._meta.table_name for table in TABLES]
    with database.connection():
        if isinstance(database.database.obj, MySQLDatabase):
            database.database.execute_sql("SET FOREIGN_KEY_CHECKS = 0")
            for name in names:
                database.database.execute_sql(f"TRUNCATE TABLE `{name}`")
            database.database.execute_sql("SET FOREIGN_KEY_CHECKS = 1")
        else:
            quoted = ", ".join(f'"{name}"' for name in names)
            # Files of each table and index: on a slow disk longer than the tool waits.
            database.database.execute_sql("SET statement_timeout = 0")
            database.database.execute_sql(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE")
            database.database.execute_sql("RESET statement_timeout")


@pytest.fixture
def statements(db: str) -> list[str]:
    """What the database is asked from here on."""
    asked: list[str] = []
    database.database.obj.query_hooks.append(lambda query: asked.append(query.sql))
    return asked
