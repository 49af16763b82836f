"""Lengths of time in a text, so that two hours are 120 minutes."""

import re
from dataclasses import dataclass

from silabo.answering.claims.notions import Text
from silabo.language.lexicon import any_of, values_of
from silabo.language.lexicon.model import Measure
from silabo.language.units import any_name, unit_of
from silabo.language.words import fold, folded_in_place

_NUMBERS = values_of(lambda lexicon: lexicon.number_words)
_MINUTES = {
    Measure.SECOND: 1 / 60,
    Measure.MINUTE: 1,
    Measure.HOUR: 60,
    Measure.DAY: 1440,
    Measure.WEEK: 10080,
}
_LENGTH = re.compile(
    rf"\b(?P<count>\d{{1,3}}(?:[.,]\d)?|{'|'.join(_NUMBERS)})[\s-]?"
    rf"(?P<unit>{'|'.join(any_name(unit) for unit in _MINUTES)})\b"
    # "2 h 30", "one hour and 15 minutes"
    rf"(?:\s(?:{any_of(lambda lexicon: lexicon.and_words)}\s)?(?P<rest>\d\d)\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time, and where it stands in its text."""

    minutes: float
    start: int
    end: int


def lengths(text: Text) -> list[Lasting]:
    """The lengths of time of a text, in order."""
    return [
        Lasting(_minutes(match), match.start(), match.end())
        for match in _LENGTH.finditer(folded_in_place(text.text))
    ]


def _minutes(match: re.Match[str]) -> float:
    number = fold(match["count"])
    count = _NUMBERS.get(number) or float(number.replace(",", "."))
    unit = unit_of(fold(match["unit"]))
    return count * (_MINUTES[unit] if unit else 0) + float(match["rest"] or 0)
