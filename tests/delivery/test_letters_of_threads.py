"""The letter of a question that was completed from its thread."""

import pytest

from tests.delivery.claims import Page, closest, declined, letter

WHOLE = "¿Cuándo es el <segundo> parcial?"


@pytest.mark.row("thread-4")
@pytest.mark.parametrize(
    ("language", "says"),
    [("es", "Entendida como: "), ("en", "Understood as: "), ("fr", "Comprise comme\u202f: ")],
)
@pytest.mark.parametrize("make", [letter, closest, declined])
def test_a_letter_says_what_its_question_was_understood_as(
    make: object, language: str, says: str
) -> None:
    assert callable(make)
    composed = make(text="y el segundo?", language=language, understood_as=WHOLE)

    for text in (composed.text, Page(composed.html).text):
        assert "y el segundo?" in text
        assert f"{says}{WHOLE}" in text.replace("\N{NO-BREAK SPACE}", "\u202f")


def test_a_letter_of_a_question_as_it_was_written_says_nothing_of_it() -> None:
    composed = letter(text="¿Cuándo es el segundo parcial?")

    assert "Entendida" not in composed.text
    assert "Entendida" not in composed.html
