"""What is kept of an analysed text says what the text itself says."""

from typing import Any

import pytest

from silabo.language import kept_views
from silabo.language.analysed import AnalysedText
from silabo.language.kept_views import kept, views_in

TEXTS = {
    "es": [
        "El primer parcial es el 3 de julio de 2026 a las 18:30 h; el segundo, el martes 5/8.",
        "Examen final · Aula B-12 · 35 % · marta.ruiz@example.org",
        "Los TP2 y TP3 se entregan en la semana 7. Trabajo práctico final: 40 puntos.",
        "",
    ],
    "en": [
        "Office hours: MWF 2-4pm, Room 301; the final project is worth 20%.",
        "Each late day costs 5 points; see https://example.org/rules.",
    ],
    "fr": ["L'examen final aura lieu le 1er juin à 9 h 30, salle C 4. Note minimale : 10/20."],
    "und": ["Abgabe: 12.05.2026, 23:59 Uhr", "TTh 11:30"],
}
CASES = [(language, text) for language, texts in TEXTS.items() for text in texts]


def views(text: AnalysedText) -> dict[str, Any]:
    """All that is said of a text."""
    names = ("stems", "forms", "openings", "weekdays", "subject", "quantities", "mentions")
    return {name: getattr(text, name) for name in (*names, "phrases", "kinds")}


@pytest.mark.parametrize(("language", "text"), CASES)
def test_a_text_says_the_same_of_what_was_kept_as_of_itself(language: str, text: str) -> None:
    own = AnalysedText(text, language)
    again = AnalysedText(text, language, views=views_in(kept([text], language), [text])[text])

    assert "quantities" in vars(again)
    assert views(again) == views(own)


def test_each_text_of_several_gets_its_own_views() -> None:
    first, second = TEXTS["es"][:2]
    found = views_in(kept([first, second], "es"), [first, second])

    assert [found[each]["stems"] for each in (first, second)] == [
        AnalysedText(each, "es").stems for each in (first, second)
    ]


def test_views_of_other_texts_are_not_read() -> None:
    text = TEXTS["en"][0]

    assert views_in(kept([text], "en"), [text + " "]) == {}
    assert views_in(kept([text, ""], "en"), [text]) == {}


def test_views_by_other_rules_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXTS["en"][0]
    before = kept([text], "en")
    monkeypatch.setattr(kept_views, "made_by", lambda: "0" * 16)

    assert views_in(before, [text]) == {}
    assert views_in(kept([text], "en"), [text]) != {}


def test_nothing_kept_gives_no_views() -> None:
    assert views_in("", ["Examen"]) == {}
