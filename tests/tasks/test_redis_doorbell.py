"""The doorbell on a real Redis: heard once, harmless when it is away."""

import threading
from collections.abc import Iterator

import pytest
from dramatiq import Worker
from redis import Redis as Client

from silabo.domain.queues import Queue
from silabo.storage import questions, workers
from silabo.storage.tables import Delivery
from tasks.actors import declare
from tasks.attendance import Attendance
from tasks.doorbell import Doorbell
from tasks.parts import Parts
from tasks.process import Process
from tasks.redis_broker import NAMESPACE, redis_broker
from tasks.slots import WIDTHS
from tests import seeds
from tests.fakes.indexes import Gate, WatchedIndex
from tests.ports import free_port
from tests.services.redis import Redis
from tests.tasks.work import Work, eventually

pytestmark = pytest.mark.service


@pytest.fixture
def client(redis_server: Redis) -> Iterator[Client]:
    """A client of an empty Redis."""
    found = redis_server.client()
    found.flushall()
    yield found
    found.close()


@pytest.fixture
def running(redis_server: Redis, client: Client, parts: Parts) -> Iterator[Worker]:
    """A worker as a process of its own has it, started by the test."""
    broker = redis_broker(redis_server.url)
    broker.add_middleware(Attendance(Process(parts, broker), first=lambda: None))
    worker = Worker(broker, worker_threads=4, worker_timeout=100)
    yield worker
    worker.stop(timeout=10_000)
    broker.close()


def doorbell(url: str) -> Doorbell:
    broker = redis_broker(url)
    return Doorbell(broker, declare(broker, lambda _: None), pause_s=0)


def test_a_ring_is_heard_and_the_question_answered(
    work: Work, redis_server: Redis, running: Worker
) -> None:
    running.start()
    asked = work.ask()
    doorbell(redis_server.url).ring(Queue.ANSWERS)
    answered = eventually(lambda: work.question(asked).state == "answered")
    sent = eventually(lambda: work.question(asked).delivery == "sent")

    assert answered
    assert sent


def test_a_message_is_json_without_any_argument(redis_server: Redis, client: Client) -> None:
    doorbell(redis_server.url).ring(Queue.ANSWERS)
    (raw,) = client.hvals(f"{NAMESPACE}:answers.msgs")

    assert b'"args":[],"kwargs":{}' in raw


def test_rings_that_nobody_heard_are_counted(redis_server: Redis, client: Client) -> None:
    bell = doorbell(redis_server.url)
    for _ in range(3):
        bell.ring(Queue.LETTERS)

    assert [bell.unheard(queue) for queue in (Queue.LETTERS, Queue.ANSWERS)] == [3, 0]


def test_a_hundred_rings_for_one_question_answer_it_once(
    work: Work, redis_server: Redis, running: Worker
) -> None:
    asked = work.ask()
    bell = doorbell(redis_server.url)
    for _ in range(100):
        bell.ring(Queue.ANSWERS)
    running.start()
    heard = eventually(lambda: bell.unheard(Queue.ANSWERS) == 0)
    answered = eventually(lambda: work.question(asked).state == "answered")

    assert heard
    assert answered
    assert Delivery.select().count() == 1


def test_a_message_of_another_kind_harms_nobody(
    work: Work, redis_server: Redis, client: Client, running: Worker
) -> None:
    client.hset(f"{NAMESPACE}:answers.msgs", "x", b"\x80\x04pickled")
    client.rpush(f"{NAMESPACE}:answers", "x")
    running.start()
    asked = work.ask()
    doorbell(redis_server.url).ring(Queue.ANSWERS)

    assert eventually(lambda: work.question(asked).state == "answered")


def test_without_redis_the_worker_looks_by_itself(work: Work, parts: Parts) -> None:
    broker = redis_broker(f"redis://127.0.0.1:{free_port()}/0")
    broker.add_middleware(Attendance(Process(parts, broker), first=lambda: None))
    worker = Worker(broker, worker_threads=4, worker_timeout=100)
    worker.start()
    try:
        asked = work.ask()
        answered = eventually(lambda: work.question(asked).state == "answered")
        sent = eventually(lambda: work.question(asked).delivery == "sent")
    finally:
        worker.stop(timeout=10_000)

    assert answered
    assert sent


def test_a_process_says_what_it_works_on(work: Work, running: Worker) -> None:
    running.start()
    present = eventually(lambda: workers.working()[Queue.ANSWERS] == 1)

    assert present
    assert workers.answer_slots() == 2


@pytest.mark.parametrize("slots", [1, 2, 6])
def test_as_many_questions_are_in_work_at_a_time_as_there_are_slots(
    work: Work, redis_server: Redis, client: Client, slots: int
) -> None:
    work.ready("El parcial es el 1 de octubre.")
    gate = Gate()
    parts = work.over(WatchedIndex(work.parts.index, gate))
    widths = {**WIDTHS, Queue.ANSWERS: slots}
    broker = redis_broker(redis_server.url, widths=widths)
    broker.add_middleware(Attendance(Process(parts, broker, widths), first=lambda: None))
    worker = Worker(broker, worker_threads=4, worker_timeout=100)
    gate.opened.set()
    worker.start()
    # The search of the warm-up holds no slot.
    warm = eventually(lambda: "warm-up" not in {thread.name for thread in threading.enumerate()})
    gate.opened.clear()
    gate.most = 0
    bell = doorbell(redis_server.url)
    try:
        for number in range(slots + 2):
            # Of those that ask the same, one may wait for another's answer.
            seeds.ask(seeds.member(sub=str(number)), f"¿Cuándo es el parcial {number}?")
            bell.ring(Queue.ANSWERS)
        full = eventually(lambda: gate.inside == slots)
        told = workers.answer_slots()
        unheard = bell.unheard(Queue.ANSWERS)
        gate.opened.set()
        done = eventually(lambda: questions.waiting() == 0)
    finally:
        gate.opened.set()
        worker.stop(timeout=10_000)
        broker.close()

    assert warm
    assert full
    assert done
    assert gate.most == slots
    assert told == slots
    assert unheard == 2  # left to processes that are idle


def test_the_rings_of_a_full_redis_are_silent(redis_server: Redis, client: Client) -> None:
    client.config_set("maxmemory", 1)
    try:
        bell = doorbell(redis_server.url)
        bell.ring(Queue.ANSWERS)
        bell.unheard(Queue.ANSWERS)
        silent = bell.silent.is_set()
    finally:
        client.config_set("maxmemory", 0)
    bell.ring(Queue.ANSWERS)

    assert silent
    assert not bell.silent.is_set()
