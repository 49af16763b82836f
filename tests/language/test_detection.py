import pytest

from silabo.language.detect import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuándo es el parcial?", "es"),
        ("nota mínima", "es"),
        ("fecha 2 parcial", "es"),
        ("se puede llevar calculadora", "es"),
        ("Quiero saber cómo se aprueba la materia", "es"),
        ("office hours?", "en"),
        ("when is the exam", "en"),
        ("does attendance count", "en"),
        ("textbook", "en"),
        ("C'est quand l'examen ?", "fr"),
        ("salle du partiel", "fr"),
        ("peut-on apporter une calculatrice", "fr"),
        ("Quelle est la note minimale ?", "fr"),
    ],
)
def test_short_questions_are_told_apart(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "C++", "18:30", "???", "qwrtp"])
def test_nothing_to_tell_by_gives_und(text: str) -> None:
    assert detect(text) == "und"
