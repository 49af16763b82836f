import sqlite3
import threading
import time
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest

from silabo.domain.errors import ServiceError
from silabo.storage import database, inventory, people, questions
from silabo.storage.database import transaction
from silabo.storage.inventory import Inventory, TableCount
from silabo.storage.tables import TABLES, Question
from tests import seeds


def test_every_table_is_counted_with_its_newest_row(db: str) -> None:
    ana, luis = seeds.member("3"), seeds.member("4")
    asked = [seeds.ask(ana), seeds.ask(luis), seeds.ask(ana)]
    questions.remove(ana[1], ana[0], asked[0].public_id)
    Question.delete().where(Question.id == asked[0].id).execute()

    found = inventory.take()

    assert set(found.tables) == {each._meta.table_name for each in TABLES}
    assert found.tables["question"] == TableCount(rows=2, newest=asked[2].id)
    assert found.tables["person"].rows == 2
    assert found.tables["citation"] == TableCount(rows=0, newest=0)


def test_an_inventory_is_read_as_it_was_written(db: str) -> None:
    seeds.member()
    found = inventory.take()

    assert Inventory.from_json(found.to_json()) == found
    assert bool(found.wal) == db.startswith("postgresql")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tables": {"person": 3}, "wal": ""}'])
def test_what_is_no_inventory_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"not an inventory|Expecting value"):
        Inventory.from_json(text)


def test_a_writer_that_is_under_way_is_waited_for(db: str) -> None:
    seeds.member("3")
    # MariaDB counts what was committed before, and waits for nobody.
    waits = not db.startswith("mysql")
    written, counted_already, done = threading.Event(), threading.Event(), []
    told: list[bool] = []

    @transaction
    def write_slowly() -> None:
        people.admit(
            seeds.identity(1, sub="4", context_id="2"), language="es", time_zone="Europe/Madrid"
        )
        written.set()
        told.append(counted_already.wait(0.8 if waits else 30))
        done.append(time.monotonic())

    thread = threading.Thread(target=write_slowly)
    thread.start()
    assert written.wait(30)
    found = inventory.take()
    counted = time.monotonic()
    counted_already.set()
    thread.join()

    assert found.tables["person"].rows == (2 if waits else 1)
    assert (counted > done[0]) == waits
    assert told == [not waits]


def test_whoever_writes_afterwards_is_not_hindered(db: str) -> None:
    ana = seeds.member()
    inventory.take()
    seeds.ask(ana)

    assert inventory.take().tables["question"].rows == 1


def test_a_sqlite_database_is_copied_at_the_moment_of_the_count(db: str, tmp_path: Path) -> None:
    seeds.ask(seeds.member())
    target = tmp_path / "copy.sqlite"
    if not db.startswith("sqlite"):
        with pytest.raises(ValueError, match="only a SQLite database"):
            inventory.take(target)
        return
    found = inventory.take(target)
    seeds.ask(seeds.member("4"))
    database.close_all()
    database.bind(f"sqlite:///{target}")

    assert inventory.take() == found
    assert found.tables["question"].rows == 1


def test_a_database_in_a_folder_of_any_name_is_copied(tmp_path: Path, empty_database: Path) -> None:
    path = tmp_path / "¿qué? #1 %41" / "silabo.sqlite"
    path.parent.mkdir()
    path.write_bytes(empty_database.read_bytes())
    database.bind(f"sqlite:///{path}")
    found = inventory.take(tmp_path / "copy.sqlite")
    database.close_all()
    database.bind(f"sqlite:///{tmp_path / 'copy.sqlite'}")

    assert inventory.take() == found


def test_a_copy_never_overwrites_another(db: str, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_bytes(b"another")
    with pytest.raises(ValueError, match=r"is there already|only a SQLite"):
        inventory.take(tmp_path / "copy.sqlite")


def test_nobody_writes_while_a_copy_is_taken(tmp_path: Path, empty_database: Path) -> None:
    # A writer beside it who takes every chance: each copy and its count agree.
    path = tmp_path / "silabo.sqlite"
    path.write_bytes(empty_database.read_bytes())
    database.bind(f"sqlite:///{path}")
    stop = threading.Event()
    found: list[Inventory] = []

    def write_on() -> None:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as own:
            for number in count():
                if stop.is_set():
                    return
                with suppress(sqlite3.OperationalError):
                    own.execute(INSERT, (f"worker {number}",))
                    time.sleep(0.002)  # the other's turn

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        for number in range(10):
            found.append(inventory.take(tmp_path / f"{number}.sqlite"))
            time.sleep(0.05)  # the writer's turn
    finally:
        stop.set()
        thread.join()
        database.close_all()

    counted = [_workers(tmp_path / f"{number}.sqlite") for number in range(10)]
    assert counted == [each.tables["worker_process"].rows for each in found]
    assert counted[-1] > counted[0]


INSERT = "INSERT INTO worker_process (name, queues, slots, seen_at) VALUES (?, '', 1, 0)"


def _workers(path: Path) -> int:
    with closing(sqlite3.connect(path)) as copy:
        return int(copy.execute("SELECT COUNT(*) FROM worker_process").fetchone()[0])


def test_a_database_that_is_away_is_a_failure_of_a_service(tmp_path: Path) -> None:
    database.bind(f"sqlite:///{tmp_path / 'absent' / 'silabo.sqlite'}")

    with pytest.raises(ServiceError):
        inventory.take()
