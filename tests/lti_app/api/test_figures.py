"""The desk's figures: what became of the questions of late, drawn and as a table."""

import re

from silabo.storage import weekly
from silabo.storage.tables import Question
from tests import seeds
from tests.world import World

PAGE = "/fragments/desk/figures"


def numbers(page: str) -> list[list[int]]:
    """The rows of the table."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    return [[int(cell) for cell in re.findall(r"<td>(\d+)</td>", row)] for row in rows]


def heights(page: str) -> list[float]:
    """How high the parts of the bars are."""
    return [float(each) for each in re.findall(r"<rect [^>]*x=[^>]*height=\"([\d.]+)\"", page)]


def test_an_instructor_sees_what_became_of_the_questions(course: World) -> None:
    student = course.student("31", name="Ana")
    for text in ("¿Cuándo es el parcial?", "¿Hay estacionamiento en el campus?", "¡Hola!"):
        student.ask(text)
        course.work()
    student.ask("¿Cuándo es el final?")
    page = course.instructor().get(PAGE).text
    rows = numbers(page)

    assert len(rows) == 8
    assert sum(rows[-1]) == 3
    assert rows[-1][3] == 1
    assert sum(map(sum, rows[:-1])) == 0
    assert round(sum(heights(page))) == 100
    assert "Ana" not in page


def test_only_who_asked_in_the_weeks_that_are_shown_is_counted(course: World) -> None:
    early, late = course.student("31"), course.student("32")
    early.ask("¿Cuándo es el parcial?")
    seeds.change(Question, asked_at=weekly.since_ms("UTC", 8) - 1000)
    late.ask("¿Cuándo es el final?")
    page = course.instructor().get(PAGE).text

    assert "1 estudiante<" in page


def test_without_questions_there_is_a_sentence_and_no_drawing(course: World) -> None:
    page = course.instructor().get(PAGE).text

    assert "Nobody has asked anything" in page or "no hubo ninguna pregunta" in page
    assert "<rect" not in page


def test_a_student_sees_no_figures(course: World) -> None:
    assert course.student("31").get(PAGE).status_code == 403
