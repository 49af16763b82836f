"""Examples to begin with: found once for what a course shows."""

import pytest

from silabo.domain.answers import Caution
from silabo.storage import courses, database
from silabo.storage.tables import Course
from silabo.wording.catalogues import say
from tests.lms import CLAIM
from tests.lti_app.panel.fragments import show
from tests.world import Visitor, World

EXAM = "When is the first exam?"
HOURS = "When are the office hours?"


@pytest.fixture
def searched(course: World) -> list[str]:
    """The statements by which passages are read."""
    asked: list[str] = []

    def note(query: object) -> None:
        sql = str(getattr(query, "sql", ""))
        if "passage" in sql:
            asked.append(sql)

    database.database.obj.query_hooks.append(note)
    return asked


def examples(visitor: Visitor) -> str:
    return show(visitor, "examples").words


def test_examples_are_searched_once_for_all_of_a_course(course: World, searched: list[str]) -> None:
    first = examples(course.student("3"))
    found = len(searched)
    second = examples(course.student("4"))

    assert say("es", EXAM) in first
    assert found > 0
    assert second == first
    assert len(searched) == found


def test_a_new_document_brings_examples_of_its_own(course: World) -> None:
    student = course.student()
    before = examples(student)
    text = "# Consultas\n\nLas clases de consulta son los martes de 16:00 a 18:00.\n"
    course.instructor().upload("Consultas.md", text.encode())
    course.work()
    after = examples(student)

    assert say("es", HOURS) not in before
    assert say("es", HOURS) in after


def test_another_language_has_examples_of_its_own(course: World) -> None:
    spanish = examples(course.student("3"))
    english = examples(course.student("4", **{f"{CLAIM}launch_presentation": {"locale": "en"}}))

    assert say("es", EXAM) in spanish
    assert EXAM in english


def test_a_course_that_becomes_more_careful_has_examples_of_its_own(
    course: World, searched: list[str]
) -> None:
    student = course.student()
    examples(student)
    found = len(searched)
    courses.choose_caution(Course.get().id, Caution.CAREFUL)
    examples(student)

    assert len(searched) > found
