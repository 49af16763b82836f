"""When something is: by what states it, not by what says when it is not or when another is."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from tests.answering.courses import Writing, course_of, quoted

LANGUAGES = ["en", "es", "fr"]
HELD = {
    "en": ("Office hours are on Wednesday, 14:00 to 15:30.", "Wednesday"),
    "es": ("Las clases de consulta son los martes de 16 a 17:30.", "martes"),
    "fr": ("La permanence a lieu le mardi de 16 h à 17 h 30.", "mardi"),
}
NOT_HELD = {
    "en": "There are no office hours in reading week.",
    "es": "No hay clases de consulta en la segunda semana de julio.",
    "fr": "Il n'y a pas de permanence pendant la deuxième semaine de juillet.",
}
WHEN = {
    "en": "When are the office hours?",
    "es": "¿Cuándo son las clases de consulta?",
    "fr": "Quand a lieu la permanence ?",
}
WHETHER = {
    "en": "Are there office hours in reading week?",
    "es": "¿Hay clases de consulta en la segunda semana de julio?",
    "fr": "Y a-t-il une permanence pendant la deuxième semaine de juillet ?",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("denied_first", [True, False])
def test_when_it_is_not_is_told_only_to_who_asks_whether_it_is(
    tmp_path: Path, language: str, denied_first: bool
) -> None:
    writing = Writing("Curso", language).heading("Horarios")
    said = [NOT_HELD[language], HELD[language][0]]
    for text in said if denied_first else reversed(said):
        writing.paragraph(text)
    course = course_of(writing, tmp_path)
    when = course.ask(WHEN[language])
    whether = course.ask(WHETHER[language])

    assert when.kind is AnswerKind.EXTRACTIVE
    assert HELD[language][1] in when.sentences[0].text
    assert whether.kind is AnswerKind.EXTRACTIVE
    assert whether.sentences[0].text == NOT_HELD[language]


@pytest.mark.parametrize(
    ("language", "title", "header", "asked"),
    [
        ("en", "Office hours", ("Who", "When"), "When are the office hours?"),
        ("es", "Clases de consulta", ("Docente", "Día"), "¿Cuándo son las clases de consulta?"),
        ("fr", "Permanences", ("Qui", "Jour"), "Quand ont lieu les permanences ?"),
    ],
)
def test_a_table_under_the_heading_that_names_it_answers_with_its_rows(
    tmp_path: Path, language: str, title: str, header: tuple[str, str], asked: str
) -> None:
    days = {"en": "Monday", "es": "lunes", "fr": "lundi"}
    writing = Writing("Curso", language).heading(title)
    writing.table(header, ("Halloran", f"{days[language]}, 14:00"), ("Okoro", "15:00 - 16:00"))
    writing.paragraph(NOT_HELD[language]).heading("Notes").paragraph("PDF, 3 p.")
    outcome = course_of(writing, tmp_path).ask(asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert days[language] in quoted(outcome)


@pytest.mark.parametrize(
    ("language", "row", "asked"),
    [
        ("en", "Lab 1 is due on Friday 2 October in branch lab1 of the tests.", "first exam"),
        ("es", "El TP 1 se entrega el 2 de octubre, antes de las pruebas.", "primer examen"),
        ("fr", "Le TP 1 est à rendre le 2 octobre, avant les épreuves.", "premier examen"),
    ],
)
def test_the_first_of_another_thing_is_not_told(
    tmp_path: Path, language: str, row: str, asked: str
) -> None:
    when = {"en": "When is the", "es": "¿Cuándo es el", "fr": "Quand a lieu le"}[language]
    writing = Writing("Curso", language).heading("Labs").paragraph(row)
    outcome = course_of(writing, tmp_path).ask(f"{when} {asked}?")

    assert outcome.kind is not AnswerKind.EXTRACTIVE
