"""E-mails only of answers that were not seen, as a panel and a program ask for them."""

from typing import Any

import pytest

from silabo.domain.queues import Queue
from silabo.storage import question_views
from silabo.storage.tables import Delivery, Person, Question
from tests.lti_app.api.asked import RULES
from tests.world import Visitor, World

ASKED = "¿Cuándo es el primer parcial?"
ASKER_S = {"text": ASKED, "letter": True, "if_unseen": True}


@pytest.fixture
def course(world: World) -> World:
    """A course whose rules can be searched."""
    world.instructor().upload("Reglas.md", RULES)
    world.work()
    return world


def answered(course: World, student: Visitor, **changes: Any) -> str:
    asked = student.post("/api/questions", json={**ASKER_S, **changes}).get_json()
    course.work()
    return str(asked["id"])


def delivery(student: Visitor, question: str) -> str:
    return str(student.get(f"/api/questions/{question}").get_json()["delivery"])


def as_program(visitor: Visitor) -> Visitor:
    token = visitor.post("/api/session/tokens").get_json()["token"]
    return Visitor(client=visitor.client, launch=visitor.launch, token=token)


def test_an_answer_that_was_seen_is_not_told_by_letter(course: World) -> None:
    student = course.student()
    question = answered(course, student)
    waits = delivery(student, question)
    seen = student.put(f"/api/questions/{question}/seen", json={"revision": 1})
    again = student.put(f"/api/questions/{question}/seen", json={"revision": 1})

    assert waits == "ready"
    assert (seen.status_code, again.status_code) == (204, 204)
    assert delivery(student, question) == "suppressed"


def test_an_answer_is_unread_until_its_asker_has_seen_it(course: World) -> None:
    student = course.student()
    asked = student.post("/api/questions", json={"text": ASKED, "letter": False}).get_json()
    course.work()
    address = f"/api/questions/{asked['id']}"
    there = student.get(address)
    student.put(f"{address}/seen", json={"revision": 1})
    after = student.get(address, headers={"If-None-Match": there.headers["ETag"]})

    assert asked["unread"] is False
    assert there.get_json()["unread"] is True
    assert after.status_code == 200
    assert after.get_json()["unread"] is False
    assert [each["unread"] for each in student.get("/api/questions").get_json()] == [False]


def test_a_page_that_was_left_lets_the_letter_go_at_once(course: World) -> None:
    student = course.student()
    question = answered(course, student)
    left = student.put("/api/session/page", json={"left": True})
    course.work(Queue.LETTERS)

    assert left.status_code == 204
    assert delivery(student, question) == "sent"


def test_a_page_that_is_looked_at_again_is_waited_for(course: World) -> None:
    student = course.student()
    student.put("/api/session/page", json={"left": True})
    back = student.put("/api/session/page", json={"left": False})

    assert back.status_code == 204
    assert delivery(student, answered(course, student)) == "ready"


def test_the_choice_beside_the_tick_is_remembered_and_told(course: World) -> None:
    student = course.student()
    first = student.post("/api/questions", json=ASKER_S).get_json()
    student.ask("Two?")
    course.work()
    student.post("/api/questions", json={"text": "Three?", "if_unseen": False})
    student.ask("Four?")
    kept = [(row.letter, row.if_unseen) for row in Question.select().order_by(Question.id)]

    assert first["if_unseen"] is True
    assert kept == [(True, True), (True, True), (True, False), (True, False)]
    assert Person.get(Person.email == "person3@example.org").letters_if_unseen is False


def test_an_instructor_who_tries_a_question_changes_no_choice(course: World) -> None:
    instructor = course.instructor()
    instructor.post("/api/questions", json=ASKER_S)

    assert Question.get().if_unseen
    assert not Person.get(Person.email == "person5@example.org").letters_if_unseen


@pytest.mark.parametrize(
    "body", [{}, {"revision": -1}, {"revision": None}, {"revision": "x"}, {"revision": 10**12}]
)
def test_what_names_no_revision_is_invalid(course: World, body: dict[str, object]) -> None:
    student = course.student()
    question = answered(course, student)

    assert student.put(f"/api/questions/{question}/seen", json=body).status_code == 422
    assert delivery(student, question) == "ready"


def test_nobody_sees_for_another_student(course: World) -> None:
    question = answered(course, course.student())
    others = [course.student(sub="9"), course.student(course="7"), course.instructor()]
    refused = [each.put(f"/api/questions/{question}/seen", json={"revision": 1}) for each in others]

    assert [each.status_code for each in refused] == [404, 404, 404]
    assert Delivery.get(Delivery.kind.in_(question_views.ANSWERS)).seen_at is None


def test_a_program_has_seen_an_answer_but_has_no_page(course: World) -> None:
    student = course.student()
    program = as_program(student)
    question = answered(course, student)
    page = program.put("/api/session/page", json={"left": True})
    seen = program.put(f"/api/questions/{question}/seen", json={"revision": 1})

    assert (page.status_code, seen.status_code) == (403, 204)
    assert delivery(student, question) == "suppressed"
