"""Connections: kept between questions, never shared with a forked process, one clock a call."""

import os
import sys
import threading

import pytest

from silabo.storage import database, people, questions, workers
from tests import seeds

_opened: list[object] = []


@pytest.fixture(scope="module", autouse=True)
def _watched() -> None:
    """SQLite tells Python's auditing of each file that it opens; a hook stays for good."""

    def note(event: str, of: tuple[object, ...]) -> None:
        if event == "sqlite3.connect":
            _opened.append(of)

    sys.addaudithook(note)


def test_a_question_is_asked_over_a_connection_that_is_kept(db: str) -> None:
    ana = seeds.member()
    questions.ask(seeds.new_question(ana))
    opened = len(_opened)
    questions.ask(seeds.new_question(ana))
    people.letter_choice(ana[0])

    assert len(_opened) == opened


def test_a_thread_takes_the_connection_that_another_gave_back(db: str) -> None:
    database.answers()
    opened = len(_opened)
    thread = threading.Thread(target=database.answers)
    thread.start()
    thread.join()

    assert len(_opened) == opened


@pytest.mark.row("growth-3")
def test_a_forked_process_opens_connections_of_its_own(db: str) -> None:
    workers.seen("parent", queues=[], slots=1)
    mine = database.database.obj
    child = os.fork()
    if not child:
        own = database.database.obj is not mine
        workers.seen("child", queues=[], slots=2)
        os._exit(0 if own and database.answers() else 1)
    _, status = os.waitpid(child, 0)
    with database.connection():
        slots = workers.answer_slots()

    assert status == 0
    assert slots == 3


def test_the_clock_is_read_once_for_a_question(db: str, statements: list[str]) -> None:
    ana = seeds.member()
    statements.clear()
    questions.ask(seeds.new_question(ana))

    assert statements.count(database.dialect().clock) == 1


def test_the_clock_goes_on_between_two_calls(db: str, statements: list[str]) -> None:
    first = database.now_ms()
    workers.seen("worker", queues=[], slots=1)
    second = database.now_ms()

    assert second >= first
    assert statements.count(database.dialect().clock) == 3
