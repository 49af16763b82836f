"""The API of what instructors see of their students' questions, and who may use it."""

from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from silabo.storage.tables import Decision, Question
from tests import seeds
from tests.world import Visitor, World

PARKING = "¿Hay estacionamiento en el campus?"


def ask(world: World, sub: str, text: str = PARKING, course: str = "2") -> tuple[Visitor, str]:
    """A student of this name, and a question of theirs that was answered or declined."""
    student = world.student(sub, course, name=f"Person {sub}")
    question = str(student.ask(text, headers={"X": "1"}).get_json()["id"])
    world.work()
    return student, question


def hand_over(student: Visitor, question: str) -> TestResponse:
    return student.put(f"/api/questions/{question}/hand-over")


def shown(who: Visitor, question: str) -> str | None:
    """The answer that a review shows to its instructor."""
    answer = who.get(f"/api/reviews/{question}").get_json().get("answer")
    return answer["id"] if answer else None


def decide(who: Visitor, question: str, **decision: Any) -> TestResponse:
    return who.post(f"/api/reviews/{question}/decisions", json=decision)


def publish(who: Visitor, question: str, text: str = "Sí, detrás del aula magna.") -> TestResponse:
    return decide(who, question, kind="published", sentences=[{"text": text}])


def let_the_ten_seconds_pass(world: World) -> None:
    seeds.change(Decision, spread_after=1)
    world.work()


def test_a_question_that_was_handed_over_stands_first_with_the_name_of_its_asker_alone(
    course: World,
) -> None:
    _, first = ask(course, "31")
    beto, question = ask(course, "32")
    instructor = course.instructor()
    (before,) = instructor.get("/api/reviews").get_json()
    handed = hand_over(beto, question)
    (after,) = instructor.get("/api/reviews").get_json()

    assert (before["harm"], before["times"], before["handed_by"]) == ("declined", 2, [])
    assert handed.get_json()["handed_at"] is not None
    assert (after["harm"], after["handed_by"]) == ("handed_over", ["Person 32"])
    assert first != after["question"] == question


def test_one_sentence_reaches_everybody_who_asked_and_the_next_at_once(course: World) -> None:
    ana, first = ask(course, "31")
    beto, second = ask(course, "32")
    instructor = course.instructor()
    made = publish(instructor, second)
    waits = ana.get(f"/api/questions/{first}").get_json()["answer"]["kind"]
    let_the_ten_seconds_pass(course)
    told = [
        who.get(f"/api/questions/{each}").get_json() for who, each in ((ana, first), (beto, second))
    ]
    third = course.student("33").ask(PARKING).get_json()

    assert (made.status_code, made.get_json()["told"]) == (201, 2)
    assert waits == "declined"
    for each in (*told, third):
        assert each["state"] == "answered"
        assert each["answer"]["kind"] == "curated"
        assert each["answer"]["checked_at"] is not None
        assert [one["text"] for one in each["answer"]["sentences"]] == [
            "Sí, detrás del aula magna."
        ]
    assert instructor.get("/api/reviews").get_json() == []
    assert [each["kind"] for each in instructor.get("/api/reviews?all=1").get_json()] == ["curated"]


@pytest.mark.row("review-2")
def test_what_is_undone_in_time_reaches_nobody(course: World) -> None:
    ana, question = ask(course, "31")
    instructor = course.instructor()
    made = publish(instructor, question).get_json()
    undone = instructor.delete(f"/api/decisions/{made['id']}")
    let_the_ten_seconds_pass(course)

    assert undone.status_code == 204
    assert ana.get(f"/api/questions/{question}").get_json()["answer"]["kind"] == "declined"
    assert len(instructor.get("/api/reviews").get_json()) == 1


def test_an_answer_that_is_fine_as_it_is_gets_its_badge(course: World) -> None:
    ana, question = ask(course, "31", "¿Cuándo es el primer parcial?")
    before = ana.get(f"/api/questions/{question}").get_json()["answer"]
    instructor = course.instructor()
    made = decide(instructor, question, kind="approved", answer=shown(instructor, question))
    let_the_ten_seconds_pass(course)
    after = ana.get(f"/api/questions/{question}").get_json()["answer"]

    assert made.status_code == 201
    assert (before["kind"], after["kind"]) == ("extractive", "curated")
    assert after["sentences"] == before["sentences"]
    assert after["citations"] == before["citations"]


@pytest.mark.parametrize(
    ("decision", "status", "code"),
    [
        ({"kind": "published"}, 422, "nothing_to_publish"),
        ({"kind": "published", "sentences": [{"text": "\u200b "}]}, 422, "nothing_to_publish"),
        ({"kind": "published", "sentences": [{"text": "a" * 1001}]}, 422, "sentence_length"),
        (
            {"kind": "published", "sentences": [{"text": "a", "citations": [99]}]},
            422,
            "unknown_source",
        ),
        ({"kind": "approved"}, 409, "nothing_to_approve"),
        ({"kind": "dismissed", "decided": str(uuid4())}, 409, "decided_meanwhile"),
        ({"kind": "perhaps"}, 422, "invalid"),
        ({}, 422, "invalid"),
    ],
)
def test_what_cannot_be_decided_is_a_problem(
    course: World, decision: dict[str, Any], status: int, code: str
) -> None:
    _, question = ask(course, "31")
    instructor = course.instructor()
    answer = decide(instructor, question, **{"answer": shown(instructor, question), **decision})

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert Decision.select().count() == 0


@pytest.mark.row("review-7")
@pytest.mark.parametrize("answer", [None, "5f1c8d1e-0d5b-4a3e-9d7e-6f1f0c1b2a3d"])
def test_who_approves_what_was_not_shown_looks_again(course: World, answer: str | None) -> None:
    _, question = ask(course, "31", "¿Cuándo es el primer parcial?")
    refused = decide(course.instructor(), question, kind="approved", answer=answer)

    assert (refused.status_code, refused.get_json()["code"]) == (409, "answered_meanwhile")
    assert Decision.select().count() == 0


def test_a_review_is_read_again_for_nothing_while_it_is_the_same(course: World) -> None:
    _, question = ask(course, "31")
    instructor = course.instructor()
    path = f"/api/reviews/{question}"
    first = instructor.get(path)
    same = instructor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    decide(instructor, question, kind="dismissed")
    changed = instructor.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.get_json()["answer"]["kind"] == "declined"
    assert (same.status_code, changed.status_code) == (304, 200)
    assert changed.get_json()["decided_as"] == "dismissed"


def visitors(world: World) -> dict[str, tuple[Visitor, int]]:
    return {
        "a student": (world.student("31"), 403),
        "another course's instructor": (world.instructor("9", "3"), 404),
    }


@pytest.mark.row("attack-9")
@pytest.mark.parametrize("who", ["a student", "another course's instructor"])
def test_only_the_courses_own_instructors_see_and_decide(course: World, who: str) -> None:
    _, question = ask(course, "31")
    made = decide(course.instructor(), question, kind="dismissed").get_json()
    visitor, status = visitors(course)[who]
    answers = [
        visitor.get(f"/api/reviews/{question}"),
        decide(visitor, question, kind="dismissed"),
        visitor.delete(f"/api/decisions/{made['id']}"),
        visitor.get(f"/fragments/reviews/{question}"),
    ]
    listed = [visitor.get(path) for path in ("/api/reviews?all=1", "/fragments/reviews?all=1")]

    assert [each.status_code for each in answers] == [status] * 4
    assert all(PARKING not in each.text for each in (*answers, *listed))
    assert Decision.select().count() == 1


def test_nobody_hands_over_what_is_anothers(course: World) -> None:
    _, question = ask(course, "31")

    assert hand_over(course.student("32"), question).status_code == 404
    assert Question.get().handed_at is None
