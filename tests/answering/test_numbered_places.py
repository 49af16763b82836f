from pathlib import Path

import pytest

from silabo.answering.numbered import PartReference, part_named_in
from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, Writing, course_of, quoted

ANNOUNCED = "Artículo 3. Regularizan quienes cumplan con:"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    writing = Writing("Reglamento", "es").heading("1.1 Asistencia")
    writing.paragraph("Artículo 1. Se exige el 75 % de asistencia.")
    writing.paragraph("Artículo 2. Se justifican hasta dos faltas con certificado médico.")
    writing.heading("1.2 Evaluación")
    writing.items(ANNOUNCED, "a) dos parciales aprobados;", "b) un informe entregado.")
    writing.items("Artículo 4. Se pierde la regularidad por:", "b) tres ausencias.")
    writing.paragraph("Artículo 5. El plagio se sanciona según el artículo 2.")
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "¿Qué dice el artículo 2?",
            "Artículo 2. Se justifican hasta dos faltas con certificado médico.",
        ),
        ("que dice el art. 5", "Artículo 5. El plagio se sanciona según el artículo 2."),
        ("¿Qué es el inciso b) del artículo 3?", "b) un informe entregado."),
        ("¿Qué es el inciso b) del artículo 4?", "b) tres ausencias."),
        (
            "¿Qué establece el artículo 3?",
            f"{ANNOUNCED} | a) dos parciales aprobados; | b) un informe entregado.",
        ),
    ],
)
def test_a_place_is_answered_by_what_stands_there(
    course: Course, question: str, answer: str
) -> None:
    outcome = course.ask(question)

    assert quoted(outcome) == answer
    assert outcome.kind is AnswerKind.EXTRACTIVE


def test_a_section_is_answered_by_what_stands_under_its_heading(course: Course) -> None:
    outcome = course.ask("What does section 1.2 cover?")

    assert quoted(outcome).startswith(ANNOUNCED)
    assert {each.path[-1] for each in outcome.citations} == {"1.2 Evaluación"}


def test_when_a_unit_is_taught_is_answered_by_its_date_and_not_by_what_it_is_about(
    tmp_path: Path,
) -> None:
    writing = Writing("Programa", "es").heading("Unidad 2: Integrales")
    writing.paragraph("Área bajo una curva y regla de Barrow.")
    writing.heading("Calendario").paragraph("La unidad 2 se da el 14 de mayo.")
    course = course_of(writing, tmp_path)

    assert quoted(course.ask("¿Cuándo es la unidad 2?")) == "La unidad 2 se da el 14 de mayo."
    assert "Barrow" in quoted(course.ask("¿De qué trata la unidad 2?"))


def test_a_place_that_no_document_has_is_not_answered_by_another(course: Course) -> None:
    assert course.ask("¿Qué dice el artículo 9?").kind is not AnswerKind.EXTRACTIVE


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("¿Qué dice el artículo 2?", PartReference(("2",), is_all=True)),
        ("What does section 1.2 say about late work?", PartReference(("1.2",), is_all=False)),
        ("inciso b del artículo 3", PartReference(("b", "3"), is_all=True)),
        ("que dit l'article 4 ?", PartReference(("4",), is_all=True)),
        ("¿De qué trata el capítulo II?", PartReference(("ii",), is_all=True)),
        ("what is in § 7", PartReference(("7",), is_all=True)),
        ("Que dit l'article 1er ?", PartReference(("1",), is_all=True)),
        ("c'est quoi la 3e étape", PartReference(("3",), is_all=True)),
        ("que dice el artículo segundo", PartReference(("2",), is_all=True)),
        ("¿Qué dice el 2do inciso?", PartReference(("2",), is_all=True)),
        ("What does the second article say?", PartReference(("2",), is_all=True)),
        ("¿De qué trata la segunda unidad?", PartReference(("2",), is_all=True)),
        ("When is unit 2?", PartReference(("2",), is_all=False)),
        ("¿Dónde se da la unidad 2?", PartReference(("2",), is_all=False)),
        ("Qui donne le chapitre 2 ?", PartReference(("2",), is_all=False)),
        ("is section 2 full?", PartReference(("2",), is_all=False)),
        ("in which step do we choose a topic", None),
        ("la section de chimie", None),
        ("may I hand in an article a student wrote", None),
        ("is there a point in asking", None),
        ("¿Cuándo es el parcial 2?", None),
    ],
)
def test_a_place_is_named_by_its_number(question: str, place: PartReference | None) -> None:
    assert part_named_in(question, "und") == place


@pytest.mark.parametrize(
    ("language", "texts", "question"),
    [
        (
            "es",
            ("Artículo primero.- Se ingresa por concurso.", "Artículo segundo.- Es anual."),
            "¿Qué dice el artículo 2?",
        ),
        (
            "en",
            ("Article 1: The board reads applications.", "Article 2: Complaints are written."),
            "What does the second article say?",
        ),
        (
            "fr",
            ("Article 2. Les absences se justifient.", "Article 1er. Le jury délibère en juin."),
            "Que dit l'article premier ?",
        ),
    ],
)
def test_a_place_is_found_by_its_number_in_a_word(
    tmp_path: Path, language: str, texts: tuple[str, str], question: str
) -> None:
    writing = Writing("Rules", language).heading("Rules")
    for text in texts:
        writing.paragraph(text)

    assert quoted(course_of(writing, tmp_path).ask(question)) == texts[1]
