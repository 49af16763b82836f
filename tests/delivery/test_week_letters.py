"""The letter with the figures of a week: names and values, in each language, and nobody's words."""

import pytest

from silabo.domain.answers import AnswerKind
from silabo.domain.questions import DeliveryState
from silabo.domain.reports import Experience, Waits
from tests.delivery.claims import COURSE_URL, QUESTION, STOP_URL, Page, week

EMPTY = Experience(0, 0, 0, 0, Waits())
SPANISH = """\
Álgebra Lineal I, del 23 nov 2026 al 29 nov 2026

Preguntas: 42
Estudiantes que preguntaron: 17
Respondidas con citas: 28
Respondidas por docentes: 3
Sin certeza: 5
No consta: 0
Respuestas a saludos y similares: 4
Abandonadas sin respuesta: 1
Aún en espera: 1
Enviadas a los docentes: 2
Correos enviados: 30
Correos abandonados: 1
Sirvió: 12 de 15 que opinaron; en proporción, del 55\N{NO-BREAK SPACE}% al 93\N{NO-BREAK SPACE}%
La mitad de las respuestas llegó en: 3 segundos
Nueve de cada diez, en: 75 segundos

En el curso:
"""


def test_a_letter_about_a_week_has_each_figure_with_its_name() -> None:
    composed = week()
    page = Page(composed.html)

    assert composed.text.startswith(SPANISH)
    assert composed.subject == "Álgebra Lineal I: la semana del 23 nov 2026 en cifras"
    for line in SPANISH.splitlines()[2:-2]:
        name, _, value = line.partition(": ")
        assert f">{name}</th>" in composed.html
        assert value in page.text
    assert page.links == [COURSE_URL, STOP_URL]
    assert QUESTION.text not in composed.text + composed.html


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("en", "Sílabo: the week from Nov 23, 2026 in figures", "Students who asked: 17"),
        ("es", "Sílabo: la semana del 23 nov 2026 en cifras", "Estudiantes que preguntaron: 17"),
        ("fr", "Sílabo\N{NO-BREAK SPACE}: la semaine du 23 nov. 2026 en chiffres", "Incertain"),
    ],
)
def test_administrators_read_of_all_courses_and_how_to_end_it(
    language: str, subject: str, line: str
) -> None:
    composed = week(language, of_all=True)

    assert composed.subject == subject
    assert line in composed.text
    assert "SILABO_WEEKLY_LETTER=0" in composed.text
    assert composed.language == language
    assert composed.stop_url == ""


def test_of_what_did_not_happen_only_what_reassures_is_told() -> None:
    nothing = week(
        "en",
        answered=dict.fromkeys(AnswerKind, 0),
        failed=0,
        open=0,
        met=EMPTY,
        letters=dict.fromkeys(DeliveryState, 0),
    )
    told = nothing.text.partition("\n\n")[2].partition("\n\n")[0]

    assert told.splitlines() == [
        "Questions: 42",
        "Students who asked: 0",
        "Not sure: 0",
        "Not stated: 0",
    ]


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_both_forms_say_the_same(language: str) -> None:
    for of_all in (False, True):
        composed = week(language, of_all=of_all)
        lines = composed.text.partition("\n\n")[2].partition("\n\n")[0].splitlines()
        page = " ".join(Page(composed.html).text.split())

        assert len(lines) > 10
        for line in lines:
            for part in line.split(":", 1):
                assert " ".join(part.split()) in page
