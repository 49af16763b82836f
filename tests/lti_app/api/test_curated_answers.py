"""The API of curated answers: listed, changed, withdrawn and written ahead, and who may."""

from typing import Any

import pytest

from silabo.storage.tables import Decision
from tests import seeds
from tests.world import Visitor, World

PARKING = "¿Hay estacionamiento en el campus?"
ANSWERS = "/api/curated-answers"


def write(who: Visitor, question: str = PARKING, text: str = "Sí, detrás.") -> dict[str, Any]:
    made = who.post(ANSWERS, json={"question": question, "sentences": [{"text": text}]})
    return {"status": made.status_code, **made.get_json()}


def let_the_ten_seconds_pass(world: World) -> None:
    seeds.change(Decision, spread_after=1)
    world.work()


def test_an_answer_written_ahead_answers_the_first_who_asks_in_other_words(course: World) -> None:
    instructor = course.instructor()
    made = write(instructor)
    let_the_ten_seconds_pass(course)
    asked = course.student("31").ask("hola! hay estacionamiento en el campus??").get_json()
    (listed,) = instructor.get(ANSWERS).get_json()

    assert (made["status"], made["told"], made["kind"]) == (201, 0, "published")
    assert asked["answer"]["kind"] == "curated"
    assert (listed["id"], listed["question"], listed["askers"]) == (made["id"], PARKING, 1)


def test_an_answer_is_changed_and_withdrawn_by_its_id_which_changes_with_it(course: World) -> None:
    instructor = course.instructor()
    made = write(instructor)
    path = f"{ANSWERS}/{made['id']}"
    changed = instructor.put(path, json={"sentences": [{"text": "En la calle."}]})
    stale = instructor.put(path, json={"sentences": [{"text": "En la plaza."}]})
    now = f"{ANSWERS}/{changed.get_json()['id']}"
    read = instructor.get(now)
    same = instructor.get(now, headers={"If-None-Match": read.headers["ETag"]})
    withdrawn = instructor.delete(now)

    assert (changed.status_code, same.status_code, withdrawn.status_code) == (200, 304, 200)
    assert (stale.status_code, stale.get_json()["code"]) == (409, "decided_meanwhile")
    assert [each["text"] for each in read.get_json()["sentences"]] == ["En la calle."]
    assert withdrawn.get_json()["kind"] == "dismissed"
    assert instructor.get(ANSWERS).get_json() == []
    assert instructor.get(now).status_code == 404


@pytest.mark.parametrize(
    ("question", "text", "status", "code"),
    [
        ("¿y el segundo?", "El 3.", 422, "asked_by_nobody_else"),
        ("hola", "Hola.", 422, "asked_by_nobody_else"),
        (" \u200b", "El 3.", 422, "question_empty"),
        (PARKING, "\u200b", 422, "nothing_to_publish"),
        (PARKING, "a" * 1001, 422, "sentence_length"),
        ("¿Hay estacionamiento en la sede?", "Sí.", 409, "answered_already"),
    ],
)
def test_what_cannot_be_written_ahead_is_a_problem(
    course: World, question: str, text: str, status: int, code: str
) -> None:
    instructor = course.instructor()
    write(instructor, "¿Hay estacionamiento en la sede?")
    made = write(instructor, question, text)

    assert (made["status"], made["code"]) == (status, code)
    assert Decision.select().count() == 1


@pytest.mark.row("attack-9")
@pytest.mark.parametrize("who", ["a student", "another course's instructor"])
def test_only_the_courses_own_instructors_read_and_change_its_answers(
    course: World, who: str
) -> None:
    made = write(course.instructor())
    visitor, status, of_all = {
        "a student": (course.student("31"), 403, 403),
        "another course's instructor": (course.instructor("9", "3"), 404, 200),
    }[who]
    path = f"{ANSWERS}/{made['id']}"
    answers = [
        visitor.get(path),
        visitor.put(path, json={"sentences": [{"text": "No."}]}),
        visitor.delete(path),
        visitor.get(f"/fragments/curated-answers/{made['id']}"),
    ]
    lists = [
        visitor.get(each)
        for each in (ANSWERS, "/fragments/curated-answers", "/fragments/desk/answers")
    ]

    assert [each.status_code for each in answers] == [status] * 4
    assert [each.status_code for each in lists] == [of_all] * 3
    assert all(PARKING not in each.text for each in (*answers, *lists))
    assert Decision.select().count() == 1


def test_the_desk_lists_the_answers_and_shows_one_to_be_changed(course: World) -> None:
    instructor = course.instructor()
    made = write(instructor)
    desk = instructor.get("/fragments/desk/answers").text
    one = instructor.get(f"/fragments/curated-answers/{made['id']}").text
    new = instructor.get("/fragments/curated-answers/new").text

    assert PARKING in desk
    assert "nadie la ha preguntado" in desk
    assert f'data-curated="{made["id"]}"' in one
    assert "Sí, detrás." in one
    assert 'id="asks"' in new
