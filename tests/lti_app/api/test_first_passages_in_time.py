import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from lti_app.app import create_app
from lti_app.asking import SEARCHERS
from lti_app.parts import Parts
from lti_app.tokens import digest
from silabo.domain.errors import ServiceError
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.domain.queues import Queue
from silabo.storage import sessions
from tests.lms import CLAIM
from tests.parallel import at_once
from tests.tasks.work import eventually
from tests.world import Visitor, World

RULES = b"# Rules\n\nThe first exam is on Thursday 1 October at 14:00 in room 4.\n"
ASKED = "When is the first exam?"


class Index:
    """The real search, which a test can hold up or break."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.free = threading.Event()
        self.broken = False
        self.held: int | None = None  # the only course that is held up; None: each
        self.asked = 0
        self.free.set()

    def search(self, course_id: int, documents: Sequence[str]) -> PassageSearch:
        return Search(self, course_id, self._parts.search(course_id, documents))


@dataclass
class Search:
    """The search of a course, which waits or breaks as its index does."""

    index: Index
    course_id: int
    real: PassageSearch

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        self.index.asked += 1
        if self.index.held in {None, self.course_id}:
            self.index.free.wait(20)
        if self.index.broken:
            raise ServiceError("the index did not answer")
        return self.real(words, limit=limit)

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self.real.following(passage, limit=limit)


@pytest.fixture
def index(world: World) -> Iterator[Index]:
    """The index of a course with rules, in the web application alone."""
    world.instructor().upload("Rules.md", RULES)
    world.work()
    parts: Parts = world.system.web
    found = Index(parts)
    world.system = replace(world.system, app=create_app(replace(parts, search=found.search)))
    yield found
    found.free.set()


def test_a_slow_index_does_not_hold_up_the_question(world: World, index: Index) -> None:
    student = world.student()
    index.free.clear()
    before = time.monotonic()

    asked = student.ask(ASKED)

    took = time.monotonic() - before
    assert asked.status_code == 201
    assert asked.get_json()["passages"] is None
    assert took > 0.6  # the index was waited for, and would never have come


def test_a_later_reading_brings_the_passages(world: World, index: Index) -> None:
    student = world.student()
    index.free.clear()
    path = f"/api/questions/{student.ask(ASKED).get_json()['id']}"
    index.free.set()

    later = student.get(path)

    assert "1 October" in later.get_json()["passages"][0]["text"]


def test_passages_that_were_found_are_not_searched_again(world: World, index: Index) -> None:
    student = world.student()
    path = f"/api/questions/{student.ask(ASKED).get_json()['id']}"
    searched = index.asked

    found = [student.get(path).get_json()["passages"] for _ in range(2)]

    assert found[0] == found[1]
    assert index.asked == searched


def test_with_a_broken_index_the_question_is_accepted(
    world: World, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    student = world.student()
    index.broken = True

    asked = student.ask(ASKED)

    assert asked.status_code == 201
    assert asked.get_json()["passages"] is None
    assert "search_failed" in caplog.messages


def test_a_crowd_that_asks_a_hanging_index_is_accepted_in_time(world: World, index: Index) -> None:
    students = [world.student(str(number)) for number in range(10, 22)]
    index.free.clear()
    before = time.monotonic()
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda each=each: answers.append(each.ask(ASKED).status_code))
        for each in students
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [201] * 12
    assert time.monotonic() - before < 8  # one after the other they would wait 8.4 seconds


@pytest.mark.row("load-9")
def test_in_a_burst_questions_are_kept_without_a_search_and_reading_brings_the_passages(
    world: World, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    students = [world.student(str(number)) for number in range(10, 22)]
    index.free.clear()
    asked = at_once(12, lambda number: students[number].ask(ASKED).get_json())
    searched = index.asked
    index.free.set()
    settled = eventually(lambda: _passages(students[11], asked[11]["id"]) is not None)

    assert [each["passages"] for each in asked] == [None] * 12
    assert searched == SEARCHERS
    assert caplog.messages.count("search_put_off") >= 12 - SEARCHERS
    assert settled


@pytest.mark.row("load-11")
def test_panels_that_are_opened_do_not_push_aside_the_first_passages_of_a_question(
    world: World, index: Index
) -> None:
    student = world.student()
    others = [world.student(str(number), course="7") for number in range(10, 14)]
    session = sessions.find(digest(others[0].token))
    assert session is not None
    index.held = session.course_id
    index.free.clear()

    opened = at_once(4, lambda number: others[number].get("/fragments/examples").status_code)
    asked = student.ask(ASKED).get_json()

    assert opened == [200] * 4
    assert "1 October" in asked["passages"][0]["text"]


def _passages(student: Visitor, question_id: str) -> object:
    return student.get(f"/api/questions/{question_id}").get_json()["passages"]


def test_an_answered_question_is_read_without_a_search(world: World, index: Index) -> None:
    student = world.student()
    index.broken = True
    path = f"/api/questions/{student.ask(ASKED).get_json()['id']}"
    world.work(Queue.ANSWERS)
    searched = index.asked

    answered = student.get(path).get_json()

    assert answered["state"] == "answered"
    assert index.asked == searched


def test_examples_are_left_out_while_the_index_is_broken(world: World, index: Index) -> None:
    student = world.student(**{f"{CLAIM}launch_presentation": {"locale": "en"}})
    index.broken = True

    without = student.get("/fragments/examples")
    index.broken = False

    assert without.status_code == 200
    assert without.text.strip() == ""
    assert "data-action" in student.get("/fragments/examples").text
