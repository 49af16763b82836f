"""Spells out what is written short: "wat", "k es", "pa", "c koi"."""

import re
from collections.abc import Mapping

from silabo.language.lexicon import BY_LANGUAGE, LEXICONS, any_of, values_of
from silabo.language.words import fold

_Short = list[tuple[re.Pattern[str], str]]


def _compiled(short: Mapping[str, str]) -> _Short:
    return [
        (re.compile(rf"(?<![\w'’./+-]){key}(?![\w'’/+)-]|\.\w)", re.IGNORECASE), full)
        for key, full in short.items()
    ]


# Read whatever the language, and only where it is known: other languages have those words.
_ANYWHERE = [each for lexicon in LEXICONS for each in _compiled(lexicon.shorthand)]
_OWN = {code: _compiled(lexicon.own_shorthand) for code, lexicon in BY_LANGUAGE.items()}

_NUMBERS = values_of(lambda lexicon: lexicon.number_words)
# "Project two", but no "exam two hours long" and no "essay two pages".
_NUMBERED = re.compile(
    rf"\b({any_of(lambda lexicon: lexicon.numbered_words)}) ({'|'.join(_NUMBERS)})\b"
    rf"(?! (?:{any_of(lambda lexicon: lexicon.counted_words)}|[^\W\d_]{{3,}}s)\b)",
    re.IGNORECASE,
)


def spelt_out(text: str, language: str) -> str:
    """A text with its shorthand as words, and with figures where a word tells which of several is
    meant; a capital letter alone is a name: the language C.
    """
    for short, full in (*_OWN.get(language, ()), *_ANYWHERE):
        text = short.sub(lambda found, full=full: _full(found.group(), full), text)
    return _NUMBERED.sub(lambda found: f"{found[1]} {_NUMBERS[fold(found[2])]}", text)


def _full(written: str, full: str) -> str:
    return written if len(written) == 1 and written.isupper() else full
