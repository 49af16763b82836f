"""A quotation does not begin with what has no antecedent, and does not end in a colon."""

from pathlib import Path

import pytest

from silabo.answering.quoting import Quotation, closed
from silabo.language.detect import detect
from silabo.language.references import points_back
from tests.answering.courses import Writing, course_of, quoted

ANTECEDENTS = [
    (
        "No se permite usar calculadora en los parciales. En el examen final tampoco.",
        "¿Puedo usar calculadora en el examen final?",
        "No se permite usar calculadora en los parciales. En el examen final tampoco.",
    ),
    (
        "The midterm takes place in Room 12 and is open to guests. It is also closed book.",
        "Is it closed book?",
        "The midterm takes place in Room 12 and is open to guests. It is also closed book.",
    ),
    (
        "Le partiel a lieu en salle 12. L’examen oral a lieu en mai. Celui-ci dure deux heures.",
        "Combien de temps dure l’examen oral ?",
        "L’examen oral a lieu en mai. Celui-ci dure deux heures.",
    ),
]


@pytest.mark.parametrize(("said", "asked", "whole"), ANTECEDENTS)
def test_what_stands_for_something_is_quoted_with_what_it_stands_for(
    tmp_path: Path, said: str, asked: str, whole: str
) -> None:
    course = course_of(Writing("Guide", detect(said)).heading("Info").paragraph(said), tmp_path)

    assert whole in quoted(course.ask(asked))


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (
            "La promoción directa exige un 7.",
            "Dicha condición vence en dos años.",
            "¿Cuándo vence la condición de promoción?",
        ),
        (
            "The oral exam is held in May.",
            "It lasts twenty minutes, without notes.",
            "How long is the oral exam without notes?",
        ),
        (
            "L’examen oral a lieu en mai.",
            "Celui-ci dure vingt minutes, sans documents.",
            "Combien de temps dure l’examen oral sans documents ?",
        ),
    ],
)
def test_a_paragraph_that_points_back_is_quoted_with_the_end_of_the_one_before(
    tmp_path: Path, before: str, said: str, asked: str
) -> None:
    writing = Writing("Guide", detect(said)).heading("Info")
    writing.paragraph(f"Something else stands here. {before}").paragraph(said)
    sentences = [each.text for each in course_of(writing, tmp_path).ask(asked).sentences]

    assert said in sentences
    assert not points_back(sentences[0])
    assert sentences.index(said) == 0 or sentences[sentences.index(said) - 1].endswith(before)


@pytest.mark.parametrize(
    ("lead", "header", "row", "asked"),
    [
        (
            "El parcial dura dos horas y se toma en estas aulas:",
            ("Comisión", "Aula"),
            ("A", "Aula 12"),
            "¿Cuánto dura el parcial?",
        ),
        (
            "The midterm lasts two hours and is taken in these rooms:",
            ("Group", "Room"),
            ("A", "Room 12"),
            "How long is the midterm?",
        ),
        (
            "Le partiel dure deux heures et a lieu dans ces salles :",
            ("Groupe", "Salle"),
            ("A", "Salle 12"),
            "Combien de temps dure le partiel ?",
        ),
    ],
)
def test_what_announces_a_table_is_quoted_with_its_rows(
    tmp_path: Path, lead: str, header: tuple[str, str], row: tuple[str, str], asked: str
) -> None:
    writing = Writing("Guide", detect(lead)).heading("Info").paragraph(lead)
    outcome = course_of(writing.table(header, row), tmp_path).ask(asked)

    assert lead in quoted(outcome)
    assert not outcome.sentences[-1].text.endswith(":")


def test_what_only_announces_is_left_out() -> None:
    writing = Writing("Guide", "en").heading("Info")
    writing.paragraph("Notes are allowed. These are not:").paragraph("Phones.")
    writing.paragraph("The exam is on 3 June and covers:").paragraph("Bring a pen.")
    announcing, phones, covers, pen = writing.passages

    assert [each.text for each in closed([Quotation(announcing, announcing.text)])] == [
        "Notes are allowed."
    ]
    assert closed([Quotation(announcing, announcing.text), Quotation(phones, phones.text)]) == [
        Quotation(announcing, announcing.text),
        Quotation(phones, phones.text),
    ]
    assert closed([Quotation(pen, pen.text), Quotation(covers, covers.text)]) == [
        Quotation(pen, pen.text)
    ]
    assert closed([Quotation(covers, covers.text)])[0].text == "The exam is on 3 June and covers"
