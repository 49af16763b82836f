import threading
import time
from collections.abc import Iterator

import pytest
from dramatiq.worker import WorkerThread

from silabo.domain.queues import Queue
from silabo.storage import questions
from silabo.storage.tables import Answer, Delivery, Question, Version
from tasks import actors, embedded
from tasks.embedded import EmbeddedWorkers
from tasks.parts import Parts
from tests import seeds
from tests.fakes.indexes import Gate, WatchedIndex
from tests.tasks.work import RULES, Work, eventually
from tests.world import World


@pytest.fixture
def workers(parts: Parts) -> Iterator[EmbeddedWorkers]:
    """Workers that the test starts; whatever it leaves running is stopped."""
    made = EmbeddedWorkers(parts)
    yield made
    made.stop()


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()} | {
        type(thread).__name__ for thread in threading.enumerate()
    }


def test_a_question_is_answered_and_its_letter_sent_without_anybody_running_the_slots(
    world: World,
) -> None:
    workers = world.system.workers
    workers.start()
    try:
        world.instructor().upload("Reglas.md", RULES.encode())
        read = eventually(lambda: Version.select().where(Version.state == "ready").exists())
        student = world.student()
        asked = student.ask("¿Cuándo es el primer parcial?").json["id"]
        answered = eventually(
            lambda: student.get(f"/api/questions/{asked}").json["state"] == "answered"
        )
        sent = eventually(lambda: Question.get().status == "sent")
    finally:
        workers.stop()
    answer = student.get(f"/api/questions/{asked}").json["answer"]

    assert read
    assert answered
    assert sent
    assert "1 de octubre" in answer["sentences"][0]["text"]
    assert len(list((world.system.settings.data_dir / "mail").glob("*.eml"))) == 1


def test_what_was_asked_before_the_start_is_found_by_the_sweep(
    work: Work, workers: EmbeddedWorkers
) -> None:
    asked = [work.ask() for _ in range(5)]
    workers.start()
    done = eventually(lambda: Delivery.select().where(Delivery.state == "sent").count() == 5)

    assert done
    assert {work.question(each).state for each in asked} == {"answered"}


def test_a_burst_is_answered_once_each(work: Work, workers: EmbeddedWorkers) -> None:
    workers.start()
    people = [seeds.member(sub=str(number)) for number in range(20)]
    for who in people:
        seeds.ask(who)
        workers.ring(Queue.ANSWERS)
    done = eventually(lambda: Delivery.select().where(Delivery.state == "sent").count() == 20)

    assert done
    assert Answer.select().count() == 20


def test_work_can_be_done_in_the_callers_thread(work: Work, parts: Parts) -> None:
    made = EmbeddedWorkers(parts)
    asked = work.ask()
    found = [made.run(Queue.ANSWERS), made.run(Queue.ANSWERS)]

    assert found == [True, False]
    assert work.question(asked).state == "answered"


def test_making_workers_starts_nothing(work: Work, parts: Parts) -> None:
    before = set(threading.enumerate())  # some of earlier tests may be ending
    made = EmbeddedWorkers(parts)
    begun = set(threading.enumerate()) - before

    assert begun == set()
    assert not made.alive


def test_workers_are_alive_between_start_and_stop(workers: EmbeddedWorkers) -> None:
    workers.start()
    between = workers.alive
    workers.stop()

    assert between
    assert not workers.alive


def test_workers_without_one_of_their_threads_are_not_alive(workers: EmbeddedWorkers) -> None:
    workers.start()
    thread = next(each for each in threading.enumerate() if isinstance(each, WorkerThread))
    thread.stop()
    thread.join(timeout=30)

    assert not thread.is_alive()
    assert not workers.alive


def test_stopping_takes_no_longer_than_a_moment(workers: EmbeddedWorkers) -> None:
    workers.start()
    started = time.monotonic()
    workers.stop()

    assert time.monotonic() - started < 8  # less than a sweep waits for the next
    assert {"sweep", "WorkerThread", "_WorkerThread"} & threads() == set()


def test_workers_that_never_started_can_be_stopped(parts: Parts) -> None:
    EmbeddedWorkers(parts).stop()


def test_stopping_ends_the_piece_of_work_that_runs(work: Work) -> None:
    work.ready("El parcial es el 1 de octubre.")
    gate = Gate()
    workers = EmbeddedWorkers(work.over(WatchedIndex(work.parts.index, gate)))
    asked = work.ask()
    workers.start()
    # The search of the warm-up may enter first.
    entered = gate.entered.wait(30) and eventually(lambda: work.question(asked).state == "working")
    stopping = threading.Thread(target=workers.stop)
    stopping.start()
    waiting = work.ask()
    gate.opened.set()
    stopping.join(timeout=30)

    assert entered
    assert not stopping.is_alive()
    assert work.question(asked).state == "answered"
    assert work.question(waiting).state in {"queued", "answered"}
    assert Question.select().where(Question.state == "working").count() == 0


def test_stopping_does_not_wait_for_work_that_hangs(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "STOP_MS", 300)
    work.ready("El parcial es el 1 de octubre.")
    gate = Gate()
    workers = EmbeddedWorkers(work.over(WatchedIndex(work.parts.index, gate)))
    asked = work.ask()
    workers.start()
    entered = gate.entered.wait(30) and eventually(lambda: work.question(asked).state == "working")
    started = time.monotonic()
    workers.stop()
    took = time.monotonic() - started
    held = work.question(asked).state
    gate.opened.set()

    assert entered
    assert took < 15
    assert held == "working"  # its lease lapses, and another process takes it
    assert eventually(lambda: work.question(asked).state == "answered")
    assert eventually(lambda: "heartbeat" not in threads())


def test_work_beyond_its_time_limit_is_ended_and_goes_back_by_the_sweep(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(actors.LONGEST_MS, Queue.ANSWERS, 200)
    work.ready("El parcial es el 1 de octubre.")
    gate = Gate()
    workers = EmbeddedWorkers(work.over(WatchedIndex(work.parts.index, gate)))
    asked = work.ask()
    workers.start()
    try:
        entered = gate.entered.wait(30)
        ended = gate.left.wait(30)
        unheld = eventually(lambda: "heartbeat" not in threads())
        left_by_it = Question.get().state, Question.get().attempt
        gate.opened.set()
        seeds.overdue(Question)
        questions.sweep()
        workers.ring(Queue.ANSWERS)
        answered = eventually(lambda: work.question(asked).state == "answered")
        alive = workers.alive
    finally:
        workers.stop()

    assert entered
    assert ended
    assert unheld
    assert left_by_it == ("working", 1)
    assert answered
    assert alive
