"""A question that is typed short is answered as if it were spelt out, where that is sure."""

import pytest

from tests.answering.courses import Course, quoted


@pytest.mark.parametrize(
    ("language", "short", "full"),
    [
        ("en", "wats the textbook", "what is the textbook"),
        ("es", "k nota minima pa aprobar", "que nota minima para aprobar"),
        ("fr", "c quand le partiel", "c'est quand le partiel"),
    ],
)
def test_shorthand_is_answered_as_its_words(
    courses: dict[str, Course], language: str, short: str, full: str
) -> None:
    course = courses[language]

    assert quoted(course.ask(full))
    assert quoted(course.ask(short)) == quoted(course.ask(full))


@pytest.mark.parametrize(
    ("language", "text", "searched"),
    [
        ("en", "wat about parking n wifi", ("parking", "wifi")),
        ("es", "k hay pa el estacionamiento", ("estacionamiento",)),
        ("fr", "c koi le parking", ("parking",)),
    ],
)
def test_shorthand_is_never_said_to_be_looked_for(
    courses: dict[str, Course], language: str, text: str, searched: tuple[str, ...]
) -> None:
    assert courses[language].ask(text).searched == searched
