"""Spaces at which no line breaks, in every message that a person reads."""

import re

import pytest

from silabo.wording.catalogues import LANGUAGES, catalogue, say
from silabo.wording.typesetting import typeset
from tests.guards.messages import used

# A mark that stands against its word, or after a plain space; not in "https://", "10:00", ":8000".
FRENCH_WRONG = re.compile(
    r"(?<![\s\u00a0\u202f:;!?.(«])[;!?](?=\s|$)|[ \u00a0][;!?](?!\w)"
    r"|(?<!Authorization)(?<![\s\u00a0]):(?=\s|$)| [:»](?!\w)|« "
)
LOOSE = re.compile(
    r"(?:\d|%\(\w+\)s) (?:MB|Mo|min|%)(?!\w|\()"
    r"|\b(?:row|fila|ligne|p\.|pág\.|slide|diap\.|diapo) (?:\d|%\()",
    re.IGNORECASE,
)


def read(language: str) -> list[str]:
    """Every message of a language, each of its plural forms, as it is read."""
    found = catalogue(language)
    texts = []
    for message in used():
        if isinstance(message.id, str) and message.id:
            texts.append(found.gettext(message.id))
        elif message.id:
            texts += [found.ngettext(*message.id, count) for count in (1, 2)]
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_a_message_leaves_its_unit_or_label(language: str) -> None:
    texts = read(language)

    assert len(texts) > 200
    assert [text for text in texts if LOOSE.search(text)] == []


def test_every_french_mark_has_its_space() -> None:
    assert [text for text in read("fr") if FRENCH_WRONG.search(text)] == []


@pytest.mark.parametrize(
    ("language", "text", "set_"),
    [
        (
            "fr",
            "Oui ; non ! Et : « a » ?",
            "Oui\u202f; non\u202f! Et\u00a0: «\u00a0a\u00a0»\u202f?",
        ),
        ("fr", "https://a.example/?q=1 et 10:00", "https://a.example/?q=1 et 10:00"),
        ("fr", "35 %", "35\u00a0%"),
        ("es", "¿Sí; no? «a»: 35 %", "¿Sí; no? «a»: 35\u00a0%"),
        ("es", "fila %(row)s, pág. %(page)s", "fila\u00a0%(row)s, pág.\u00a0%(page)s"),
        ("en", "up to %(limit)s MB in 5 min", "up to %(limit)s\u00a0MB in 5\u00a0min"),
        ("en", "35 %% of it; 35 %(unit)s", "35\u00a0%% of it; 35 %(unit)s"),
        ("en", "row 1 of Table 2", "row\u00a01 of Table\u00a02"),
        ("en", "5 minutes, 3 hours", "5 minutes, 3 hours"),
    ],
)
def test_a_message_is_set_as_its_language_wants(language: str, text: str, set_: str) -> None:
    assert typeset(text, language) == set_


@pytest.mark.parametrize(
    ("language", "today", "earlier"),
    [
        ("es", "Respondida a las 7:04", "Respondida el 26 nov 2026 a las 7:04"),
        ("en", "Answered at 7:04", "Answered on 26 nov 2026 at 7:04"),
        ("fr", "Réponse à 7:04", "Réponse du 26 nov 2026 à 7:04"),
    ],
)
def test_a_sentence_with_a_date_is_another_than_one_with_a_time(
    language: str, today: str, earlier: str
) -> None:
    time = "las 7:04" if language == "es" else "7:04"
    dated = say(language, "Answered on %(day)s at %(time)s", day="26 nov 2026", time=time)

    assert say(language, "Answered at %(time)s", time=time) == today
    assert dated == earlier
