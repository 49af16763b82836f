"""Short, careless questions: answered with what was meant, or refused."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, Writing, course_of, quoted


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A syllabus whose words are near to many questions that it does not answer."""
    writing = Writing("Programa", "es")
    writing.heading("Clases")
    writing.paragraph("Las consultas empiezan en la segunda semana de clases.")
    writing.paragraph("El TP 3 incluye cálculo; no se exige saber programar.")
    writing.paragraph("La materia se puede rendir libre.")
    writing.heading("Evaluación")
    writing.paragraph("Cada cuestionario se puede intentar dos veces y vale la mejor nota.")
    writing.table(
        ("Instancia", "Peso", "Para promocionar"),
        ("Cuestionarios", "10 %", "9 de los 12"),
        ("Trabajos prácticos", "20 %", "Todos con 4 o más"),
        ("Parciales", "70 %", "Nota 7 o más"),
    )
    writing.heading("Entrega de los trabajos")
    writing.table(
        ("Demora", "Consecuencia"),
        ("Hasta 24 horas", "Se descuenta 1 punto de la nota"),
        ("De 24 a 72 horas", "La nota máxima es 6"),
        ("Más de 72 horas", "No se corrige"),
    )
    writing.heading("Exámenes finales")
    writing.table(
        ("Turno", "Fecha"),
        ("Diciembre", "Jueves 17 de diciembre de 2026"),
        ("Febrero", "Jueves 18 de febrero de 2027"),
    )
    writing.heading("Calendario")
    writing.table(
        ("Fecha", "Tema", "Observaciones"),
        ("11 de diciembre", "Cierre de actas", "Publicación de las condiciones finales"),
    )
    writing.heading("Consultas")
    writing.table(
        ("Docente", "Día y hora"),
        ("Lucía Bustamante", "Miércoles de 12 a 13"),
        ("Tomás Iriarte", "Lunes de 17 a 18"),
    )
    return course_of(writing, tmp_path)


def test_each_part_of_the_grade_is_every_row_of_its_table(course: Course) -> None:
    said = quoted(course.ask("¿Cuánto vale cada parte de la nota?"))

    assert [share in said for share in ("10 %", "20 %", "70 %")] == [True] * 3


def test_the_final_is_an_exam_and_no_last_conditions(course: Course) -> None:
    said = quoted(course.ask("¿cuándo es el final?"))

    assert "17 de diciembre" in said
    assert "18 de febrero" in said
    assert "11 de diciembre" not in said


def test_a_delay_is_looked_up_in_the_spans_of_a_table(course: Course) -> None:
    said = quoted(course.ask("entregué el trabajo 30 horas tarde, cuanto me bajan?"))

    assert said.count("Demora") == 1
    assert "La nota máxima es 6" in said


def test_hours_of_a_day_are_a_time(course: Course) -> None:
    assert "de 12 a 13" in quoted(course.ask("a q hora es la consulta de bustamante"))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("hay clases los sabados?", AnswerKind.DECLINED),  # "sábado" and "saber" share a stem
        # and so do "libro" and "libre"
        ("en que libro esta la materia", AnswerKind.CLOSEST),
        ("cuando empieza la cursada", AnswerKind.CLOSEST),
        ("quien corrige el tp 3", AnswerKind.CLOSEST),
        ("cuanto cuesta el cuestionario", AnswerKind.CLOSEST),
        ("se puede hacer el tp solo", AnswerKind.CLOSEST),
    ],
)
def test_what_is_not_said_is_not_answered(course: Course, question: str, kind: AnswerKind) -> None:
    assert course.ask(question).kind is kind


def test_a_price_is_money_and_no_other_number(tmp_path: Path) -> None:
    writing = Writing("Salida", "es").heading("Salida al observatorio")
    writing.paragraph("La salida es el viernes 6 de noviembre a las 20. Cuesta 3000 pesos.")
    writing.table(("Qué llevar", "Cantidad"), ("Abrigo", "1"), ("Linterna", "1"))
    said = quoted(course_of(writing, tmp_path).ask("cuanto cuesta la salida al observatorio?"))

    assert "3000 pesos" in said
    assert "Linterna" not in said


def test_a_column_of_remarks_is_not_about_notes(tmp_path: Path) -> None:
    writing = Writing("Syllabus", "en").heading("Exams")
    writing.paragraph("The exams are closed book, but you may bring one sheet.")
    writing.heading("Calendar")
    writing.table(
        ("Dates", "Lectures", "Notes"),
        ("14 to 18 December", "Exam week", "Final exam: Tuesday 15 December, Hall C"),
    )

    assert "closed book" in quoted(course_of(writing, tmp_path).ask("is the final open book"))


def test_markup_is_no_part_of_a_question(course: Course) -> None:
    assert course.ask("<b>hola</b> palabra").searched == ("palabra",)


@pytest.mark.parametrize("written", ["fechas", "Fechas?", "fecha"])
def test_a_message_that_is_only_a_word_for_dates_is_shown_what_has_some(
    course: Course, written: str
) -> None:
    outcome = course.ask(written)

    assert outcome.kind in {AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST}
    assert "17 de diciembre" in quoted(outcome)


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        ("es", "El parcial es el 9 de marzo.", "fechas"),
        ("en", "The midterm is on 9 March.", "dates"),
        ("en", "The midterm is on 9 March.", "Date?"),
        ("fr", "Le partiel a lieu le 9 mars.", "dates"),
        ("fr", "Le partiel a lieu le 9 mars.", "les dates ?"),
    ],
)
def test_a_word_for_dates_is_one_in_every_language(
    tmp_path: Path, language: str, said: str, written: str
) -> None:
    writing = Writing("Course", language).heading("Exam").paragraph(said)

    assert said in quoted(course_of(writing, tmp_path).ask(written))


@pytest.mark.parametrize(
    ("language", "said", "written"),
    [
        ("en", "CS-4410 requires CS-3410.", "prereqs for cs4410"),
        ("es", "CS-4410 requiere CS-3410.", "requisitos de cs4410"),
        ("fr", "CS-4410 exige CS-3410.", "prérequis de cs4410"),
        ("es", "La cuota es de 2.500 pesos.", "How much is the fee?"),
    ],
)
def test_what_is_said_in_another_word_of_courses_is_found(
    tmp_path: Path, language: str, said: str, written: str
) -> None:
    writing = Writing("Course", language).heading("Course").paragraph(said)

    assert course_of(writing, tmp_path).ask(written).kind is AnswerKind.EXTRACTIVE


def test_the_plural_without_its_accent_finds_the_exams(course: Course) -> None:
    outcome = course.ask("cuando son los examenes finales")

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert "17 de diciembre" in quoted(outcome)
