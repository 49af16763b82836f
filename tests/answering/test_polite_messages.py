"""What is polite around a question changes neither its answer nor what is said to be looked for."""

import pytest

from silabo.answering.pipeline import first_passages
from silabo.answering.scope import small_talk
from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, query, quoted


@pytest.mark.parametrize(
    ("language", "bare", "polite"),
    [
        ("en", "When is the final exam?", "Hi! When is the final exam? Thanks, Ana"),
        ("en", "When is the final exam?", "I was ill last week. When is the final exam?"),
        ("en", "Is attendance mandatory?", "Dear Dr. Moss, is attendance mandatory? Best, Tom"),
        (
            "es",
            "¿Cuándo es el primer parcial?",
            "Hola profe! cuando es el primer parcial? graciass",
        ),
        ("es", "¿Cuál es la nota mínima?", "perdón la molestia, cuál es la nota mínima 😭 porfa"),
        ("fr", "La calculatrice est interdite ?", "Bonjour, la calculatrice est interdite ? Merci"),
    ],
)
def test_a_polite_message_is_answered_as_its_question(
    courses: dict[str, Course], language: str, bare: str, polite: str
) -> None:
    course = courses[language]

    assert course.ask(bare).kind is AnswerKind.EXTRACTIVE
    assert quoted(course.ask(polite)) == quoted(course.ask(bare))
    assert first_passages(query(polite), course) == first_passages(query(bare), course)


@pytest.mark.parametrize(
    ("language", "text", "looked_for"),
    [
        (
            "en",
            "Hello! Sorry to bother you, is there parking? Thanks in advance, Ana",
            ("parking",),
        ),
        ("es", "Buenas tardes, soy Juan. ¿Hay estacionamiento? Saludos", ("estacionamiento",)),
        ("fr", "Bonjour Madame, y a-t-il un parking ? Bonne journée, Luc", ("parking",)),
    ],
)
def test_courtesy_is_never_said_to_be_looked_for(
    courses: dict[str, Course], language: str, text: str, looked_for: tuple[str, ...]
) -> None:
    assert courses[language].ask(text).searched == looked_for


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("hola, necesito ayuda", "reply_greeting"),
        ("Buenos días a todos, espero que estén muy bien, saludos", "reply_greeting"),
        ("Muchas gracias por su ayuda, profesora Ruiz!", "reply_thanks"),
        ("Thanks so much for the quick answer, Ana", "reply_thanks"),
        ("Merci beaucoup pour votre aide, bonne journée !", "reply_thanks"),
    ],
)
def test_courtesy_alone_has_its_reply(text: str, reply: str) -> None:
    assert small_talk(text) == reply
