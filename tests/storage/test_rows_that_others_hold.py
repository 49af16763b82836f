"""A claim passes over what somebody holds for a moment; it does not wait for the sweep then."""

import threading
from pathlib import Path

import pytest

from silabo.domain.queues import Queue
from silabo.storage import database, questions, tables
from silabo.storage.database import transaction
from tasks.slots import Slots
from tests.tasks.work import Work, embedded_parts


@pytest.fixture
def work(db: str, tmp_path: Path) -> Work:
    """A course on the database of this test."""
    if not database.dialect().skips_locked:
        pytest.skip("SQLite lets one writer in at a time: a claim waits for it")
    return Work(embedded_parts(tmp_path))


class Holder:
    """Holds every question, as the web does while it writes the first passages."""

    def __init__(self) -> None:
        self.holds, self.free = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold)

    def __enter__(self) -> "Holder":
        self._thread.start()
        assert self.holds.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.free.set()
        self._thread.join(10)

    @transaction
    def _hold(self) -> None:
        list(tables.Question.select(tables.Question.id).for_update())
        self.holds.set()
        self.free.wait(10)


def test_a_question_that_is_held_when_the_bell_rings_is_answered_by_that_ring(work: Work) -> None:
    asked = work.ask()
    slots = Slots(work.parts, ring=lambda _: None)
    with Holder() as holder:
        timer = threading.Timer(0.3, holder.free.set)
        timer.start()
        slots.drain(Queue.ANSWERS)

    assert work.question(asked).state == "answered"


def test_who_holds_a_question_for_long_is_left_to_the_sweep(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.slots.LOOKS_S", (0.01, 0.01))
    asked = work.ask()
    slots = Slots(work.parts, ring=lambda _: None)
    with Holder():
        slots.drain(Queue.ANSWERS)
        passed_over = questions.passed_over()

    assert passed_over
    assert work.question(asked).state == "queued"


def test_what_waits_for_an_equal_one_in_work_is_not_passed_over(work: Work) -> None:
    for _ in range(2):
        work.ask()
    tables.Question.update(alike="the same").execute()
    questions.claim("host:1")

    assert questions.claim("host:2") is None
    assert not questions.passed_over()
