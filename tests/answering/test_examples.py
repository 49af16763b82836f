"""Questions to begin with."""

from pathlib import Path

from silabo.answering.examples import answered
from silabo.answering.reading import Reading
from tests.answering.courses import Writing, course_of, query


def test_two_examples_that_the_same_words_answer_are_one(tmp_path: Path) -> None:
    writing = Writing("Programa", "es").heading("Parciales")
    writing.paragraph("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    writing.paragraph("No se permite calculadora en los parciales.")
    course = course_of(writing, tmp_path)
    asked = [
        query(text)
        for text in (
            "¿Cuándo es el primer parcial?",
            "¿Qué día es el primer parcial?",
            "¿Se permite calculadora en los parciales?",
        )
    ]

    examples = answered(asked, course, limit=3, reading=Reading())

    assert examples == [asked[0].text, asked[2].text]
