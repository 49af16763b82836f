"""How far the day of an answer is, in its letter: for the moment when it is composed."""

import re
from datetime import date

import pytest

from silabo.domain.answers import Sentence
from tests.delivery.claims import letter


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Oct 1, 2026, in 5 days"),
        ("es", "1 oct 2026, dentro de 5 días"),
        ("fr", "1er oct. 2026, dans 5 jours"),
    ],
)
def test_a_letter_says_how_far_a_day_is_when_it_is_composed(language: str, said: str) -> None:
    quoted = Sentence("El parcial es el 1 de octubre.", (1,), date(2026, 10, 1))
    composed = letter(language=language, sentences=(quoted,), delivery={"today": date(2026, 9, 26)})

    assert f"> El parcial es el 1 de octubre. [1]\n\n{said}\n" in composed.text
    assert said in composed.html
    assert said not in "".join(re.findall(r"<blockquote.*?</blockquote>", composed.html, re.S))
