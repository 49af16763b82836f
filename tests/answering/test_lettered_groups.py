"""A letter tells one group from another: what is of group B answers nobody of group A."""

from pathlib import Path

import pytest

from silabo.answering.terms import terms_of
from silabo.domain.answers import AnswerKind
from silabo.language.questions import read_question
from tests.answering.courses import Course, Writing, course_of, quoted

TABLES = {
    "en": (("Group", "Time", "Room"), "Lab groups"),
    "es": (("Grupo", "Hora", "Aula"), "Grupos de laboratorio"),
    "fr": (("Groupe", "Heure", "Salle"), "Groupes de TP"),
}
ASKED = {
    "en": "When does lab group {} meet?",
    "es": "¿A qué hora es el grupo {}?",
    "fr": "À quelle heure est le groupe {} ?",
}


@pytest.fixture(params=TABLES)
def course(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Course, str]:
    language = request.param
    header, heading = TABLES[language]
    writing = Writing("Curso", language).heading(heading)
    day = {"en": "Monday", "es": "lunes", "fr": "lundi"}[language]
    writing.table(header, ("A", f"{day} 13:00", "C-021"), ("B", f"{day} 9:00", "C-024"))
    writing.paragraph("PDF, 3 p.").heading("Notes").paragraph("A, B, C: 12.")
    return course_of(writing, tmp_path), language


@pytest.mark.parametrize("letter", ["A", "B", "b"])
def test_a_group_is_answered_with_its_own_row(course: tuple[Course, str], letter: str) -> None:
    asked, language = course
    said = quoted(asked.ask(ASKED[language].format(letter)))

    assert ("13:00" in said, "9:00" in said) == (letter == "A", letter != "A")


def test_a_group_that_is_not_there_gets_no_row_of_another(course: tuple[Course, str]) -> None:
    asked, language = course

    assert asked.ask(ASKED[language].format("C")).kind is not AnswerKind.EXTRACTIVE


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("who teaches group a", "en", True),
        ("quien dicta el grupo a?", "es", True),
        ("qui enseigne le groupe a ?", "fr", True),
        # A small word, a shorthand and a unit.
        ("where do I hand it in, and to whom, on what, by a", "en", False),
        ("le revenu max pr une barre de 4 m", "fr", False),
        ("con quien tengo q ir", "es", False),
    ],
)
def test_a_small_letter_is_a_label_only_behind_what_it_tells_apart(
    text: str, language: str, letter: bool
) -> None:
    terms = terms_of(read_question(text, language))

    assert any(term.is_binding for term in terms) is letter
