from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from silabo.answering.pipeline import answer
from silabo.domain.answers import AnswerKind, Query
from tests.answering.courses import Course, Writing, course_of, quoted

_SPANISH = [
    ("¿Cuándo es el segundo parcial?", "2.º parcial · Fecha: 3 de julio"),
    ("fecha 1 parcial", "1.º parcial · Fecha: 8 de mayo"),
    ("¿Dónde es el segundo parcial?", "Aula 4"),
    ("¿A qué hora empiezan los parciales?", "18:30"),
    ("¿Cuánto dura un parcial?", "Duran dos horas."),
    ("¿Con qué nota se promociona?", "7 o más"),
    ("¿Qué porcentaje valen los parciales?", "80 %"),
    ("nota mínima", "La nota mínima para aprobar es 4."),
    ("¿Cuáles son los feriados?", "1 de mayo y 20 de junio"),
    ("¿Quién es la profesora?", "Marta Ruiz"),
    ("email de la profesora", "marta.ruiz@example.org"),
    ("horario de consulta", "martes de 16 a 18 h"),
    ("¿Cuántas faltas puedo tener?", "hasta tres faltas"),
    ("¿Qué pasa si entrego tarde?", "se descuenta un punto"),
    ("¿Qué pasa si copio?", "un cero"),
    ("¿De cuántas personas son los grupos?", "tres integrantes"),
    ("¿Se puede usar el celular?", "No se permiten teléfonos."),
    ("¿Qué es una base ortonormal?", "Una base es ortonormal cuando"),
    ("¿Cuándo es el recuperatorio?", "10 de julio"),
    ("¿Qué materiales necesito?", "Calculadora científica"),
]
_ENGLISH = [
    ("When is the midterm?", "12 March"),
    ("Where is the final exam?", "Hall C"),
    ("What time is the midterm?", "9:00"),
    ("How much is the final worth?", "40 %"),
    ("office hours?", "Tuesdays from 2 to 4 pm"),
    ("Who teaches this course?", "Dr. Jane Moss"),
    ("What is the email of the lecturer?", "j.moss@example.org"),
    ("Can I use a calculator?", "Calculators are allowed"),
    ("Is attendance required?", "not mandatory"),
    ("What is the late penalty?", "10 % per day"),
    ("When is the project due?", "April 10"),
    ("When is the project talk?", "will be announced"),
    ("Is there a resit?", "retake"),
    ("Can I use AI tools for the homework?", "ChatGPT is not permitted"),
    ("What textbook do we use?", "Strang"),
]
_FRENCH = [
    ("Quand a lieu le partiel ?", "14 mars"),
    ("Quel est le coefficient de l'examen final ?", "60 %"),
    ("Quelle est la note minimale ?", "10"),
    ("Où est la permanence ?", "salle 203"),
    ("Peut-on utiliser une calculatrice ?", "interdite"),
    ("Y a-t-il un rattrapage ?", "septembre"),
    ("Combien coûte un jour de retard ?", "deux points"),
    ("Qui assure le cours ?", "Claire Petit"),
    ("La présence est-elle obligatoire ?", "obligatoire aux travaux pratiques"),
]
_ACROSS = [
    ("es", "When is the second midterm?", "3 de julio"),
    ("es", "What is the pass mark?", "nota mínima"),
    ("es", "office hours", "martes de 16 a 18 h"),
    ("es", "C'est quand le rattrapage ?", "10 de julio"),
    ("es", "Is attendance mandatory?", "obligatoria"),
    ("en", "¿Cuándo es el examen final?", "June 3rd"),
    ("en", "¿Cuánto vale el examen final?", "40 %"),
    ("en", "¿Se puede usar calculadora?", "Calculators are allowed"),
    ("en", "Quand est le partiel ?", "12 March"),
    ("fr", "¿Cuándo es el parcial?", "14 mars"),
    ("fr", "When is the final exam?", "6 juin"),
    ("fr", "horario de consulta", "jeudi de 10 h à 12 h"),
]
_ALL = [
    *(("es", question, words) for question, words in _SPANISH),
    *(("en", question, words) for question, words in _ENGLISH),
    *(("fr", question, words) for question, words in _FRENCH),
]


@pytest.mark.parametrize(("language", "question", "words"), _ALL)
def test_a_usual_question_is_answered_from_the_documents(
    courses: dict[str, Course], language: str, question: str, words: str
) -> None:
    outcome = courses[language].ask(question)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert words in quoted(outcome)


@pytest.mark.parametrize(("language", "question", "words"), _ACROSS)
def test_a_question_in_another_language_finds_the_words_of_courses(
    courses: dict[str, Course], language: str, question: str, words: str
) -> None:
    assert words in quoted(courses[language].ask(question))


@pytest.mark.parametrize(("language", "question"), [(one[0], one[1]) for one in _ALL])
def test_each_sentence_stands_word_for_word_in_the_passage_that_it_cites(
    courses: dict[str, Course], language: str, question: str
) -> None:
    course = courses[language]
    outcome = course.ask(question)
    cited = {citation.number: citation for citation in outcome.citations}

    assert [sentence.citations for sentence in outcome.sentences] == [(n,) for n in cited]
    for sentence in outcome.sentences:
        citation = cited[sentence.citations[0]]
        passage = course.passages[citation.passage_id or 0]
        assert sentence.text == citation.quote
        assert sentence.text in passage.text
        assert (citation.anchor, citation.path) == (passage.anchor, passage.path)


def test_a_row_is_cited_by_its_number(courses: dict[str, Course]) -> None:
    (citation,) = courses["es"].ask("¿Cuándo es el segundo parcial?").citations

    assert (citation.anchor, citation.row) == ("t2r2", 2)
    assert citation.path == ("Programa 2026", "Calendario")


def test_a_list_that_is_asked_for_comes_whole_after_its_lead_in(courses: dict[str, Course]) -> None:
    outcome = courses["es"].ask("¿Qué materiales hacen falta?")

    assert [sentence.text for sentence in outcome.sentences] == [
        "Para cursar hacen falta estos materiales:",
        "Calculadora científica",
        "Cuaderno cuadriculado",
        "Guía de ejercicios",
    ]


def test_a_sentence_that_leans_on_the_one_before_comes_with_it(courses: dict[str, Course]) -> None:
    outcome = courses["es"].ask("¿Cuánto dura un parcial?")

    assert outcome.sentences[0].text.startswith("Los parciales empiezan a las 18:30. Duran dos ")


def test_what_is_written_twice_is_quoted_once(tmp_path) -> None:
    writing = Writing("Programa", "es")
    for _ in range(3):
        writing.paragraph("El examen final es el 3 de julio en el aula 4.")
    course = course_of(writing, tmp_path)

    assert len(course.ask("¿Cuándo es el examen final?").sentences) == 1


def test_two_dates_that_differ_are_both_quoted(tmp_path) -> None:
    writing = Writing("Programa", "es")
    writing.paragraph("El examen final es el 3 de julio.").paragraph(
        "El examen final es el 9 de julio."
    )
    course = course_of(writing, tmp_path)

    assert len(course.ask("¿Cuándo es el examen final?").sentences) == 2


def test_a_date_is_found_however_it_is_written(tmp_path) -> None:
    writing = Writing("Syllabus", "en")
    for number in range(60):
        writing.paragraph(f"The topics of the week and of February are on page {number}.")
    writing.table(("Date", "Subject"), ("2/7", "Photosynthesis"), ("2/14", "Respiration"))
    course = course_of(writing, tmp_path)

    assert "Photosynthesis" in quoted(course.ask("What are the topics for the week of February 7?"))


def test_a_title_that_was_not_marked_counts_for_the_paragraph_under_it(tmp_path) -> None:
    writing = Writing("Syllabus", "en")
    writing.paragraph("The office door has a new code since Friday, 9:00.")
    writing.paragraph("Office hours").paragraph("The office is open on Tuesdays, 2 to 4 pm.")
    course = course_of(writing, tmp_path)

    assert quoted(course.ask("When are the office hours?")).startswith("The office is open")


def test_the_same_question_gives_the_same_answer(courses: dict[str, Course]) -> None:
    question = "¿Cuándo es el segundo parcial?"

    assert courses["es"].ask(question) == courses["es"].ask(question)


@pytest.mark.parametrize(
    ("text", "today", "wanted"),
    [
        ("¿En qué aula es el parcial de mañana?", date(2026, 7, 2), "Aula 4"),
        ("¿En qué aula es el parcial de mañana?", date(2026, 5, 7), "Aula 3"),
        ("¿Es feriado mañana?", date(2026, 6, 19), "20 de junio"),
        ("¿Hay consulta hoy?", date(2026, 3, 3), "martes de 16 a 18 h"),
    ],
)
def test_tomorrow_is_the_day_after_the_question_was_asked(
    courses: dict[str, Course], text: str, today: date, wanted: str
) -> None:
    moment = datetime.combine(today, time(12), tzinfo=UTC)
    asked = Query(text, "es", moment, "Europe/Madrid")

    assert wanted in quoted(answer(asked, courses["es"]))


@pytest.mark.parametrize(
    ("zone", "room"),
    [("Europe/Madrid", "Aula 4"), ("America/Argentina/Buenos_Aires", "Aula 3")],
)
def test_today_ends_at_midnight_where_the_course_is(tmp_path: Path, zone: str, room: str) -> None:
    two_days = (
        Writing("Programa", "es")
        .heading("Calendario")
        .table(
            ("Instancia", "Fecha", "Lugar"),
            ("1.º parcial", "2 de julio", "Aula 3"),
            ("2.º parcial", "3 de julio", "Aula 4"),
        )
    )
    half_past_midnight_in_madrid = datetime(2026, 7, 2, 22, 30, tzinfo=UTC)
    asked = Query("¿En qué aula es el parcial de hoy?", "es", half_past_midnight_in_madrid, zone)

    assert room in quoted(answer(asked, course_of(two_days, tmp_path)))


def test_the_rest_of_its_passage_and_the_next_of_its_section_come_with_a_short_sentence(
    tmp_path: Path,
) -> None:
    writing = Writing("Programa", "es").heading("Consultas")
    writing.paragraph("Las consultas se hacen con cita. Se piden por el campus.")
    writing.paragraph("En enero no hay.").heading("Exámenes").paragraph("Hay dos parciales.")
    outcome = course_of(writing, tmp_path).ask("¿Las consultas se hacen con cita?")

    assert [sentence.text for sentence in outcome.sentences] == [
        "Las consultas se hacen con cita. Se piden por el campus.",
        "En enero no hay.",
    ]


@pytest.mark.parametrize("asked", [1, 5, 9])
def test_a_quotation_has_the_best_sentence_and_at_most_eighty_words(
    tmp_path: Path, asked: int
) -> None:
    said = [f"El tema {number} {' '.join(['se', 've'] * 8)}." for number in range(1, 10)]
    said[asked - 1] = "El seminario optativo se dicta los martes en el laboratorio de redes."
    writing = Writing("Programa", "es").heading("Temas").paragraph(" ".join(said))
    quote = course_of(writing, tmp_path).ask("¿Cuándo es el seminario optativo?").sentences[0].text

    assert said[asked - 1] in quote
    assert 60 < len(quote.split()) <= 80


def test_the_next_item_of_a_list_is_not_told_with_the_date_of_one(tmp_path: Path) -> None:
    writing = Writing("Programa", "es").heading("Fechas")
    writing.items("Fechas:", "Entrega del informe: 3 de julio", "Coloquio oral: 5 de agosto")
    outcome = course_of(writing, tmp_path).ask("¿Cuándo es la entrega del informe?")

    assert quoted(outcome) == "Entrega del informe: 3 de julio"
