"""Lengths of time in a question ("30 hours late"), and whether a text speaks of that length: "from
24 to 72 hours", "more than 72 hours", "for each day".
"""

import math
import re
from dataclasses import dataclass

from silabo.language.lexicon import LEXICONS, any_of, values_of
from silabo.language.words import fold

_HOURS = tuple(
    (re.compile(unit), hours)
    for unit, hours in dict.fromkeys(unit for lexicon in LEXICONS for unit in lexicon.time_units)
)
_UNIT = f"(?:{'|'.join(unit.pattern for unit, _ in _HOURS)})"
_NUMBERS = values_of(lambda lexicon: lexicon.number_words)
_COUNT = rf"(?:\d{{1,3}}|{any_of(lambda lexicon: lexicon.one_words)}|{'|'.join(_NUMBERS)})"
_LENGTH = re.compile(rf"\b(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\b")
# "A day" is a length only where it says how late.
_LATE = re.compile(rf" {any_of(lambda lexicon: lexicon.how_late)}\b")
_TO = any_of(lambda lexicon: (*lexicon.span_words, *lexicon.and_words, "-", "–"))
_FROM_TO = re.compile(
    rf"\b(?P<first>{_COUNT})(?:\s?(?P<unit>{_UNIT}))?\s?{_TO}\s?"
    rf"(?P<last>{_COUNT})\s?(?P<last_unit>{_UNIT})\b"
)
_UP_TO = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.up_to)}\s(?:{any_of(lambda lexicon: lexicon.definite)}\s)?"
    rf"(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\b"
)
_MORE_THAN = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.more_than)}\s(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})\b"
)
_EACH = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.for_each)}\s"
    rf"(?:{any_of(lambda lexicon: (*lexicon.for_each, *lexicon.how_late))}\s)?{_UNIT}\b"
)
_IN_SPAN, _BY_EACH, _ANOTHER = 1.0, 0.9, 0.3


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in hours, and where it stands in its text."""

    hours: float
    start: int
    end: int


def lengths(question: str) -> list[Length]:
    """The lengths of time that a question names; "a day" only where it says how late."""
    folded = fold(question)
    if len(folded) != len(question):  # positions would not fit
        return []
    return [
        Length(_hours(match["count"], match["unit"]), match.start(), match.end())
        for match in _LENGTH.finditer(folded)
        if _number(match["count"]) > 1 or _LATE.match(folded, match.end())
    ]


def speaks_of(text: str, hours: float) -> float:
    """How well a text speaks of a length of time, 0 to 1: 1 when a span in it has it, little when
    it names other lengths, 0 when all of its spans leave it out.
    """
    folded = fold(text)
    spans = _spans(folded)
    if spans:
        return _IN_SPAN if any(low <= hours <= high for low, high in spans) else 0.0
    named = [_hours(match["count"], match["unit"]) for match in _LENGTH.finditer(folded)]
    if hours in named:
        return _IN_SPAN
    if _EACH.search(folded):
        return _BY_EACH
    return _ANOTHER if named else 0.0


def _spans(folded: str) -> list[tuple[float, float]]:
    """The spans that a folded text names, in hours, both ends included."""
    spans = [
        (
            _hours(match["first"], match["unit"] or match["last_unit"]),
            _hours(match["last"], match["last_unit"]),
        )
        for match in _FROM_TO.finditer(folded)
    ]
    spans += [(0.0, _hours(match["count"], match["unit"])) for match in _UP_TO.finditer(folded)]
    # Just over it: "more than 72 hours" leaves out 72.
    spans += [
        (math.nextafter(_hours(match["count"], match["unit"]), math.inf), math.inf)
        for match in _MORE_THAN.finditer(folded)
    ]
    return spans


def _hours(count: str, unit: str) -> float:
    return _number(count) * next(hours for name, hours in _HOURS if name.fullmatch(unit))


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _NUMBERS.get(count, 1)
