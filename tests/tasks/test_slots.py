import threading
from dataclasses import replace

import pytest

from silabo.domain.errors import IndexAwayError
from silabo.domain.queues import Queue
from silabo.storage import documents, questions
from silabo.storage.tables import Version
from tasks.slots import WIDTHS, Slots
from tests import seeds
from tests.fakes.indexes import Gate, WatchedIndex, failing_index
from tests.tasks.work import Work, eventually


def test_each_queue_does_its_own_work(work: Work) -> None:
    rung: list[Queue] = []
    slots = Slots(work.parts, ring=rung.append)
    added = work.upload()
    asked = work.ask()
    read, answered, sent = [
        slots.run(queue) for queue in (Queue.DOCUMENTS, Queue.ANSWERS, Queue.LETTERS)
    ]
    documents.remove(work.course, added.public_id)
    tidied = slots.run(Queue.UPKEEP)

    assert (read, answered, sent, tidied) == (True, True, True, False)
    assert work.question(asked).delivery == "sent"
    assert Version.get().state == "deleted"


def test_an_answer_rings_for_its_letter(work: Work) -> None:
    rung: list[Queue] = []
    slots = Slots(work.parts, ring=rung.append)
    slots.run(Queue.ANSWERS)
    without = list(rung)
    work.ask()
    slots.run(Queue.ANSWERS)

    assert without == []
    assert rung == [Queue.LETTERS]


def test_nothing_waits_in_any_queue(work: Work) -> None:
    slots = Slots(work.parts, ring=lambda _: None)

    assert [slots.run(queue) for queue in Queue] == [False] * len(Queue)


def test_no_more_pieces_run_at_once_than_there_are_slots(work: Work) -> None:
    work.ready("El parcial es el 1 de octubre.")
    gate = Gate()
    people = [seeds.member(sub=str(number)) for number in range(10, 16)]
    for who in people:
        seeds.ask(who)
    parts = work.over(WatchedIndex(work.parts.index, gate))
    slots = Slots(parts, widths={**WIDTHS, Queue.ANSWERS: 2}, ring=lambda _: None)
    threads = [threading.Thread(target=slots.run, args=(Queue.ANSWERS,)) for _ in people]
    for thread in threads:
        thread.start()
    full = eventually(lambda: gate.inside == 2)
    claimed = questions.waiting()
    gate.opened.set()
    for thread in threads:
        thread.join(timeout=20)

    assert full
    assert not any(thread.is_alive() for thread in threads)
    assert gate.most == 2
    assert claimed == 4  # who waits for a slot holds no lease meanwhile
    assert questions.waiting() == 0


def test_a_slot_is_free_again_after_work_that_failed(work: Work) -> None:
    slots = Slots(work.given(files=None), ring=lambda _: None)  # type: ignore[arg-type]
    for _ in range(3):
        try:
            slots.run(Queue.UPKEEP)
        except AttributeError:
            continue
    work.ask()

    assert slots.run(Queue.ANSWERS)


def test_what_fails_for_an_unknown_reason_is_logged_without_its_words(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    def jitter() -> float:
        raise KeyError("words of a person")

    work.ready("El parcial es el 1 de octubre.")
    work.ask()
    away = work.over(failing_index(IndexAwayError("the index is away")))
    slots = Slots(replace(away, jitter=jitter), ring=lambda _: None)
    slots.drain(Queue.ANSWERS)

    assert caplog.messages == ["work_failed"]
    assert "words" not in caplog.text + str([vars(each) for each in caplog.records])
    assert not slots.run(Queue.ANSWERS)
