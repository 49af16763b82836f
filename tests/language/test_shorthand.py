"""What is written short: what is read as words, and what must be left."""

import pytest

from silabo.language.shorthand import spelt_out


@pytest.mark.parametrize(
    ("language", "text", "spelt"),
    [
        ("en", "wat does it say", "what does it say"),
        ("en", "Wat r the rules n dates", "what are the rules and dates"),
        ("en", "when is ex 3 due", "when is exercise 3 due"),
        ("en", "if u can submit hw, how r u", "if you can submit homework, how are you"),
        ("es", "k es un puntero", "que es un puntero"),
        ("es", "xq va n ese archivo", "por que va en ese archivo"),
        ("es", "pa q sirve la calcu", "para que sirve la calculadora"),
        ("fr", "c koi la difference", "c'est quoi la difference"),
        ("fr", "rdv pr quand", "rendez-vous pour quand"),
        ("und", "wat q", "what que"),
        ("en", "when is project two due", "when is project 2 due"),
        ("es", "cuando vence la entrega dos", "cuando vence la entrega 2"),
        ("fr", "rendre le devoir deux", "rendre le devoir 2"),
    ],
)
def test_shorthand_is_read_as_its_words(language: str, text: str, spelt: str) -> None:
    assert spelt_out(text, language) == spelt


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is R allowed, and r in the formula"),
        ("en", "my ex partner"),
        ("en", "an exam two hours long, an essay three pages long"),
        ("es", "un examen dos horas, un trabajo cinco ejercicios"),
        ("fr", "un examen deux heures, un projet trois personnes"),
        ("en", "the vectors u and v"),
        ("es", "los vectores u y v, siete u ocho"),
        ("en", "pa k c"),
        ("en", "f(n) and n-th"),
        ("es", "se puede programar en C, R o K"),
        ("es", "n-ésimo, c++ y q.e.d."),
        ("es", "wath d'ici"),
        ("fr", "un programme en c sans pointeur"),
        ("fr", "le langage C sur Linux"),
        ("fr", "n k pa"),
        ("und", "n c k"),
    ],
)
def test_what_may_be_something_else_is_left(language: str, text: str) -> None:
    assert spelt_out(text, language) == text
