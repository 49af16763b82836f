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
_NIGHT = re.compile(any_of(lambda lexicon: lexicon.claims.at_night), re.IGNORECASE)
_EARLY = any_of(lambda lexicon: lexicon.claims.before_noon)
# "8h30": the minutes may follow at once, and another word does not.
_O_CLOCK = rf"(?:\s?{any_of(lambda lexicon: lexicon.claims.o_clock)}(?![^\W\d_]))"
# A year, a room or a figure with decimals is no hour, though "in the morning" stands behind it.
_OF_DAY = re.compile(
    rf"(?<![\w.,:])(?P<hour>\d{{1,2}})(?:(?:{_O_CLOCK}\s?|[:.])(?P<minutes>[0-5]\d)|{_O_CLOCK})?"
    rf"\s(?:(?P<late>{_LATE})|{_EARLY})\b",
    re.IGNORECASE,
)
_BEFORE_HOUR = {
    code: [re.compile(rf"\b{pattern}", re.IGNORECASE) for pattern in lexicon.claims.before_hour]
    for code, lexicon in BY_LANGUAGE.items()
}
_A_QUARTER = 15  # minutes
_NOON, _LAST_HOUR = 12, 23
# "21 sept." is no seven: the names of months stand as they are.
_MONTH = re.compile(
    rf"(?<=\d )({any_of(lambda lexicon: lexicon.month_short_forms)})\b", re.IGNORECASE
)
_NUMBERS = values_of(lambda lexicon: lexicon.number_words)
_A_ONE = re.compile(any_of(lambda lexicon: lexicon.one_words))


def in_figures(text: str, language: str, *, both: bool = False) -> str:
    """A text whose numbers in words stand in figures, those up to three only beside others, and
    whose fractions are percentages; as it is in a language that is not known. Where `both` says two
    it is a figure too.
    """
    if language not in LANGUAGES or not text.strip():
        return text
    for before in _BEFORE_HOUR[language]:
        text = before.sub(_hour_before, text)
    for amount, written in _AMOUNTS[language]:
        text = amount.sub(written, text)
    text = _ONE[language].sub("1", _BEGUN.sub(_figure, text))
    if both:
        text = _BOTH[language].sub("2", text)
    text = _with_numbers(_SPOKEN_HOUR.sub(_figure, text), language)
    return _OF_DAY.sub(_of_24, text)


def _with_numbers(text: str, language: str) -> str:
    parts = _MONTH.split(text)
    # Every other part is the short form of a month.
    parts[::2] = [
        str(text_to_num.alpha2digit(part, language)) if part.strip() else part
        for part in parts[::2]
    ]
    return "".join(parts)


def _of_24(match: re.Match[str]) -> str:
    """An hour of the day as a clock of 24 hours has it: "8:30 in the evening" is 20:30, and "12 at
    night" the midnight before which most work is due.
    """
    hour, late = int(match["hour"]), match["late"]
    if hour > _LAST_HOUR:
        return match[0]
    if late:
        hour = 0 if hour == _NOON and _NIGHT.fullmatch(late) else hour % _NOON + _NOON
    return f"{hour}:{match['minutes'] or '00'}"


def _hour_before(match: re.Match[str]) -> str:
    """An hour that is told by what is left until the next: "a quarter to nine" is 8:45."""
    hour, minutes = _number(match["hour"]), _A_QUARTER
    if match["minutes"]:
        minutes = _number(match["minutes"])
    is_hour = 1 <= hour <= 12 and 1 <= minutes <= 59
    return f"{(hour - 2) % 12 + 1}:{60 - minutes:02}" if is_hour else match[0]


def _number(word: str) -> int:
    """What a word counts; 0 where it does not."""
    said = fold(word)
    if _A_ONE.fullmatch(said):
        return 1
    return int(said) if said.isdecimal() else _NUMBERS.get(said, 0)


# "Five in the afternoon": a number up to three stands in words elsewhere.
_SPOKEN_HOUR = re.compile(rf"\b([^\W\d_]+)(?={_O_CLOCK}?\s(?:{_LATE}|{_EARLY})\b)", re.IGNORECASE)


def _figure(match: re.Match[str]) -> str:
    number = _number(match[1])
    return str(number) if number else match[1]
