"""A question that leaves open which one it means is asked back, in the documents' own words."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from silabo.answering.asked_back import choices
from silabo.answering.quoting import Quotation
from silabo.domain.answers import Choice, Query
from silabo.language.questions import read_question
from tests.answering.courses import Writing


def quotations(language: str, *texts: str, heading: str = "Programa") -> list[Quotation]:
    """The texts as they are quoted, each from a passage of its own."""
    writing = Writing("Programa", language).heading(heading)
    for text in texts:
        writing.paragraph(text)
    return [Quotation(passage, passage.text) for passage in writing.passages]


def asked(text: str, language: str, found: Sequence[Quotation]) -> tuple[Choice, ...]:
    query = Query(text, language, datetime(2026, 5, 4, tzinfo=UTC), "UTC")
    return choices(query, read_question(text, language, query.today), found)


def names(text: str, language: str, found: Sequence[Quotation]) -> tuple[str, ...]:
    return tuple(choice.name for choice in asked(text, language, found))


OPEN = [
    (
        "es",
        "¿Se puede llevar hoja al parcial?",
        ("El primer parcial es a libro cerrado.", "El segundo parcial admite una hoja."),
        ("primer parcial", "segundo parcial"),
    ),
    (
        "es",
        "cuanto dura el examen",
        ("El parcial se rinde en el aula 4.", "El examen final es escrito."),
        ("parcial", "examen final"),
    ),
    (
        "es",
        "¿Hay que defender el TP?",
        ("TP1: se entrega en papel.", "TP2: se presenta en clase."),
        ("TP1", "TP2"),
    ),
    (
        "en",
        "is the lab graded",
        ("Lab 1 is done in pairs.", "Lab 2 is done alone.", "Lab 3 has a report."),
        ("lab 1", "lab 2", "lab 3"),
    ),
    (
        "en",
        "Can I bring notes to the exam?",
        ("The midterm is closed book.", "The final exam is open book."),
        ("midterm", "final exam"),
    ),
    (
        "fr",
        "combien dure l'examen",
        ("L'examen partiel a lieu en salle 3.", "L'examen final est écrit."),
        ("examen partiel", "examen final"),
    ),
]


@pytest.mark.parametrize(("language", "question", "texts", "named"), OPEN)
def test_each_that_may_be_meant_is_named_as_in_the_documents(
    language: str, question: str, texts: tuple[str, ...], named: tuple[str, ...]
) -> None:
    assert names(question, language, quotations(language, *texts)) == named


@pytest.mark.parametrize(
    ("language", "question", "texts"),
    [
        ("es", "¿Cuánto dura el segundo parcial?", ("El primer parcial dura.", "El segundo no.")),
        (
            "es",
            "¿Cuándo son los parciales?",
            ("El primer parcial es hoy.", "El segundo parcial no."),
        ),
        ("es", "¿Cuánto dura el parcial?", ("El primer parcial es escrito.", "Se aprueba con 4.")),
        ("es", "¿Cuánto vale la asistencia?", ("El primer parcial.", "El segundo parcial.")),
        ("en", "Is lab 2 graded?", ("Lab 1 is done in pairs.", "Lab 2 is done alone.")),
        ("en", "Is the lab before the exam?", ("Lab 1 is first.", "Lab 2 is second.")),
        ("en", "Is the lab graded?", tuple(f"Lab {number} is graded." for number in range(1, 7))),
    ],
)
def test_what_says_which_or_is_one_alone_or_too_many_is_not_asked_back(
    language: str, question: str, texts: tuple[str, ...]
) -> None:
    assert asked(question, language, quotations(language, *texts)) == ()


def test_a_heading_says_which_too() -> None:
    found = [
        *quotations("es", "Se rinde en el aula 4.", heading="Primer parcial"),
        *quotations("es", "Se rinde en el aula 7.", heading="Segundo parcial"),
    ]
    assert names("¿Se puede llevar hoja al parcial?", "es", found) == (
        "primer parcial",
        "segundo parcial",
    )


def test_each_is_the_question_that_says_which() -> None:
    found = quotations("fr", "L'examen partiel est en salle 3.", "Le final est écrit.")
    assert asked("combien dure l'examen ?", "fr", found) == (
        Choice("examen partiel", "Combien dure l'examen partiel ?"),
        Choice("final", "Combien dure le final ?"),
    )
