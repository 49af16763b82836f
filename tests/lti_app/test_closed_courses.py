"""A course that administrators close takes no questions of students, and is read on; and one that
has a language of its own is read in it.
"""

from typing import Any

import pytest

from silabo.storage import course_limits
from silabo.storage.tables import Course, Person
from tests.lms import CLAIM
from tests.world import World

RULES = b"# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00.\n"
CLOSED = {
    "es": "Este curso ya no admite preguntas.",
    "en": "This course takes no more questions.",
    "fr": "Ce cours n’accepte plus de questions.",
}


def speaking(language: str) -> dict[str, Any]:
    """A launch from an LMS in this language."""
    return {f"{CLAIM}launch_presentation": {"locale": language}}


def numbered(title: str) -> int:
    """The number of a course."""
    return int(Course.get(Course.title == title).id)


@pytest.mark.parametrize("language", sorted(CLOSED))
def test_in_a_closed_course_students_read_on_and_ask_nothing(world: World, language: str) -> None:
    teacher, student = world.instructor(), world.student(**speaking(language))
    teacher.upload("Reglas.md", RULES)
    world.work()
    asked = student.ask("¿Cuándo es el primer parcial?").get_json()["id"]
    world.work()
    course_limits.close(numbered("Course 2"), closed=True)
    refused = student.ask("¿Cuándo es el final?")
    panel = student.get("/fragments/panel").text
    card = student.get(f"/fragments/questions/{asked}").text

    assert (refused.status_code, refused.get_json()["code"]) == (409, "course_closed")
    assert refused.get_json()["detail"].startswith(CLOSED[language])
    assert CLOSED[language] in panel
    assert "<form" not in panel
    assert "1 de octubre" in card
    assert "<form" not in card


def test_who_teaches_a_closed_course_tries_questions_and_reads_that_it_is_closed(
    world: World,
) -> None:
    teacher, elsewhere = world.instructor(), world.student(course="3")
    teacher.upload("Reglas.md", RULES)
    world.instructor(course="3").upload("Reglas.md", RULES)
    world.work()
    course_limits.close(numbered("Course 2"), closed=True)

    assert 'id="ask"' in teacher.get("/fragments/panel").text
    assert "no pueden preguntar" in teacher.get("/fragments/panel").text
    assert teacher.ask("¿Cuándo es el primer parcial?").status_code == 201
    assert elsewhere.ask("¿Cuándo es el primer parcial?").status_code == 201


def test_in_a_course_that_is_open_again_students_ask(world: World) -> None:
    student = world.student()
    world.instructor().upload("Reglas.md", RULES)
    world.work()
    for closed in (True, False):
        course_limits.close(numbered("Course 2"), closed=closed)

    assert student.ask("¿Cuándo es el primer parcial?").status_code == 201
    assert 'id="ask"' in student.get("/fragments/panel").text


def test_a_course_with_a_language_speaks_it_from_the_next_launch_on(world: World) -> None:
    before = world.student()
    course_limits.speak(numbered("Course 2"), "fr")
    after, elsewhere = world.student(), world.student(sub="8", course="3")

    assert "équipe enseignante" in after.get("/fragments/panel").text
    assert "Tus docentes" in before.get("/fragments/panel").text
    assert "Tus docentes" in elsewhere.get("/fragments/panel").text
    assert {each.sub: each.language for each in Person.select()} == {"3": "fr", "8": "es"}
