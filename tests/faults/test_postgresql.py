"""What becomes of PostgreSQL: nothing that was accepted is lost, nobody hangs."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import requests

from silabo.domain.errors import LeaseLostError
from silabo.storage import database, questions, tables
from tests import seeds
from tests.faults.house import ASKED, House
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis
from tests.tasks.work import eventually

pytestmark = pytest.mark.service


@pytest.fixture
def postgresql(servers: Path, tmp_path: Path) -> Iterator[Postgresql]:
    """A PostgreSQL that this test may end."""
    server = Postgresql(servers / f"postgresql-{tmp_path.name}")
    yield server
    server.process.stop()


@pytest.fixture
def house(postgresql: Postgresql, redis_server: Redis, tmp_path: Path) -> Iterator[House]:
    """A house on a PostgreSQL of its own."""
    redis_server.client().flushall()
    made = House(tmp_path, postgresql.new_database("faults"), redis_server.url)
    made.prepare()
    yield made
    made.end()


class Asking:
    """A student who asks again with the same key until the question is accepted."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.token = house.token()
        self.statuses: list[int] = []
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Asking":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.thread.join(60)
        assert not self.thread.is_alive()

    def _run(self) -> None:
        while not self.ending.is_set():
            key = uuid4().hex
            while self._once(key) not in (200, 201) and not self.ending.is_set():
                time.sleep(0.1)

    def _once(self, key: str) -> int:
        try:
            status = self.house.ask(self.token, key=key, timeout_s=30).status_code
        except requests.RequestException:
            status = 0
        self.statuses.append(status)
        return status


@pytest.mark.row("fault-18")
def test_the_database_is_killed_under_load(house: House, postgresql: Postgresql) -> None:
    house.web()
    house.workers()
    with Asking(house) as asking:
        begun = eventually(lambda: asking.statuses.count(201) > 5)
        postgresql.kill_and_restart()
        before = len(asking.statuses)
        went_on = eventually(lambda: asking.statuses[before:].count(201) > 5)
    database.close_all()
    settled = house.settled()
    report = house.report()

    assert begun
    assert went_on
    assert settled
    assert report.lost == report.duplicated == []
    # Asked with the key whose reply was lost, and never again: kept, and known to nobody.
    assert len(report.unexpected) <= 1
    assert 500 not in asking.statuses


@pytest.mark.row("fault-19")
def test_connections_are_cut_and_come_back(house: House, postgresql: Postgresql) -> None:
    house.web()
    house.workers()
    with Asking(house) as asking:
        for _ in range(5):
            postgresql.cut_connections()
            time.sleep(0.5)
        before = len(asking.statuses)
        went_on = eventually(lambda: 201 in asking.statuses[before:])
    database.close_all()
    settled = house.settled()

    assert went_on
    assert settled
    assert house.report().lost == house.report().duplicated == []
    assert 500 not in asking.statuses


@pytest.mark.row("fault-20")
def test_no_connection_is_left_and_nobody_hangs(house: House, postgresql: Postgresql) -> None:
    house.web()
    token = house.token()
    database.close_all()
    held = postgresql.take_all_connections()
    refused = requests.get(
        house.url("/api/questions"), headers={"Authorization": f"Bearer {token}"}, timeout=60
    )
    for connection in held:
        connection.close()
    asked = house.ask(token)

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert asked.status_code == 201


@pytest.mark.row("fault-21")
def test_a_row_that_an_administrator_holds_is_passed_over(house: House) -> None:
    house.web()
    # Of two that ask the same the second would wait for the first one's answer.
    asked = (ASKED, "¿Qué se entrega en el trabajo final?")
    first, second = [house.ask(house.token(), text).json()["id"] for text in asked]
    with psycopg.connect(house.database_url) as connection:
        connection.execute("SELECT 1 FROM question WHERE public_id = %s FOR UPDATE", [first])
        claimed = questions.claim("host:1")
        none = questions.claim("host:2")
    freed = questions.claim("host:3")

    assert claimed is not None
    assert claimed.public_id == second
    assert none is None
    assert freed is not None
    assert freed.public_id == first


@pytest.mark.row("fault-21")
def test_a_transaction_that_loses_a_deadlock_is_run_again(house: House) -> None:
    a, b = [seeds.ask(seeds.member(sub=str(n))).public_id for n in (1, 2)]
    meet = threading.Barrier(2, timeout=20)
    tries: list[str] = []

    def crossing(first: str, second: str) -> None:
        met = False

        @database.transaction
        def write() -> None:
            nonlocal met
            tries.append(first)
            for name in (first, second):
                table = tables.Question
                table.update(last_error="x").where(table.public_id == name).execute()
                if not met:
                    met = True
                    meet.wait(30)

        write()
        database.close_all()

    threads = [threading.Thread(target=crossing, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert not any(thread.is_alive() for thread in threads)
    assert len(tries) == 3  # one of the two lost, and came through the second time
    assert tables.Question.select().where(tables.Question.last_error == "x").count() == 2


@pytest.mark.row("fault-43")
def test_a_database_whose_clock_jumps_forward_takes_back_early_and_fences(house: House) -> None:
    asked = seeds.ask(seeds.member(sub="9"))
    early = questions.claim("host:1")
    seeds.overdue(tables.Question)  # as an hour's jump makes every lease
    questions.sweep()
    seeds.due(tables.Question)
    again = questions.claim("host:2")
    assert early is not None
    assert again is not None
    seeds.record(again)
    with pytest.raises(LeaseLostError):
        seeds.record(early)

    assert again.public_id == asked.public_id
    assert tables.Answer.select().count() == 1
