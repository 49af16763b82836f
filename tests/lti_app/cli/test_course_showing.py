"""`flask courses show`: what there is of a course and what is set, and nobody's name or words."""

from silabo.domain.answers import Caution
from silabo.storage import course_models, courses, scopes
from tests import seeds
from tests.lti_app.cli.running import Run


def test_a_course_is_shown_with_its_figures_and_its_settings(run: Run) -> None:
    person, course = seeds.member()
    seeds.ready(course, "El examen es el lunes.")
    seeds.ask((person, course), "¿Cuándo es el parcial?")
    courses.choose_caution(course, Caution.CAREFUL)
    courses.choose_zone(course, "Europe/Paris", default="UTC")
    scopes.leave_out(course, "grades of others", "")
    course_models.pick(course, "none")
    said = run("courses", "show", str(course)).output

    for line in (
        f"Course {course}: Álgebra Lineal I (LMS)",
        "people           1 learner",
        "documents        1 ready",
        "questions        1 queued; the last one ",
        "zone             Europe/Paris, chosen by hand",
        "caution          careful",
        "model            none, it is quoted",
        "scope            grades of others",
        "retention        questions ",
    ):
        assert line in said
    assert "Ana" not in said
    assert "parcial" not in said


def test_a_course_without_anything_says_so(run: Run) -> None:
    _, course = seeds.member()
    said = run("courses", "show", str(course)).output

    assert "documents        none" in said
    assert "model            as in all courses" in said
    assert "scope            everything" in said


def test_a_course_that_is_not_there_is_named(run: Run) -> None:
    result = run("courses", "show", "7")

    assert result.exit_code == 2
    assert "there is no course 7" in result.output
