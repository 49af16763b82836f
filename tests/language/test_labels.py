"""Letters and Roman figures that tell which of several is meant, and those that are words."""

import pytest

from silabo.language.labels import labels
from silabo.language.quantities import find, written
from silabo.language.quantity_readers import QuantityKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cuando cursa la comisión C?", ["C"]),
        ("aula de la comision b", ["B"]),
        ("en que aula esta el grupo a?", ["A"]),
        ("Segundo bloque: Parcial II, tema IV", ["2", "4"]),
        ("La comisión A cursa los lunes", ["A"]),
        ("where does group B meet", ["B"]),
        ("When is Exam II?", ["2"]),
        ("Exam I covers chapters 1 to 3", ["1"]),
        ("Section: A · Room: 12", ["A"]),
        ("salle du groupe C", ["C"]),
        ("Projet III à rendre", ["3"]),
        ("GRUPO A", ["A"]),
    ],
)
def test_a_letter_or_roman_figure_tells_which_is_meant(text: str, expected: list[str]) -> None:
    numbered = [each.value for each in find(text) if each.kind is QuantityKind.ORDINAL]

    assert [label.name for label in labels(text)] == expected
    assert numbered[-1] == expected[-1]


@pytest.mark.parametrize(
    "text",
    [
        "PARCIAL Y FINAL",
        "ENTREGA A TRAVÉS DEL CAMPUS",
        "la entrega a tiempo",
        "el trabajo y la clase o el examen",
        "the exam I missed",
        "the part I like, the test a friend wrote",
        "le devoir à rendre, le projet a été noté",
        "l'examen d'Anne, le groupe c'est quoi",
        "exam A-level, grupo C++",
        "room B, aula C",
    ],
)
def test_a_word_of_one_letter_is_no_label(text: str) -> None:
    assert list(labels(text)) == []


def test_a_roman_figure_is_searched_as_it_may_be_written() -> None:
    (label,) = find("Parcial II")

    assert {"2", "ii", "segundo"} <= set(written(label))
