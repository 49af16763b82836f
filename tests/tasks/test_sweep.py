import logging
import threading

import pytest

from silabo.domain.errors import ServiceError
from silabo.domain.queues import Queue
from silabo.storage import database, deliveries, questions, versions, workers
from silabo.storage.tables import Delivery, Question, Version
from tasks.actors import declare
from tasks.broker import memory_broker
from tasks.doorbell import Doorbell
from tasks.sweep import MOST_RINGS, UPKEEP_EVERY, Sweeper, sweep
from tests import seeds
from tests.tasks.work import Work, eventually


class Bell(Doorbell):
    """A doorbell on a broker in memory, and what it rang."""

    def __init__(self) -> None:
        self.rung: list[Queue] = []
        broker = memory_broker()
        super().__init__(broker, declare(broker, lambda _: None))

    def ring(self, queue: Queue) -> None:
        self.rung.append(queue)
        super().ring(queue)


class HeardBell(Bell):
    """A doorbell whose rings are heard at once, as by idle workers."""

    def unheard(self, queue: Queue) -> int:
        self._broker.flush(queue)
        return super().unheard(queue)


def rings() -> list[Queue]:
    bell = Bell()
    sweep(bell)
    return bell.rung


def test_nothing_waits_and_nothing_rings(work: Work) -> None:
    assert rings() == []


def test_an_idle_process_asks_the_database_little(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    """Every ten seconds in each process: with saying that it lives, two queries a second at
    most.
    """
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        rings()
        swept = asked(caplog)
        workers.seen("host:1", queues=[Queue.ANSWERS], slots=2)

    assert 0 < swept <= 13
    assert asked(caplog) <= 20


def asked(caplog: pytest.LogCaptureFixture) -> int:
    """How many statements, without what the pool of connections says."""
    return sum(record.name == "peewee" for record in caplog.records)


def test_each_thing_that_waits_rings_once(work: Work) -> None:
    work.answered()
    work.upload()
    for _ in range(3):
        work.ask()

    assert sorted(rings()) == ["answers", "answers", "answers", "documents", "letters"]


def test_a_long_queue_rings_no_more_than_there_are_slots_for(work: Work) -> None:
    with database.connection(), database.database.atomic():
        for _ in range(MOST_RINGS + 9):
            work.ask()

    assert rings() == [Queue.ANSWERS] * MOST_RINGS


def test_rings_that_nobody_has_heard_are_not_repeated(work: Work) -> None:
    for _ in range(3):
        work.ask()
    bell = Bell()
    sweep(bell)
    sweep(bell)

    assert bell.rung == [Queue.ANSWERS] * 3


def test_the_sweeper_says_that_its_process_is_present(work: Work) -> None:
    seen = threading.Event()
    sweeper = Sweeper(Bell(), present=seen.set)
    sweeper.start()
    present = seen.wait(30)
    sweeper.stop()

    assert present


def test_what_is_being_worked_on_or_put_off_rings_not(work: Work) -> None:
    work.ask()
    work.upload()
    seeds.claim_question()
    held = seeds.claim_version()
    versions.give_back(held, "away", 0.5)

    assert rings() == []


def test_what_dead_workers_held_rings_again(work: Work) -> None:
    work.answered()
    work.ask()
    work.upload()
    seeds.claim_question()
    seeds.claim_version()
    deliveries.claim("host:2")
    for table in (Question, Version, Delivery):
        seeds.overdue(table)

    assert sorted(rings()) == ["answers", "documents", "letters"]


def test_a_question_given_up_is_told_by_its_public_id(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    asked = work.ask()
    seeds.claim_question()
    seeds.change(Question, attempt=questions.MAX_ATTEMPTS)
    seeds.overdue(Question)
    rung = rings()
    (record,) = caplog.records

    assert rung == [Queue.LETTERS]  # the asker is told
    assert (record.message, record.question) == ("question_failed", asked)
    assert work.question(asked).state == "failed"


def test_a_sweep_without_a_database_fails_loudly(work: Work) -> None:
    work.ask()
    database.database.execute_sql("ALTER TABLE question RENAME TO elsewhere")

    with pytest.raises(ServiceError):
        rings()


class Sweeping:
    """A sweeper at work, and what it rang."""

    def __init__(self) -> None:
        self.bell = HeardBell()
        self.sweeper = Sweeper(self.bell, interval_s=0.005)

    @property
    def rung(self) -> list[Queue]:
        return self.bell.rung

    def __enter__(self) -> "Sweeping":
        self.sweeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.sweeper.stop()


def test_the_sweeper_sweeps_at_once_and_again_and_again(work: Work) -> None:
    with Sweeping() as sweeping:
        alive = sweeping.sweeper.alive
        first = eventually(lambda: Queue.UPKEEP in sweeping.rung)
        work.ask()
        later = eventually(lambda: sweeping.rung.count(Queue.ANSWERS) >= 3)

    assert alive
    assert first
    assert later
    assert not sweeping.sweeper.alive


def test_upkeep_rings_seldom(work: Work) -> None:
    work.ask()
    with Sweeping() as sweeping:
        twice = eventually(lambda: sweeping.rung.count(Queue.UPKEEP) >= 2)
    rounds = sweeping.rung.count(Queue.ANSWERS)
    first, second = [n for n, queue in enumerate(sweeping.rung) if queue is Queue.UPKEEP][:2]

    assert twice
    assert rounds >= UPKEEP_EVERY
    assert sweeping.rung[first:second].count(Queue.ANSWERS) == UPKEEP_EVERY


def test_the_sweeper_outlives_a_database_that_is_away(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.ask()
    with Sweeping() as sweeping:
        swept = eventually(lambda: Queue.ANSWERS in sweeping.rung)
        database.database.execute_sql("ALTER TABLE question RENAME TO elsewhere")
        failed = eventually(lambda: "sweep_failed" in caplog.messages)
        database.database.execute_sql("ALTER TABLE elsewhere RENAME TO question")
        before = len(sweeping.rung)
        back = eventually(lambda: len(sweeping.rung) > before)

    assert swept
    assert failed
    assert back


def test_a_sweeper_that_never_started_can_be_stopped() -> None:
    sweeper = Sweeper(Bell())
    sweeper.stop()

    assert not sweeper.alive


def test_stopping_does_not_wait_for_the_next_sweep(work: Work) -> None:
    sweeper = Sweeper(Bell(), interval_s=60)
    sweeper.start()
    stopping = threading.Thread(target=sweeper.stop)
    stopping.start()
    stopping.join(timeout=30)

    assert not stopping.is_alive()


def test_the_sweeper_outlives_what_nobody_expected(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[int] = []

    def present() -> None:
        seen.append(1)
        if len(seen) == 1:
            raise KeyError("words of a person")

    bell = HeardBell()
    sweeper = Sweeper(bell, present=present, interval_s=0.005)
    work.ask()
    sweeper.start()
    swept = eventually(lambda: Queue.ANSWERS in bell.rung)
    sweeper.stop()

    assert swept
    assert caplog.messages[0] == "sweep_failed"
    assert "words" not in caplog.text
