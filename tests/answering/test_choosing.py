"""Which sentence is quoted, and how much of what stands around it."""

from dataclasses import replace
from pathlib import Path

import pytest

from silabo.answering.evidence import Evidence
from silabo.answering.quoting import choose
from silabo.answering.reading import Reading
from silabo.answering.taken import find_evidence
from silabo.answering.weights import QUOTING
from silabo.domain.answers import AnswerKind
from silabo.language.expected import Expected
from tests.answering.courses import Course, Writing, course_of, query


def said(writing: Writing, question: str, folder: Path) -> list[str]:
    return [one.text for one in course_of(writing, folder).ask(question).sentences]


def test_a_theorem_is_quoted_with_its_statement(tmp_path) -> None:
    writing = Writing("Apuntes", "es").paragraph("Teorema de la media. Rectas. Planos.")
    writing.paragraph("Teorema 2.4 (Teorema de la media). Si f es continua, alcanza su media.")

    assert said(writing, "¿Qué dice el teorema de la media?", tmp_path) == [
        "Teorema 2.4 (Teorema de la media). Si f es continua, alcanza su media."
    ]


@pytest.mark.parametrize(
    ("language", "use", "definition", "question"),
    [
        (
            "en",
            "Every queue in the lab uses a stack and a stack pointer for the stack.",
            "A stack is a list that gives back first what came last.",
            "what is a stack",
        ),
        (
            "en",
            "The third lab has tests for starvation and for starvation of writers.",
            "A thread may wait for ever while others run. This is called starvation.",
            "whats starvation",
        ),
        (
            "es",
            "En la guía se calcula una pila y se vacía la pila.",
            "Una pila es una lista que devuelve primero lo último que entró.",
            "que es una pila",
        ),
        (
            "fr",
            "Dans le TP on vide une pile, puis une autre pile.",
            "Une pile est une liste qui rend d'abord ce qui est entré en dernier.",
            "Qu'est-ce qu'une pile ?",
        ),
    ],
)
def test_the_sentence_that_defines_is_quoted(
    tmp_path, language: str, use: str, definition: str, question: str
) -> None:
    writing = Writing("Notes", language).paragraph(use).paragraph(definition)

    assert said(writing, question, tmp_path)[0] == definition


def test_a_sentence_that_points_back_comes_with_the_one_before(tmp_path) -> None:
    writing = Writing("Syllabus", "en").paragraph(
        "Late work is accepted for a week. This costs ten points of the mark a day."
    )

    assert said(writing, "how many points a day", tmp_path) == [writing.passages[0].text]


def test_the_exception_after_a_permission_is_quoted_with_it(tmp_path) -> None:
    writing = Writing("Reglas", "es").paragraph(
        "Se permite usar inteligencia artificial para estudiar. No se permite entregar su texto."
    )

    assert said(writing, "¿puedo usar chatgpt para estudiar?", tmp_path) == [
        writing.passages[0].text
    ]


def test_where_an_answer_stands_is_no_answer(tmp_path) -> None:
    writing = Writing("Reglas", "es")
    writing.paragraph("Si se puede usar calculadora en el parcial: las reglas están en el anexo.")
    writing.paragraph("En los parciales, que son dos, no se permite usar ninguna calculadora.")

    assert said(writing, "¿Se puede usar calculadora en el parcial?", tmp_path) == [
        "En los parciales, que son dos, no se permite usar ninguna calculadora."
    ]


def test_an_exercise_is_no_answer(tmp_path) -> None:
    writing = Writing("Notes", "en").paragraph("Exercise 1.1. Find the mean of a large sample.")
    writing.paragraph("For a large sample, the mean lies near the middle of the values.")

    assert said(writing, "mean of a large sample", tmp_path)[0].startswith("For a large")


def test_a_number_counts_what_stands_beside_it(tmp_path) -> None:
    writing = Writing("Programa", "es").table(
        ("Semana", "Tema", "Notas"),
        ("4", "Unidad 3: grafos", "Entrega del TP 1: lunes 7 de mayo"),
        ("9", "Unidad 5: árboles", "Entrega del TP 3: lunes 11 de junio"),
    )

    (row,) = said(writing, "¿Cuándo se entrega el TP 3?", tmp_path)
    assert "11 de junio" in row


def test_rows_of_one_table_that_answer_together_are_quoted_in_order(tmp_path) -> None:
    writing = Writing("Syllabus", "en").heading("Late homework")
    writing.table(
        ("Delay", "Penalty"), ("one day", "10 points"), ("two days", "20 points"), ("more", "all")
    )

    assert said(writing, "what happens if my homework is late", tmp_path) == [
        "Delay: one day · Penalty: 10 points",
        "Delay: two days · Penalty: 20 points",
        "Delay: more · Penalty: all",
    ]


def test_a_day_inside_a_span_of_days_is_found(tmp_path) -> None:
    writing = Writing("Syllabus", "en").table(
        ("Dates", "Lectures"), ("5 to 9 June", "No lectures"), ("12 to 16 June", "Graphs")
    )

    assert said(writing, "is there a lecture on 7 June", tmp_path) == [
        "Dates: 5 to 9 June · Lectures: No lectures"
    ]


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("es", "No se permite usar calculadora en los parciales.", "calculadroa en el parcial?"),
        ("en", "Calculators are allowed in the midterm.", "is a calculater allowed in the midtrem"),
        ("fr", "La calculatrice est interdite au partiel.", "calculatirce au partiel ?"),
    ],
)
def test_a_slip_of_one_key_is_understood(tmp_path, language: str, text: str, question: str) -> None:
    assert said(Writing("Programa", language).paragraph(text), question, tmp_path) == [text]


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        (
            "es",
            "El examen final se rinde en el aula 4.",
            "¿El examen final se puede rendir virtual?",
        ),
        ("en", "You may resit the final exam in January.", "do I have to pay to resit the exam"),
        ("fr", "L'examen final a lieu en salle 4.", "L'examen final est-il obligatoire ?"),
    ],
)
def test_without_the_decisive_word_nothing_is_answered(
    tmp_path, language: str, text: str, question: str
) -> None:
    course = course_of(Writing("Programa", language).paragraph(text), tmp_path)

    assert course.ask(question).kind is AnswerKind.CLOSEST


@pytest.mark.parametrize(
    "question", ["¿Qué es la inanición (starvation)?", "what is starvation (inanición)"]
)
def test_of_a_word_said_in_two_ways_one_is_enough(tmp_path, question: str) -> None:
    writing = Writing("Notes", "en").paragraph("Starvation is what keeps a thread waiting.")

    assert said(writing, question, tmp_path) == [writing.passages[0].text]


def test_a_question_from_far_away_in_another_language_is_declined(tmp_path) -> None:
    writing = Writing("Syllabus", "en").paragraph(
        "The lab is run independently from the rest of the course, including infinite problems."
    )
    course = course_of(writing, tmp_path)

    for question in (
        "Dans quel pays a eu lieu la guerre d'indépendance ?",
        "¿De qué forma es la infinita cantidad de números primos?",
    ):
        assert course.ask(question).kind is AnswerKind.DECLINED


def test_an_explanation_goes_on(tmp_path) -> None:
    writing = Writing("Notes", "en").paragraph(
        "Even a full log survives a crash. Records come first, and blocks come second."
    )

    assert said(writing, "how does the log survive a crash", tmp_path) == [writing.passages[0].text]


def level(course: Course, question: str) -> list[Evidence]:
    """The evidence for a question in the order of its passages, each as good as the others."""
    found = find_evidence(query(question), course, Reading()).weighed.evidence
    equal = [replace(each, score=1.0, coverage=1.0, kind=found[0].kind) for each in found]
    return sorted(equal, key=lambda each: (each.passage.id, each.index))


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_quotation_holds_already_is_not_quoted_beside_it(tmp_path: Path, order: int) -> None:
    one = "The lab exam of this course is long, and it takes place in two rooms of the lab."
    two = "This means that two hours of the lab exam are in the afternoon."
    course = course_of(Writing("Syllabus", "en").paragraph(f"{one} {two}"), tmp_path)
    both = level(course, "How is the lab exam?")

    assert len(both) == 2
    assert len(choose(Expected.ANY, both[::order])) == 1


def test_of_two_dates_the_one_of_another_document_is_told_whatever_stands_between(
    tmp_path: Path,
) -> None:
    writing = Writing("Syllabus", "en").paragraph("The lab exam is on 3 June.")
    writing.paragraph("Before the lab exam there is a rehearsal in room B12 on 28 May.")
    writing.paragraph("The lab exam takes place on 10 June.")
    first, between, last = level(course_of(writing, tmp_path), "When is the lab exam?")
    elsewhere = replace(last, passage=replace(last.passage, document="another"))

    chosen = choose(Expected.DATE, [first, between, elsewhere])

    assert [each.text for each in chosen] == [first.text, last.text]


def test_a_sentence_is_quoted_with_its_passage_from_the_very_first_one(tmp_path: Path) -> None:
    text = (
        "Laboratories close when an alarm sounds. Bring a calculator and a ruler with you."
        " The lab exam takes place on 3 June."
    )

    quoted = said(Writing("Syllabus", "en").paragraph(text), "When is the lab exam?", tmp_path)

    assert quoted == [text]


def test_what_says_enough_is_quoted_without_the_passage_after_it(tmp_path: Path) -> None:
    text = f"The lab exam takes place on 3 June. {'Bring a calculator and a ruler. ' * 7}".strip()
    writing = Writing("Syllabus", "en").paragraph(text).paragraph("Laboratories close at noon.")

    assert QUOTING.complete <= len(text.split()) <= QUOTING.widest
    assert said(writing, "When is the lab exam?", tmp_path) == [text]


def test_what_says_what_another_thing_is_defines_nothing(tmp_path: Path) -> None:
    writing = Writing("Apuntes", "es").heading("Transformaciones")
    writing.paragraph("Una función f es una transformación lineal si f(u + v) = f(u) + f(v).")
    writing.paragraph("El núcleo de f son los vectores cuya imagen es cero.")

    first = said(writing, "¿Qué es el núcleo de una transformación lineal?", tmp_path)[0]

    assert first.startswith("El núcleo")
