"""The API of what the documents do not say, and who may read it."""

import pytest

from silabo.storage.tables import Decision
from tests import seeds
from tests.world import Visitor, World

QUESTIONS = ("¿Hay estacionamiento en el campus?", "hay estacionamientos en el campus??")


def ask(world: World, *texts: str) -> list[tuple[Visitor, str]]:
    """Each text is asked by another student."""
    asked = []
    for number, text in enumerate(texts):
        student = world.student(f"3{number}", name=f"Person {number}")
        asked.append((student, str(student.ask(text).get_json()["id"])))
        world.work()
    return asked


def test_a_gap_is_filled_by_one_sentence_for_all_its_questions(course: World) -> None:
    (ana, first), (beto, second) = ask(course, *QUESTIONS)
    instructor = course.instructor()
    (gap,) = instructor.get("/api/gaps").get_json()
    near = instructor.get(f"/api/reviews/{second}").get_json()["near"]
    made = instructor.post(
        f"/api/reviews/{second}/decisions",
        json={
            "kind": "published",
            "sentences": [{"text": "Sí, detrás del aula magna."}],
            "also": [each["question"] for each in near],
        },
    )
    seeds.change(Decision, spread_after=1)
    course.work()
    kinds = [
        who.get(f"/api/questions/{each}").get_json()["answer"]["kind"]
        for who, each in ((ana, first), (beto, second))
    ]
    helped = instructor.get("/api/gaps/helped").get_json()

    assert gap["askers"] == 2
    assert gap["asked_at"].endswith("Z")
    assert helped["newest"][0]["filled_at"].endswith("Z")
    assert {each["question"] for each in gap["questions"]} == {first, second}
    assert [each["question"] for each in near] == [first]
    assert (made.status_code, made.get_json()["told"]) == (201, 2)
    assert kinds == ["curated", "curated"]
    assert instructor.get("/api/gaps").get_json() == []
    assert helped["people"] == 2


def test_gaps_are_read_again_for_nothing_while_they_are_the_same(course: World) -> None:
    ask(course, QUESTIONS[0])
    instructor = course.instructor()
    first = instructor.get("/api/gaps")
    same = instructor.get("/api/gaps", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, same.status_code) == (200, 304)


def test_the_desk_shows_what_is_missing_and_what_else_a_sentence_may_answer(course: World) -> None:
    (_, first), _ = ask(course, *QUESTIONS)
    instructor = course.instructor()
    desk = instructor.get("/fragments/desk/gaps").text
    review = instructor.get(f"/fragments/reviews/{first}").text

    assert all(each in desk for each in QUESTIONS)
    assert "2 estudiantes" in desk
    assert "También responde a" in review


@pytest.mark.row("attack-9")
@pytest.mark.parametrize("path", ["/api/gaps", "/api/gaps/helped", "/fragments/gaps"])
def test_only_the_courses_own_instructors_read_its_gaps(course: World, path: str) -> None:
    ask(course, QUESTIONS[0])
    student = course.student("31").get(path)
    other = course.instructor("9", "3").get(path)

    assert student.status_code == 403
    assert other.status_code == 200
    assert QUESTIONS[0] not in other.text
