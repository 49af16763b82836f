"""Words that are written by ear or cut short are read as those of the course."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, Writing, course_of, quoted


@pytest.fixture
def course(tmp_path: Path) -> Course:
    writing = Writing("Guía", "es").heading("Cursada")
    writing.paragraph("El cuestionario de geometría se habilita los jueves a las 9.")
    writing.paragraph("La inscripción al recuperatorio cierra el 3 de mayo.")
    writing.paragraph("El laboratorio de robótica es en el aula 12.")
    writing.paragraph("La plataforma se actualiza cada noche.")
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("cuando se avilita el cuestionario de jeometria", "jueves"),
        ("cuando cierra la inscripsion al recu", "3 de mayo"),
        ("en ke aula es rovotica", "aula 12"),
        ("donde es el labo de rrobotica", "aula 12"),
    ],
)
def test_what_is_written_by_ear_is_answered(course: Course, asked: str, said: str) -> None:
    assert said in quoted(course.ask(asked))


@pytest.mark.parametrize("asked", ["cuanta plata sale", "donde guardo la guitarra"])
def test_what_is_another_word_is_not_answered(course: Course, asked: str) -> None:
    assert course.ask(asked).kind is not AnswerKind.EXTRACTIVE


def test_a_word_that_the_documents_have_stays_as_it_is(tmp_path: Path) -> None:
    writing = Writing("Guía", "es").heading("Taller")
    writing.paragraph("Los alumnos cocen la arcilla el 3 de mayo en el horno.")
    writing.paragraph("Las bolsas se cosen el 9 de junio en el aula.")
    course = course_of(writing, tmp_path)

    assert "3 de mayo" in quoted(course.ask("cuando se cocen la arcilla"))
    assert "9 de junio" in quoted(course.ask("cuando se cosen las bolsas"))


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("en", "Questionnaires close on Friday at noon.", "when do questionaires close"),
        ("en", "Accommodations are arranged by 3 May.", "acomodations are aranged by when"),
        (
            "fr",
            "Le dictionnaire est autorisé jusqu’au 3 mai.",
            "jusqu’à quand le dictionaire est autorisé",
        ),
        ("fr", "Les théorèmes sont exposés le 3 mai.", "quand sont exposés les teoremes"),
    ],
)
def test_in_each_language(tmp_path: Path, language: str, said: str, asked: str) -> None:
    course = course_of(Writing("Guide", language).heading("Info").paragraph(said), tmp_path)

    assert said in quoted(course.ask(asked))
