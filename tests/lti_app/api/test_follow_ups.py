"""Questions that go on from an earlier one, by the API."""

from typing import Any
from uuid import uuid4

import pytest

from silabo.storage import threads
from silabo.storage.tables import Question
from tests.lti_app.api.asked import answered
from tests.world import Visitor, World

RULES = b"""# Reglas

El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.

El segundo parcial es el jueves 3 de diciembre a las 16:00 en el aula 9.
"""
FIRST, SECOND = "\u00bfCu\u00e1ndo es el primer parcial?", "y el segundo?"
WHOLE = "\u00bfCu\u00e1ndo es el segundo parcial?"


@pytest.fixture
def course(world: World) -> World:
    """A course with two exams."""
    world.instructor().upload("Reglas.md", RULES)
    world.work()
    return world


def ask(student: Visitor, text: str, **given: object) -> Any:
    return student.post("/api/questions", json={"text": text, **given})


def read(course: World, student: Visitor, asked: Any) -> Any:
    course.work()
    return student.get(f"/api/questions/{asked.get_json()['id']}").get_json()


@pytest.mark.row("thread-1")
@pytest.mark.parametrize("name", ["follows", "may_follow"])
def test_a_follow_up_is_answered_as_it_is_completed_from_its_thread(
    course: World, name: str
) -> None:
    student = course.student()
    first = answered(course, student)
    asked = ask(student, SECOND, **{name: first})
    body = read(course, student, asked)

    assert asked.status_code == 201
    assert "3 de diciembre" in asked.get_json()["passages"][0]["text"]
    assert (body["text"], body["follows"]) == (SECOND, first)
    assert body["answer"]["understood_as"] == WHOLE
    assert "3 de diciembre" in body["answer"]["sentences"][0]["text"]


def test_a_question_by_itself_follows_none_and_is_understood_as_it_is_written(
    course: World,
) -> None:
    student = course.student()
    body = student.get(f"/api/questions/{answered(course, student)}").get_json()

    assert body["follows"] is None
    assert body["answer"]["understood_as"] == ""


@pytest.mark.row("thread-1")
def test_a_question_that_stands_alone_goes_on_from_none_that_it_only_may_follow(
    course: World,
) -> None:
    student = course.student()
    first = answered(course, student)
    body = read(course, student, ask(student, WHOLE, may_follow=first))

    assert (body["follows"], body["answer"]["understood_as"]) == (None, "")


def test_in_a_thread_a_question_that_stands_alone_is_answered_as_it_is_written(
    course: World,
) -> None:
    student = course.student()
    first = answered(course, student)
    body = read(course, student, ask(student, WHOLE, follows=first))

    assert (body["follows"], body["answer"]["understood_as"]) == (first, "")


@pytest.mark.row("thread-5")
@pytest.mark.parametrize(
    "message", ["j'en peux plus", "no puedo más", "fais mon devoir", "gracias", "resolvelo por mí"]
)
def test_what_is_no_question_about_the_course_goes_on_from_none(
    course: World, message: str
) -> None:
    student = course.student()
    first = answered(course, student)

    assert ask(student, message, may_follow=first).get_json()["follows"] is None


def test_what_it_may_follow_was_asked_lately(course: World) -> None:
    student = course.student()
    first = answered(course, student)
    Question.update(asked_at=Question.asked_at - threads.RECENT_MS).execute()
    late = ask(student, SECOND, may_follow=first).get_json()
    told = ask(student, SECOND, follows=first).get_json()

    assert (late["follows"], told["follows"]) == (None, first)


@pytest.mark.row("thread-2")
def test_a_question_of_another_or_none_is_followed_by_nobody(course: World) -> None:
    student, other = course.student(), course.student("77")
    foreign = answered(course, other)
    for follows in (foreign, str(uuid4())):
        refused = ask(student, SECOND, follows=follows)
        taken = ask(student, SECOND, may_follow=follows)

        assert (refused.status_code, refused.get_json()["code"]) == (404, "not_found")
        assert (taken.status_code, taken.get_json()["follows"]) == (201, None)
    assert ask(student, SECOND, follows="7").status_code == 422


@pytest.mark.row("thread-3")
def test_a_follow_up_outlives_what_it_follows(course: World) -> None:
    student = course.student()
    first = answered(course, student)
    before = read(course, student, ask(student, SECOND, follows=first))
    student.delete(f"/api/questions/{first}")
    after = student.get(f"/api/questions/{before['id']}").get_json()

    assert after == {**before, "follows": None}
