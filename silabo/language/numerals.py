"""Amounts in words as figures, wherever they are compared: "seventy-five" is 75, "half past seven"
7:30.
"""

import re
from collections.abc import Sequence

import text_to_num  # type: ignore[import-untyped]

from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES, any_of, values_of
from silabo.language.words import fold

_AMOUNTS = {
    code: [
        (re.compile(rf"\b{pattern}", re.IGNORECASE), written)
        for pattern, written in lexicon.claims.amounts.items()
    ]
    for code, lexicon in BY_LANGUAGE.items()
}


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


_ONE = {code: _any(lexicon.claims.one) for code, lexicon in BY_LANGUAGE.items()}
_BOTH = {code: _any(lexicon.claims.both) for code, lexicon in BY_LANGUAGE.items()}
# Before the decimals or minutes that a pattern wrote.
_BEGUN = re.compile(r"\b([^\W\d_]+)(?=\.5 |:30\b|:15\b| h 30\b| h 15\b)")
_LATE = any_of(lambda lexicon: lexicon.claims.after_noon)
_EARLY = any_of(lambda lexicon: lexicon.claims.before_noon)
_AFTER_NOON = re.compile(rf"\b(\d{{1,2}})(:\d\d)?\s{_LATE}\b", re.IGNORECASE)
_BEFORE_NOON = re.compile(rf"\b(\d{{1,2}})(:\d\d)?\s{_EARLY}\b", re.IGNORECASE)
# "21 sept." is no seven: the names of months stand as they are.
_MONTH = re.compile(
    rf"(?<=\d )({any_of(lambda lexicon: lexicon.month_short_forms)})\b", re.IGNORECASE
)
_NUMBERS = values_of(lambda lexicon: lexicon.number_words)


def in_figures(text: str, language: str, *, both: bool = False) -> str:
    """A text whose numbers in words stand in figures, those up to three only beside others, and
    whose fractions are percentages; as it is in a language that is not known. Where `both` says two
    it is a figure too.
    """
    if language not in LANGUAGES or not text.strip():
        return text
    for amount, written in _AMOUNTS[language]:
        text = amount.sub(written, text)
    text = _ONE[language].sub("1", _BEGUN.sub(_figure, text))
    if both:
        text = _BOTH[language].sub("2", text)
    text = _with_numbers(_SPOKEN_HOUR.sub(_figure, text), language)
    return _BEFORE_NOON.sub(_hour, _AFTER_NOON.sub(_later_hour, text))


def _with_numbers(text: str, language: str) -> str:
    parts = _MONTH.split(text)
    # Every other part is the short form of a month.
    parts[::2] = [
        str(text_to_num.alpha2digit(part, language)) if part.strip() else part
        for part in parts[::2]
    ]
    return "".join(parts)


def _hour(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2] or ':00'}"


def _later_hour(match: re.Match[str]) -> str:
    return f"{int(match[1]) % 12 + 12}{match[2] or ':00'}"


# "Five in the afternoon": a number up to three stands in words elsewhere.
_SPOKEN_HOUR = re.compile(rf"\b([^\W\d_]+)(?=\s(?:{_LATE}|{_EARLY})\b)", re.IGNORECASE)


def _figure(match: re.Match[str]) -> str:
    number = _NUMBERS.get(fold(match[1]))
    return str(number) if number else match[1]
