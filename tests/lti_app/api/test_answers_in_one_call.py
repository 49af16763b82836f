"""`Prefer: wait` (RFC 7240): the answer comes with the answer to asking, within bounds."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from werkzeug.test import TestResponse

from lti_app.api.preferring import LONGEST_S, Waiters, wait_s
from silabo.storage import questions
from silabo.storage.tables import Question
from tests import seeds
from tests.parallel import at_once
from tests.tasks.work import eventually
from tests.world import Visitor, World

ASKED = "¿Cuándo es el primer parcial?"


def ask(visitor: Visitor, prefer: str, **headers: str) -> TestResponse:
    return visitor.ask(ASKED, headers={"Prefer": prefer, **headers})


def meanwhile(asking: Callable[[], TestResponse], work: Callable[[], object]) -> TestResponse:
    """What asking gives when something is done while it waits."""
    with ThreadPoolExecutor(1) as pool:
        waiting: Future[TestResponse] = pool.submit(asking)
        assert eventually(lambda: Question.select().count() == 1)
        work()
        return waiting.result(timeout=LONGEST_S)


@pytest.mark.parametrize(
    ("preferences", "seconds"),
    [
        ("wait=20", 20),
        ("respond-async, wait=5", 5),
        ("WAIT = 7; for=me", 7),
        ('wait="3"', 3),
        ("wait=3, wait=9", 3),
        (f"wait={LONGEST_S + 1}", LONGEST_S),
        (f"wait={'9' * 900}", LONGEST_S),
        ("wait=0", 0),
        ("wait=-1", 0),
        ("wait=1.5", 0),
        ("wait=٣", 0),
        ("wait", 0),
        ("wait=soon, wait=3", 0),
        ("waiting=4", 0),
        ("return=minimal; wait=3", 0),
        ("", 0),
    ],
)
def test_of_what_a_client_prefers_its_patience_is_read(preferences: str, seconds: int) -> None:
    assert wait_s(preferences) == seconds


@pytest.mark.row("way-6")
def test_a_client_that_waits_has_its_answer_in_one_call(course: World) -> None:
    student = course.student()
    told = meanwhile(lambda: ask(student, "wait=20"), course.work)
    body = told.get_json()

    assert (told.status_code, told.headers["Preference-Applied"]) == (201, "wait=20")
    assert (body["state"], body["answer"]["kind"]) == ("answered", "extractive")
    assert "1 de octubre" in body["answer"]["sentences"][0]["text"]


def test_an_answer_that_takes_longer_than_a_client_waits_is_read_later(course: World) -> None:
    student = course.student()
    began = time.monotonic()
    told = ask(student, "wait=1")
    took_s = time.monotonic() - began
    body = told.get_json()

    assert (told.status_code, told.headers["Preference-Applied"]) == (201, "wait=1")
    assert (body["state"], body["answer"]) == ("queued", None)
    assert "1 de octubre" in body["passages"][0]["text"]
    assert 1 <= took_s < 10


@pytest.mark.parametrize("prefer", ["", "respond-async", "wait=0", "wait=soon"])
def test_who_does_not_want_to_wait_is_answered_at_once(course: World, prefer: str) -> None:
    told = ask(course.student(), prefer)

    assert told.status_code == 201
    assert "Preference-Applied" not in told.headers
    assert told.get_json()["state"] == "queued"


def test_a_question_that_was_asked_before_is_waited_for_too(course: World) -> None:
    student, key = course.student(), {"Idempotency-Key": "one"}
    first = student.ask(ASKED, headers=key)
    told = meanwhile(lambda: ask(student, "wait=20", **key), course.work)

    assert (first.status_code, told.status_code) == (201, 200)
    assert told.get_json()["id"] == first.get_json()["id"]
    assert told.get_json()["state"] == "answered"


def test_a_question_that_fails_is_waited_for_no_longer(course: World) -> None:
    student = course.student()
    began = time.monotonic()
    told = meanwhile(
        lambda: ask(student, "wait=20"), lambda: seeds.change(Question, state="failed")
    )

    assert told.get_json()["state"] == "failed"
    assert time.monotonic() - began < 10


def test_a_question_that_is_cancelled_was_accepted_all_the_same(course: World) -> None:
    student = course.student()

    def cancel() -> None:
        student.delete(f"/api/questions/{Question.get().public_id}")

    told = meanwhile(lambda: ask(student, "wait=20"), cancel)

    assert (told.status_code, told.get_json()["text"]) == (201, ASKED)


@pytest.mark.row("way-6")
def test_beyond_the_bound_nobody_waits_and_who_left_makes_room(db: None) -> None:
    who = seeds.member()
    question = seeds.ask(who)
    waiters = Waiters(most=2)

    def wait(number: int) -> tuple[bool, float]:
        time.sleep(0.5 if number == 2 else 0)  # the last one comes when two wait
        began = time.monotonic()
        _, waited = waiters.wait(question, who[0], 3)
        return waited, time.monotonic() - began

    found = at_once(3, wait)
    seeds.record(seeds.claim_question())
    after, waited = waiters.wait(question, who[0], 3)

    assert [each for each, _ in found] == [True, True, False]
    assert found[2][1] < 1
    assert min(took_s for _, took_s in found[:2]) >= 3
    assert (waited, after.state) == (True, "answered")


def test_a_question_is_open_until_it_is_answered_or_gone(db: None) -> None:
    who = seeds.member()
    question, other = seeds.ask(who), seeds.ask(who)
    queued = questions.is_open(question.id)
    claimed = seeds.claim_question()
    working = questions.is_open(question.id)
    seeds.record(claimed)
    answered = questions.is_open(question.id)
    Question.delete().where(Question.id == question.id).execute()

    assert (queued, working, answered) == (True, True, False)
    assert not questions.is_open(question.id)
    assert questions.is_open(other.id)
