"""The disk of a real database server is full: it is called so, reading goes on, and writing does
too as soon as there is room.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import psycopg
import pymysql
import pytest

from silabo.domain.errors import DiskFullError
from silabo.storage import database, questions, upgrade
from silabo.storage.tables import Question
from tests import seeds
from tests.services.mariadb import USER as MARIADB_USER
from tests.services.mariadb import MariaDb
from tests.services.postgresql import USER as POSTGRESQL_USER
from tests.services.postgresql import Postgresql
from tests.services.running import owned

pytestmark = pytest.mark.service

MEGABYTES = 40
NAME = "little_room"


def mount(folder: Path, user: str, megabytes: int, *, again: bool = False) -> None:
    options = f"size={megabytes}m,uid={user}" + (",remount" if again else "")
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


@dataclass
class Disk:
    """A small disk in a folder."""

    folder: Path
    user: str

    def fill(self) -> None:
        """Leave no room."""
        with suppress(OSError), (self.folder / "filling").open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    def enlarge(self) -> None:
        """Give room again."""
        mount(self.folder, self.user, 4 * MEGABYTES, again=True)


@contextmanager
def disk(folder: Path, user: str) -> Iterator[Disk]:
    """A disk in a folder, until the block ends."""
    mount(folder, user, MEGABYTES)
    try:
        yield Disk(folder, user)
    finally:
        # Lazily: the server may hold a file for a moment longer.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def postgresql(postgresql_server: Postgresql) -> Iterator[Disk]:
    """A database whose tables are on a disk of their own."""
    postgres = postgresql_server.new_database(NAME)
    administrator = postgres.replace(f"/{NAME}", "/postgres")
    with (
        owned(postgresql_server.process.folder / NAME, POSTGRESQL_USER) as folder,
        disk(folder, POSTGRESQL_USER) as small,
        psycopg.connect(administrator, autocommit=True) as connection,
    ):
        connection.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
        connection.execute(f"ALTER DATABASE {NAME} SET TABLESPACE small")
        database.bind(postgres)
        upgrade.upgrade()
        yield small
        database.close_all()
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
        connection.execute("DROP TABLESPACE small")


@pytest.fixture
def mariadb(mariadb_server: MariaDb) -> Iterator[Disk]:
    """A database whose tables are on a disk of their own: each is a file in its folder."""
    address = mariadb_server.new_database(NAME)
    folder = mariadb_server.process.folder / "data" / NAME
    with disk(folder, MARIADB_USER) as small:
        database.bind(address)
        upgrade.upgrade()
        yield small
        database.close_all()
        server = pymysql.connect(host="127.0.0.1", port=mariadb_server.port, user="root")
        with server, server.cursor() as cursor:
            for table in tables_of(cursor):
                cursor.execute(f"DROP TABLE `{NAME}`.`{table}`")
    server = pymysql.connect(host="127.0.0.1", port=mariadb_server.port, user="root")
    with server, server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE `{NAME}`")


def tables_of(cursor: pymysql.cursors.Cursor) -> list[str]:
    cursor.execute("SET FOREIGN_KEY_CHECKS = 0")
    cursor.execute(f"SHOW TABLES FROM `{NAME}`")
    return [str(row[0]) for row in cursor.fetchall()]


@pytest.mark.timeout(300)
@pytest.mark.row("fault-23")
@pytest.mark.parametrize("server", ["postgresql", "mariadb"])
def test_a_full_disk_of_a_server_is_called_so_and_heals(
    request: pytest.FixtureRequest, server: str
) -> None:
    small: Disk = request.getfixturevalue(server)
    ana = seeds.member()
    asked = seeds.ask(ana)
    small.fill()
    with pytest.raises(DiskFullError):
        ask_until_it_fails(ana)
    read = questions.get(ana[1], ana[0], asked.public_id)
    kept = Question.select().count()
    small.enlarge()
    again = seeds.ask(ana)

    assert read.text == asked.text
    assert Question.select().count() == kept + 1
    assert questions.get(ana[1], ana[0], again.public_id).text == again.text


def ask_until_it_fails(who: tuple[int, int]) -> None:
    """What the files of a server hold already has room for some more."""
    for _ in range(2000):
        seeds.ask(who, token_hex(1000))
