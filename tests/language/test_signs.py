import pytest

from silabo.language.questions import read_question
from silabo.language.signs import is_spoken_of, signs
from silabo.language.stems import document_stems, query_stems


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wat does <= mean", ["<="]),
        ("is = the same as ==?", ["=", "=="]),
        ("¿!= qué significa?", ["!="]),
        ("c'est quoi « ** »", ["**"]),
        ("diferencia entre // y %=", ["//", "%="]),
        ("if x==5 and y != 'a':", ["==", "!="]),
        ("settings -> preferences", ["->"]),
    ],
)
def test_a_sign_that_stands_as_a_word_is_one(text: str, found: list[str]) -> None:
    assert signs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour ! Quand est l'examen ?!",
        "¡Hola! !! gracias",
        "- a bullet",
        "the exam — 50 % of the mark",
        "====",
        "<b>bold</b>",
        "C++ y C#",
        "https://example.org/a//b?x=1",
        "Q & A",
        "lunes/miércoles, 10-12",
    ],
)
def test_punctuation_is_no_sign(text: str) -> None:
    assert signs(text) == []


@pytest.mark.parametrize("language", ["es", "en", "fr", "und"])
@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("!= · not equal", "!= que significa"),
        ("<= · less than or equal", "wat does <= mean"),
        ("total = total + 1", "un solo = para que se usa"),
    ],
)
def test_a_sign_is_found_by_asking_for_it(row: str, asked: str, language: str) -> None:
    assert set(document_stems(row, language)) & set(query_stems(asked))


def test_one_sign_is_not_found_by_another() -> None:
    assert not set(document_stems("== · !=", "en")) & set(query_stems("<= ="))


def test_an_exclamation_is_no_word_that_an_answer_has_to_have() -> None:
    content = read_question("Bonjour ! Quand est l'examen ?", "fr").content

    assert [word.display for word in content] == ["examen"]


@pytest.mark.parametrize(
    ("sign", "text", "speaks"),
    [
        ("=", "Remember: “=” is used for assignment.", True),
        ("!=", "!=: No igual a", True),
        ("<=", "Python: <= · Meaning: Less than or equal to", True),
        ("==", "Il ne faut pas utiliser l'opérateur == pour tester deux floats.", True),
        ("=", "print('There') istr = int(astr)", False),
        ("==", "if x == 5:", False),
        ("=", "total = total + value", False),
        ("=", "Only == compares.", False),
    ],
)
def test_a_text_that_only_uses_a_sign_does_not_speak_of_it(
    sign: str, text: str, *, speaks: bool
) -> None:
    assert is_spoken_of(sign, text) is speaks
