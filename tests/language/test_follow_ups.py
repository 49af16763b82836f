"""Messages that do not stand alone: which those are, and what they are completed to."""

import time

import pytest

from silabo.language.follow_ups import LONGEST, completed, may_be_as_written, stands_alone

LEANING = [
    ("en", "and the second one?"),
    ("en", "and if i miss it"),
    ("en", "the second one"),
    ("en", "when is it?"),
    ("en", "how do I submit it"),
    ("en", "where?"),
    ("en", "in which room?"),
    ("en", "how long?"),
    ("en", "and the midterm?"),
    ("en", "what about prof lee?"),
    ("en", "how much is that worth"),
    ("en", "is that mandatory?"),
    ("en", "what about the other one?"),
    ("en", "the midterm?"),
    ("en", "are they graded?"),
    ("en", "what's his email"),
    ("en", "and on friday?"),
    ("es", "y el segundo?"),
    ("es", "¿Y el segundo?"),
    ("es", "en qué aula?"),
    ("es", "y cuánto vale?"),
    ("es", "a qué hora?"),
    ("es", "¿cuánto dura?"),
    ("es", "cuándo se entrega?"),
    ("es", "¿dónde lo entrego?"),
    ("es", "puedo entregarlo tarde?"),
    ("es", "y el examen final?"),
    ("es", "y si falto?"),
    ("es", "eso entra en el parcial?"),
    ("es", "pero cuándo es?"),
    ("es", "gracias! y el otro?"),
    ("es", "¿por qué?"),
    ("es", "y el 20 de junio?"),
    ("fr", "et le deuxième ?"),
    ("fr", "dans quelle salle ?"),
    ("fr", "et ca dure combien de tps"),
    ("fr", "c'est obligatoire ?"),
    ("fr", "c quand"),
    ("fr", "et soissons ?"),
    ("fr", "et si je suis malade ?"),
    ("fr", "où ?"),
    ("und", "el segundo?"),
]
STANDING = [
    ("en", "when is the final exam"),
    ("en", "and when is the final exam?"),
    ("en", "is it possible to retake the midterm?"),
    ("en", "if I miss the exam, can I retake it?"),
    ("en", "and if I miss the midterm?"),
    ("en", "where do the arguments go when i call it"),
    ("en", "what is the late policy"),
    ("en", "what's the late penalty?"),
    ("en", "is attendance mandatory"),
    ("en", "do they take attendance"),
    ("en", "how do I pass the course?"),
    ("en", "when does the course start"),
    ("en", "is there a resit?"),
    ("en", "what are the deadlines"),
    ("en", "office hours"),
    ("en", "grading?"),
    ("en", "midterm date"),
    ("en", "the midterm date"),
    ("en", "fruitful vs void"),
    ("en", "store and reuse pattern?"),
    ("en", "or can we use chatgpt in the essay?"),
    ("en", "t[1:3]"),
    ("en", "who grades the labs and when are they returned"),
    ("en", "How many absences are allowed?"),
    ("en", "first day of class"),
    ("es", "y cuándo es el examen final?"),
    ("es", "¿Hay clase el lunes?"),
    ("es", "¿Con qué nota se promociona?"),
    ("es", "¿Cómo se aprueba?"),
    ("es", "lo que entra en el parcial, ¿dónde está?"),
    ("es", "¿qué libro usamos?"),
    ("es", "¿Puedo usar apuntes en el parcial?"),
    ("es", "¿cuáles son las fechas de entrega?"),
    ("es", "bibliografía"),
    ("es", "cuándo se entrega el TP 2"),
    ("es", "¿se puede recuperar un parcial?"),
    ("es", "y qué nota hace falta para promocionar el curso?"),
    ("fr", "comment est calculée la note"),
    ("fr", "c'est quoi une liste"),
    ("fr", "ça veut dire quoi promotion"),
    ("fr", "est-il possible d'avoir un délai pour le projet"),
    ("fr", "et comment rendre le projet ?"),
    ("fr", "quand commence le cours ?"),
]


@pytest.mark.parametrize(("language", "message"), LEANING)
def test_a_message_that_does_not_say_what_it_asks_about_leans(language: str, message: str) -> None:
    assert not stands_alone(message, language)


@pytest.mark.parametrize(("language", "message"), STANDING)
def test_a_message_that_stands_alone_is_never_completed(language: str, message: str) -> None:
    earlier = {"en": "When is lab 2 due?", "es": "¿Cuánto vale el TP 2?", "fr": "Quand est le TP 2"}

    assert stands_alone(message, language)
    assert completed(message, [earlier[language]], language) == ""


@pytest.mark.parametrize(
    ("language", "earlier", "message", "whole"),
    [
        ("en", "when is the midterm", "and if i miss it", "If i miss the midterm?"),
        ("en", "when is the midterm", "and the final exam?", "When is the final exam?"),
        ("en", "when is the first quiz", "the second one", "When is the second quiz?"),
        ("en", "how much is lab 2 worth", "and lab 3?", "How much is lab 3 worth?"),
        ("en", "how much is lab 2 worth", "when is it due?", "When is lab 2 due?"),
        ("en", "when is quiz 1", "and the second one?", "When is quiz 2?"),
        ("es", "cuándo se entrega el TP 1", "y el segundo?", "¿Cuándo se entrega el TP 2?"),
        ("es", "y cuánto vale el TP 1?", "y el 2?", "¿Cuánto vale el TP 2?"),
        ("en", "and when is the midterm?", "and the final exam?", "When is the final exam?"),
        ("en", "when is project one due", "and the second one?", "When is second project due?"),
        (
            "en",
            "Can I use a calculator in the final exam?",
            "and in the second midterm?",
            "Can I use a calculator in the second midterm?",
        ),
        (
            "en",
            "Can I use a calculator in the final exam?",
            "and a phone?",
            "Can I use a phone in the final exam?",
        ),
        (
            "en",
            "what is the email of Prof. Kim",
            "and prof lee?",
            "What is the email of prof lee?",
        ),
        (
            "es",
            "puedo usar calculadora?",
            "y en el final?",
            "¿Puedo usar calculadora en el final?",
        ),
        ("en", "who is the lecturer", "and her office hours?", "Her office hours the lecturer?"),
        ("en", "is there class on monday", "and on friday?", "Is there class on friday?"),
        ("es", "¿Cuándo es el primer parcial?", "y el segundo?", "¿Cuándo es el segundo parcial?"),
        ("es", "¿Cuándo es el parcial?", "y el segundo?", "¿Cuándo es el segundo parcial?"),
        ("es", "¿Cuándo es el segundo parcial?", "y el primero?", "¿Cuándo es el primer parcial?"),
        ("es", "¿Cuándo es el parcial?", "¿y el tercero?", "¿Cuándo es el tercer parcial?"),
        ("es", "cuando es la segunda entrega", "y la primera", "¿Cuando es la primera entrega?"),
        (
            "es",
            "¿Cuándo es el primer parcial?",
            "en qué aula?",
            "¿En qué aula el primer parcial?",
        ),
        (
            "es",
            "¿Cuándo es el primer parcial?",
            "y cuándo es el segundo?",
            "¿Cuándo es el segundo parcial?",
        ),
        ("es", "cuánto vale el TP 2", "y cuándo se entrega?", "¿Cuándo se entrega el TP 2?"),
        ("es", "cuánto vale el TP 2", "dónde lo entrego?", "¿Dónde entrego el TP 2?"),
        ("es", "¿hay clase el 25 de mayo?", "y el 20 de junio?", "¿Hay clase el 20 de junio?"),
        ("es", "cuál es el peso del primer parcial", "y el final?", "¿Cuál es el peso del final?"),
        ("fr", "altitude de laon", "et soissons ?", "Altitude de soissons ?"),
        (
            "fr",
            "c kan l'eval intermediaire",
            "et ca dure combien de tps",
            "L'eval intermediaire dure combien de temps ?",
        ),
        (
            "fr",
            "quand a lieu le premier partiel ?",
            "et le deuxième ?",
            "Quand a lieu le deuxième partiel ?",
        ),
    ],
)
def test_a_message_that_leans_is_completed_from_what_was_asked(
    language: str, earlier: str, message: str, whole: str
) -> None:
    assert completed(message, [earlier], language) == whole


def test_a_follow_up_of_a_follow_up_is_about_what_that_was_about() -> None:
    thread = ["¿Cuándo es el primer parcial?", "y el segundo?"]

    assert completed("y en qué aula?", thread, "es") == "¿En qué aula el segundo parcial?"


def test_the_last_question_that_says_something_is_what_is_meant() -> None:
    thread = ["When is lab 2 due?", "how much is the final exam worth", "thanks!"]

    assert completed("and when is it?", thread, "en") == "When is the final exam?"


@pytest.mark.parametrize("earlier", [[], ["hello"], ["and?"], ["?"]])
def test_without_a_question_before_it_nothing_is_completed(earlier: list[str]) -> None:
    assert completed("and the second one?", earlier, "en") == ""


@pytest.mark.parametrize("message", ["thanks!", "ok thank you so much", "hello", "?", ""])
def test_what_asks_nothing_is_completed_from_nothing(message: str) -> None:
    assert completed(message, ["When is the first midterm?"], "en") == ""


def test_only_what_asks_something_of_a_thing_may_be_meant_as_it_is_written() -> None:
    assert may_be_as_written("can it be a pdf of the report?", "en")
    assert not may_be_as_written("and the report?", "en")
    assert not may_be_as_written("and the second one?", "en")


@pytest.mark.parametrize("text", ["it " * 3000, "and " * 3000, "el segundo parcial " * 400])
def test_a_completed_question_is_short_and_soon_there(text: str) -> None:
    started = time.process_time()
    whole = completed(text, [text, "¿Cuándo es el primer parcial?", text], "en")

    assert len(whole) <= LONGEST
    assert time.process_time() - started < 5
