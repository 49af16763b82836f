import threading
import time

import pytest
from dramatiq import Worker
from dramatiq.brokers.stub import StubBroker

from silabo.domain.queues import Queue
from tasks.actors import LONGEST_MS, declare
from tasks.doorbell import TRIES, Doorbell
from tests.fakes.broker import ShyBroker, SilentBroker
from tests.tasks.work import eventually


class Looked:
    """Which queues were looked at; the first `failures` looks fail."""

    def __init__(self, failures: int = 0) -> None:
        self.queues: list[Queue] = []
        self.failures = failures
        self.lock = threading.Lock()

    def __call__(self, queue: Queue) -> bool:
        with self.lock:
            self.queues.append(queue)
            if len(self.queues) <= self.failures:
                raise ValueError("broken")
        return True


def test_each_ring_makes_a_worker_look_at_its_queue() -> None:
    broker, looked = StubBroker(), Looked()
    doorbell = Doorbell(broker, declare(broker, looked))
    for queue in Queue:
        doorbell.ring(queue)
    worker = Worker(broker, worker_threads=2, worker_timeout=50)
    worker.start()
    all_rung = eventually(lambda: len(looked.queues) == len(Queue))
    worker.stop()

    assert all_rung
    assert sorted(looked.queues) == sorted(Queue)


def test_a_look_that_fails_is_not_tried_again_by_the_broker() -> None:
    broker, looked = StubBroker(), Looked(failures=1)
    doorbell = Doorbell(broker, declare(broker, looked))
    worker = Worker(broker, worker_threads=1, worker_timeout=50)
    worker.start()
    doorbell.ring(Queue.ANSWERS)
    broker.join(Queue.ANSWERS, timeout=10_000, fail_fast=False)
    doorbell.ring(Queue.LETTERS)
    broker.join(Queue.LETTERS, timeout=10_000, fail_fast=False)
    worker.stop()

    assert looked.queues == [Queue.ANSWERS, Queue.LETTERS]


def test_a_message_carries_nothing() -> None:
    broker = StubBroker()
    Doorbell(broker, declare(broker, Looked())).ring(Queue.ANSWERS)
    (raw,) = list(broker.queues[Queue.ANSWERS].queue)

    assert b'"args":[]' in raw
    assert b'"kwargs":{}' in raw


def test_every_queue_has_a_limit_longer_than_a_reading() -> None:
    actors = declare(StubBroker(), Looked())

    assert {queue: actor.options["time_limit"] for queue, actor in actors.items()} == LONGEST_MS
    assert all(actor.options["max_retries"] == 0 for actor in actors.values())


def test_a_broker_that_is_away_is_no_error_for_who_rings(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broker = SilentBroker()
    Doorbell(broker, declare(broker, Looked())).ring(Queue.ANSWERS)

    assert caplog.messages == ["doorbell_silent"]


def test_a_ring_that_did_not_go_through_is_rung_again() -> None:
    broker, looked = ShyBroker(failures=2), Looked()
    doorbell = Doorbell(broker, declare(broker, looked), pause_s=0.05)
    doorbell.ring(Queue.ANSWERS)
    doorbell.ring(Queue.LETTERS)

    assert eventually(lambda: broker.queues[Queue.ANSWERS].qsize() == 1)
    assert eventually(lambda: broker.queues[Queue.LETTERS].qsize() == 1)
    assert not doorbell.silent.is_set()


def test_a_broker_that_stays_away_is_not_rung_for_ever() -> None:
    broker = ShyBroker(failures=1000)
    doorbell = Doorbell(broker, declare(broker, Looked()), pause_s=0.01)
    doorbell.ring(Queue.ANSWERS)
    tried = eventually(lambda: broker.tried == 1 + TRIES)
    time.sleep(0.1)

    assert tried
    assert broker.tried == 1 + TRIES
