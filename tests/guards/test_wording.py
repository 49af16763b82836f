"""How people are spoken to: one word for one thing, and French as it is set."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from silabo.wording.catalogues import LANGUAGES
from tests.guards.messages import ROOT, TRANSLATED, translated, used

# What a thing is called, and the words that would give it a second name or that say who reads.
ONE_WORD = {
    "en": {
        "e-mail": r"letters?|emails?|(?<!-)mails?",
        "is not responding": r"does not answer|right now\. Try",
        "again, reset": r"anew",
        "if it keeps happening": r"if it stays so",
        "needs your attention": r"needs your eyes",
        "Your text is still here": r"your text stays",
        "this tool accepts only": r"speaks LTI",
        "an impersonal voice": r"I am Sílabo|ask me|I answer",
    },
    "es": {
        "correo": r"cartas?|e-?mails?|correos? electrónicos?",
        "token": r"claves? de API|Bearer CLAVE",
        "comando": r"(?:línea de )?órdenes|orden",
        "tu texto sigue aquí": r"el texto queda|tu texto queda",
        "la administración, quien administra": r"administrador(?:es|a|as)?",
        "tú": r"usted(?:es)?|vosotros|vuestr[oa]s?",
        "conectar con el servidor": r"no se llega",
        "una voz impersonal": r"soy Sílabo|pregúntame",
    },
    "fr": {
        "courriel": r"courriers?|lettres?|e-?mails?|mails?",
        "jeton": r"tokens?|clés? d’API",
        "programme": r"syllabus",
        "enregistrer": r"inscription|gardée?s?\b(?! ce)",
        "équipe enseignante": r"enseignants?",
        "l’administration, les responsables": r"administrateurs?|administratrices?",
        "étudiants et étudiantes": r"étudiants(?! et étudiantes)|étudiant(?! ou étudiante|s)",
        "que par vous": r"vous seule?",
        "vous": r"tu|toi|ton|tes",
        "une voix impersonnelle": r"je suis|posez-moi",
    },
}
# Names of others, as their own pages have them.
OTHERS = re.compile(r"[Ss]hare launcher.s (?:name and )?email with tool|Delegate to teacher")


def texts(language: str) -> Iterator[str]:
    """Every message of a language, each of its plural forms, and the words of the practice LMS."""
    words = ROOT / "practice_lms" / "words" / f"{language}.toml"
    yield from tomllib.loads(words.read_text(encoding="utf-8")).values()
    for message in used() if language == "en" else translated(language):
        if message.id:
            found = message.id if language == "en" else message.string
            yield from [found] if isinstance(found, str) else found


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_word(language: str) -> None:
    second = [
        f"{text!r}: say {word!r}"
        for text in texts(language)
        for word, others in ONE_WORD[language].items()
        if re.search(rf"\b(?:{others})\b", OTHERS.sub("", text), re.IGNORECASE)
    ]

    assert second == []


def test_french_has_typographic_apostrophes() -> None:
    assert [text for text in texts("fr") if "'" in text] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    assert [text for text in texts(language) if re.search(r"[\"“”]", text)] == []
