"""What becomes of Redis changes nothing but delay."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.storage import database, tables
from tests import seeds
from tests.faults.held import hold
from tests.faults.house import ANSWERS, OTHERS, House
from tests.services.postgresql import Postgresql
from tests.services.redis import Redis

pytestmark = pytest.mark.service


@pytest.fixture
def redis(servers: Path, tmp_path: Path) -> Iterator[Redis]:
    """A Redis that this test may end."""
    server = Redis(servers / f"redis-{tmp_path.name}")
    yield server
    server.process.signal(signal.SIGCONT)
    server.process.stop()


@pytest.fixture
def house(postgresql_server: Postgresql, redis: Redis, tmp_path: Path) -> Iterator[House]:
    """A house on a Redis of its own."""
    made = House(tmp_path, postgresql_server.new_database("faults"), redis.url)
    made.prepare()
    yield made
    made.end()


def in_order() -> bool:
    """Whether the questions were answered in the order in which they were asked."""
    with database.connection():
        rows = tables.Answer.select(tables.Answer.question).order_by(tables.Answer.id)
        order = [row.question_id for row in rows]
    return order == sorted(order)


def ask(house: House, times: int) -> None:
    """Each time another student: then first come is first served."""
    for number in range(times):
        assert house.ask(house.token(seeds.member(sub=f"s{number}"))).status_code == 201


@pytest.mark.row("fault-11")
def test_redis_is_down_when_a_student_asks(house: House, redis: Redis) -> None:
    house.web()
    house.workers()
    redis.process.kill()
    asked = house.ask(house.token())
    settled = house.settled()

    assert asked.status_code == 201
    assert settled
    assert house.report().clean
    assert house.letters() == 1


@pytest.mark.row("fault-12")
def test_redis_loses_everything_while_questions_wait(house: House, redis: Redis) -> None:
    house.web()
    ask(house, 100)
    redis.process.kill()
    shutil.rmtree(redis.process.folder / "appendonlydir")
    redis.process.restart()
    redis.await_ready()
    # One slot: with two, two neighbours may finish in either order.
    house.worker(ANSWERS, answer_slots="1")
    house.worker(OTHERS)
    settled = house.settled()

    assert settled
    assert in_order()
    assert house.report().clean


@pytest.mark.row("fault-13")
def test_workers_go_on_after_a_restart_of_redis(house: House, redis: Redis) -> None:
    house.web()
    workers = house.workers()
    ask(house, 3)
    redis.process.kill()
    redis.process.restart()
    redis.await_ready()
    ask(house, 3)

    assert house.settled()
    assert house.report().clean
    assert [worker.process.poll() for worker in workers] == [None, None]


@pytest.mark.row("fault-14")
def test_questions_are_answered_though_redis_accepts_and_never_answers(
    house: House, redis: Redis
) -> None:
    house.web()
    house.workers()
    token = house.token()
    hold(redis.process.pid)
    asked = [house.ask(token) for _ in range(5)]
    settled = house.settled()
    redis.process.signal(signal.SIGCONT)

    assert {each.status_code for each in asked} == {201}
    assert settled
    assert house.report().clean


@pytest.mark.row("fault-15")
def test_a_full_redis_loses_no_question(house: House, redis: Redis) -> None:
    house.web()
    house.workers()
    redis.client().config_set("maxmemory", 1)
    ask(house, 3)
    settled = house.settled()
    redis.client().config_set("maxmemory", 0)

    assert settled
    assert house.report().clean
    assert any(b"doorbell_silent" in each.log.read_bytes() for each in house.processes)


@pytest.mark.row("fault-17")
def test_questions_are_answered_in_order_though_redis_is_flushed(
    house: House, redis: Redis
) -> None:
    house.web()
    house.workers(answer_slots="1")
    client = redis.client()
    for number in range(20):
        house.ask(house.token(seeds.member(sub=f"s{number}")))
        client.flushall()

    assert house.settled()
    assert in_order()
    assert house.report().clean
