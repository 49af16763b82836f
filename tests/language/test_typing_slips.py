import pytest

from silabo.language.typing_slips import meant

_WORDS = {"calculadora", "calculator", "midterm", "pointer", "calculatrice", "marking", "nota"}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("calculadroa", "calculadora"),
        ("calculater", "calculator"),
        ("midtem", "midterm"),
        ("midterrm", "midterm"),
        ("calculatrce", "calculatrice"),
        ("calculadira", "calculadora"),
    ],
)
def test_one_slip_is_read_as_the_word_that_was_meant(typed: str, word: str) -> None:
    assert meant(typed, _WORDS) == word


@pytest.mark.parametrize("word", ["printer", "parking", "note", "midterm", "calcuro", "c++", ""])
def test_another_word_is_not_taken_for_a_slip(word: str) -> None:
    assert meant(word, _WORDS) == ""


def test_of_two_words_as_near_the_first_is_taken() -> None:
    assert meant("parto", ["parte", "parta"]) == "parta"
