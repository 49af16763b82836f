import pytest

from silabo.answering.scope import small_talk
from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Hola", "reply_greeting"),
        ("¡Hola! ¿Qué tal?", "reply_greeting"),
        ("good morning, hi", "reply_greeting"),
        ("Bonjour !", "reply_greeting"),
        ("¡Muchas gracias!", "reply_thanks"),
        ("ok thanks", "reply_thanks"),
        ("merci beaucoup", "reply_thanks"),
        ("¿Quién eres?", "reply_about"),
        ("who are you?", "reply_about"),
        ("Que peux-tu faire ?", "reply_about"),
    ],
)
def test_small_talk_gets_its_reply(text: str, reply: str) -> None:
    assert small_talk(text) == reply


@pytest.mark.parametrize(
    "text",
    [
        "Hola, ¿cuándo es el parcial?",
        "hi, office hours?",
        "Gracias. ¿Y el final?",
        "¿Qué es esto de promocionar?",
        "Who are you inviting as speakers?",
        "buenas, nota",
        "",
        "?",
        "hola " * 50,
    ],
)
def test_what_may_be_a_question_is_not_small_talk(text: str) -> None:
    assert small_talk(text) == ""


def test_small_talk_is_replied_to_without_searching(courses: dict[str, Course]) -> None:
    outcome = courses["es"].ask("hola")

    assert (outcome.kind, outcome.reply) == (AnswerKind.REPLY, "reply_greeting")
