"""What is often another thing in the next course, and what stays."""

import pytest

from silabo.language.of_one_year import is_of_one_year

OF_ONE_YEAR = {
    "es": (
        "El primer parcial es el 1 de octubre.",
        "La entrega cierra el 03/07/2026.",
        "Las consultas son los martes.",
        "Se rinde en octubre.",
        "Empieza a las 14:00.",
        "Se entrega hasta las 18.",
        "Llama al 11 4567-8900.",
        "Es en el aula 4.",
        "Se entrega en la semana 5.",
        "Escribe a catedra@example.edu.",
        "Vale el programa de 2025.",
        "La entrega es mañana.",
    ),
    "en": (
        "The midterm is on 1 October.",
        "It is due on 07/03/2026.",
        "Office hours are on Tuesdays.",
        "It begins at 2:30 pm.",
        "Call +34 915 550 123.",
        "It is in room B12.",
        "See https://example.edu/form.",
        "The rules of 2025 apply.",
        "It is due in week 5.",
        "It is due tomorrow.",
    ),
    "fr": (
        "Le partiel a lieu le 1er octobre.",
        "La remise est pour le 03/07/2026.",
        "Les permanences ont lieu le mardi.",
        "Il commence à 14 h 30.",
        "Appelez le 01 4455 6677.",
        "C’est en salle B12.",
        "Écrivez à cours@example.edu.",
        "Le programme de 2025 s’applique.",
        "C’est pour demain.",
    ),
}
EVERY_YEAR = {
    "es": (
        "Se promociona con 8 o más.",
        "El parcial vale el 40 %.",
        "Se puede usar calculadora si no es programable.",
        "El trabajo tiene 1500 palabras como máximo.",
        "Se recuperan dos de los tres prácticos.",
    ),
    "en": (
        "You pass with 7 or more.",
        "The midterm counts for 40 %.",
        "A non-programmable calculator is allowed.",
        "The essay has at most 1500 words.",
        "There are three assignments.",
    ),
    "fr": (
        "Il faut 10 sur 20 pour valider.",
        "Le partiel compte pour 40 %.",
        "La calculatrice non programmable est autorisée.",
        "Le rapport compte 1500 mots au maximum.",
        "Deux retards sont tolérés.",
    ),
}


@pytest.mark.parametrize(
    ("language", "text"), [(name, each) for name, texts in OF_ONE_YEAR.items() for each in texts]
)
def test_what_is_another_thing_next_year_is_seen(language: str, text: str) -> None:
    assert is_of_one_year(text, language)


@pytest.mark.parametrize(
    ("language", "text"), [(name, each) for name, texts in EVERY_YEAR.items() for each in texts]
)
def test_what_holds_every_year_is_let_through(language: str, text: str) -> None:
    assert not is_of_one_year(text, language)
