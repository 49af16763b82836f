"""The API of how a course answers, and who may set it."""

from dataclasses import replace
from typing import Any

import pytest

from lti_app.app import create_app
from silabo.storage import course_settings
from silabo.storage.tables import Course
from tests.world import World

SETTINGS = "/api/course/settings"
KEPT: dict[str, Any] = {
    "caution": "careful",
    "model": "",
    "instructions": "Trata de usted a quien lee.",
    "out_of_scope": [{"topic": "soluciones", "sentence": "Se publican en julio."}],
    "time_zone": "America/Montevideo",
}


def put(world: World, **changes: Any) -> Any:
    return world.instructor().put(SETTINGS, json={**KEPT, **changes})


def test_what_is_set_is_read_again_and_counts_for_the_next_question(course: World) -> None:
    kept = put(course)
    read = course.instructor().get(SETTINGS)
    same = course.instructor().get(SETTINGS, headers={"If-None-Match": read.headers["ETag"]})
    course.student("31").ask("¿Dónde están las soluciones?")
    course.work()
    (asked,) = course.student("31").get("/api/questions").get_json()

    assert (kept.status_code, same.status_code) == (204, 304)
    assert read.get_json() == {**KEPT, "approval": False, "models": []}
    assert Course.get().time_zone == "America/Montevideo"
    assert "Se publican en julio." in asked["answer"]["reply"]


def test_what_is_left_out_of_a_later_setting_is_answered_again(course: World) -> None:
    put(course)
    put(course, out_of_scope=[], instructions="\u200b ", time_zone="")
    read = course.instructor().get(SETTINGS).get_json()

    assert (read["out_of_scope"], read["instructions"], read["time_zone"]) == ([], "", "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"caution": "reckless"}, "invalid"),
        ({"model": "unknown"}, "unknown_model"),
        ({"instructions": "a" * 501}, "instructions_too_long"),
        ({"instructions": "a" * 2001}, "invalid"),
        ({"out_of_scope": [{"topic": "?!"}]}, "bad_topic"),
        ({"out_of_scope": [{"topic": "a"}] * 51}, "invalid"),
        ({"time_zone": "Mars/Base"}, "unknown_zone"),
    ],
)
def test_what_cannot_be_set_is_a_problem_and_sets_nothing(
    course: World, changes: dict[str, Any], code: str
) -> None:
    before = course_settings.read(Course.get().id)
    refused = put(course, **changes)

    assert (refused.status_code, refused.get_json()["code"]) == (422, code)
    assert course_settings.read(Course.get().id) == before


@pytest.mark.parametrize("name", ["big", "none"])
def test_one_of_the_allowed_models_may_be_picked(course: World, name: str) -> None:
    parts = replace(course.system.web, models=("small", "big"))
    course.system = replace(course.system, app=create_app(parts))
    kept = put(course, model=name)
    read = course.instructor().get(SETTINGS).get_json()

    assert kept.status_code == 204
    assert (read["model"], read["models"]) == (name, ["small", "big", "none"])


@pytest.mark.row("attack-9")
def test_a_student_reads_and_sets_nothing_and_another_course_stays_as_it_is(course: World) -> None:
    put(course)
    student, other = course.student("31"), course.instructor("9", "3")
    answers = [student.get(SETTINGS), student.put(SETTINGS, json=KEPT)]
    desk = student.get("/fragments/desk/settings")
    elsewhere = other.get(SETTINGS).get_json()

    assert [each.status_code for each in (*answers, desk)] == [403] * 3
    assert elsewhere["instructions"] == ""
    assert elsewhere["caution"] == "balanced"


def test_the_desk_shows_what_is_set(course: World) -> None:
    put(course)
    desk = course.instructor().get("/fragments/desk/settings").text

    assert 'value="careful" checked' in desk
    assert "Se publican en julio." in desk
    assert "America/Montevideo" in desk
