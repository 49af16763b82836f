"""The storage tests run on SQLite, PostgreSQL and MariaDB alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import MySQLDatabase

from silabo.storage import database, upgrade
from silabo.storage.tables import TABLES

MIGRATED = "schema_migration"  # where playhouse.migrations notes what a database has had
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
    """Take all rows out, and begin to count from 1 again.

    Only of the tables that the last test wrote to, a few of some sixty: to empty them all makes
    new files of each, with those of its indexes.
    """
    with database.connection():
        if isinstance(database.database.obj, MySQLDatabase):
            _empty_on_mariadb()
        else:
            _empty_on_postgresql()


def _empty_on_mariadb() -> None:
    _run("SET FOREIGN_KEY_CHECKS = 0")
    counted = "SELECT table_name FROM information_schema.tables WHERE auto_increment > 1"
    for name in (_with_rows() | _names(f"{counted} AND table_schema = database()")) - {MIGRATED}:
        _run(f"TRUNCATE TABLE `{name}`")
    _run("SET FOREIGN_KEY_CHECKS = 1")


def _empty_on_postgresql() -> None:
    # What a row refers to goes in the same breath: no order, and no other table is looked at.
    _run("SET session_replication_role = replica")
    for name in _with_rows():
        _run(f'DELETE FROM "{name}"')
    _run("RESET session_replication_role")
    counted = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
    for name in _names(counted) - {f"{MIGRATED}_id_seq"}:
        _run(f'ALTER SEQUENCE "{name}" RESTART')


def _with_rows() -> set[str]:
    mark = database.database.obj.quote[0]
    return _names(
        " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {mark}{name}{mark})"
            for name in (table._meta.table_name for table in TABLES)
        )
    )


def _names(query: str) -> set[str]:
    return {str(row[0]) for row in database.database.execute_sql(query)}


def _run(statement: str) -> None:
    database.database.execute_sql(statement)


@pytest.fixture
def statements(db: str) -> list[str]:
    """What the database is asked from here on."""
    asked: list[str] = []
    database.database.obj.query_hooks.append(lambda query: asked.append(query.sql))
    return asked
