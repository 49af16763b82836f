"""The API and the desk of what instructors expect of answers, and who may use them."""

from typing import Any

import pytest

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from tests import seeds
from tests.world import World

LISTED = "/api/expectations"
PROPOSED = "/api/expectations/proposals"
CALENDAR = """\
# Calendario

| Instancia | Fecha | Aula | Peso |
|---|---|---|---|
| Primer parcial | 1 de octubre | 4 | 35 % |
| Segundo parcial | 26 de noviembre | 12 | 45 % |

Consultas de Ana: ana@example.org
"""
ASKED = "¿Cuándo es el primer parcial?"


def add(world: World, question: str = ASKED, *says: str) -> Any:
    return world.instructor().post(LISTED, json={"question": question, "says": list(says)})


def run(world: World) -> None:
    """Let whoever answers work until nothing waits."""
    while world.system.workers.run(Queue.ANSWERS):
        pass


def listed(world: World) -> Any:
    return world.instructor().get(LISTED).get_json()


def test_a_question_is_kept_tried_read_changed_and_removed(course: World) -> None:
    made = add(course, f" {ASKED} ", "1 de octubre", "\u200b")
    path = f"{LISTED}/{made.get_json()['id']}"
    run(course)
    read = course.instructor().get(path)
    same = course.instructor().get(path, headers={"If-None-Match": read.headers["ETag"]})
    new = {"question": ASKED, "says": ["2 de octubre"]}
    changed = course.instructor().put(path, json=new)
    run(course)
    red = course.instructor().get(path).get_json()
    removed = course.instructor().delete(path)

    assert made.status_code == 201
    assert (made.get_json()["tried"], made.get_json()["state"]) == (None, "ready")
    assert (read.get_json()["question"], read.get_json()["says"]) == (ASKED, ["1 de octubre"])
    assert read.get_json()["tried"]["verdict"] == "met"
    assert same.status_code == 304
    assert (changed.status_code, changed.get_json()["tried"]) == (200, None)
    assert red["tried"]["verdict"] == "missing"
    assert red["tried"]["missing"] == ["2 de octubre"]
    assert "1 de octubre" in red["tried"]["sentences"][0]["text"]
    assert red["tried"]["citations"][0]["quote"]
    assert removed.status_code == 204
    assert listed(course) == []


def test_at_will_all_of_them_are_tried_again(course: World) -> None:
    add(course)
    run(course)
    before = listed(course)[0]["state"]
    asked = course.instructor().post(f"{LISTED}/trials")

    assert (before, asked.status_code, asked.get_json()) == ("done", 202, {"waiting": 1})
    assert listed(course)[0]["state"] == "ready"


def test_what_documents_state_is_proposed_and_met_once_it_is_confirmed(world: World) -> None:
    world.instructor().upload("Calendario.md", CALENDAR.encode())
    world.work()
    proposed = world.instructor().get(PROPOSED).get_json()
    for each in proposed:
        assert add(world, each["question"], *each["says"]).status_code == 201
    run(world)
    verdicts = {each["question"]: each["tried"]["verdict"] for each in listed(world)}

    assert {(each["question"], *each["says"]) for each in proposed} == {
        ("¿Cuándo es «Primer parcial»?", "1 de octubre"),
        ("¿Cuándo es «Segundo parcial»?", "26 de noviembre"),
        ("¿En qué aula es «Primer parcial»?", "Aula 4"),
        ("¿En qué aula es «Segundo parcial»?", "Aula 12"),
        ("¿Cuánto vale «Primer parcial»?", "35 %"),
        ("¿Cuánto vale «Segundo parcial»?", "45 %"),
        ("¿Cuál es el correo de «Consultas de Ana»?", "ana@example.org"),
    }
    assert set(verdicts.values()) == {"met"}, verdicts
    assert world.instructor().get(PROPOSED).get_json() == []


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"question": "", "says": []}, 422, "question_empty"),
        ({"question": "a" * 501, "says": []}, 422, "question_too_long"),
        ({"question": "a" * 2001, "says": []}, 422, "invalid"),
        ({"question": "¿A?"}, 422, "invalid"),
        ({"question": "¿A?", "says": ["a" * 121]}, 422, "bad_phrase"),
        ({"question": "¿A?", "says": ["\u200b"]}, 422, "bad_phrase"),
        ({"question": "¿A?", "says": ["a" * 481]}, 422, "invalid"),
        ({"question": "¿A?", "says": list(map(str, range(9)))}, 422, "too_many_phrases"),
        ({"question": "¿A?", "says": ["a"] * 33}, 422, "invalid"),
        ({"question": ASKED, "says": []}, 409, "expected_already"),
    ],
)
def test_what_cannot_be_kept_is_a_problem_that_says_why(
    course: World, given: dict[str, Any], status: int, code: str
) -> None:
    add(course)
    refused = course.instructor().post(LISTED, json=given)

    assert (refused.status_code, refused.get_json()["code"]) == (status, code)
    assert len(listed(course)) == 1


@pytest.mark.row("attack-9")
def test_only_the_courses_own_instructors_see_and_change_them(course: World) -> None:
    made = add(course).get_json()
    path = f"{LISTED}/{made['id']}"
    new = {"question": "¿Otra?", "says": []}
    student, other = course.student("31"), course.instructor("9", "3")
    as_student = [
        student.get(LISTED),
        student.post(LISTED, json=new),
        student.get(path),
        student.put(path, json=new),
        student.delete(path),
        student.post(f"{LISTED}/trials"),
        student.get(PROPOSED),
        student.get("/fragments/desk/expectations"),
        student.get(f"/fragments/expectations/{made['id']}"),
    ]
    elsewhere = [
        other.get(path),
        other.put(path, json=new),
        other.delete(path),
        other.get(f"/fragments/expectations/{made['id']}"),
    ]
    seen = other.get(LISTED).get_json()
    waiting = other.post(f"{LISTED}/trials").get_json()

    assert {each.status_code for each in as_student} == {403}
    assert {each.status_code for each in elsewhere} == {404}
    assert (seen, waiting) == ([], {"waiting": 0})
    assert [each["question"] for each in listed(course)] == [ASKED]


def test_the_desk_says_which_are_red_and_why_and_opens_there(course: World) -> None:
    add(course, ASKED, "2 de octubre")
    add(course, "¿Hay becas?")
    run(course)
    instructor = course.instructor()
    desk = instructor.get("/fragments/desk/expectations").text
    opened = instructor.get("/fragments/desk").text

    assert "la respuesta no dice \u20682 de octubre\u2069" in desk
    assert "Como se espera" in desk
    assert "No debe responderse" in desk
    assert "Preguntas de control (1)" in desk
    assert "Preguntas (1)" in opened
    assert "1 de tus preguntas de control no se responde como esperas" in opened


def test_what_instructors_and_documents_write_is_shown_as_text(course: World) -> None:
    question = "¿<b>Cuándo</b> es?"
    made = add(course, question, "<i>dos</i>").get_json()
    run(course)
    instructor = course.instructor()
    shown = [
        instructor.get("/fragments/expectations").text,
        instructor.get(f"/fragments/expectations/{made['id']}").text,
    ]

    for each in shown:
        assert "<b>" not in each
        assert "<i>" not in each
        assert "&lt;b&gt;Cuándo" in each


def test_a_broken_one_is_said_to_be_our_fault(course: World) -> None:
    add(course)
    with connection():
        seeds.change(
            tables.Expectation, verdict="broken", state="failed", tried_at=1_700_000_000_000
        )

    assert "el fallo es nuestro" in course.instructor().get("/fragments/expectations").text
