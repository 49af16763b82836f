"""Tells "the week 5 quiz", which is the name of a quiz, from the fifth week, and which weeks "weeks
4 to 6" are.
"""

import re
from dataclasses import dataclass

from silabo.language.lexicon import any_of
from silabo.language.words import folded_in_place

_WORK = re.compile(
    rf"(?:['’]s)?\s{any_of(lambda lexicon: lexicon.numbered_words)}\b", re.IGNORECASE | re.VERBOSE
)


def _weeks(to: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_of(lambda lexicon: lexicon.week_words)}s?(?:\s?:)?\s"
        rf"(\d{{1,2}})\s?{to}\s?(\d{{1,2}})(?![\w/]|[.:]\d|\s?%)"
    )


_SPAN = _weeks(any_of(lambda lexicon: (*lexicon.span_words, *lexicon.and_words, "-", "–")))
# Who asks for weeks 1 and 3 does not ask for the second.
_ASKED = _weeks(any_of(lambda lexicon: (*lexicon.span_words, "-", "–")))


def in_weeks(number: int, text: str) -> bool:
    """Whether a folded text names a span of weeks, "semanas 4 a 6", with this one in it."""
    return any(int(span[1]) <= number <= int(span[2]) for span in _SPAN.finditer(text))


def in_any_week(first: int, last: int, text: str) -> bool:
    """Whether a folded text names a span of weeks that shares one with these."""
    return any(int(span[1]) <= last and int(span[2]) >= first for span in _SPAN.finditer(text))


@dataclass(frozen=True, slots=True)
class SpanOfWeeks:
    """A span of weeks that a question names, and where it stands."""

    first: int
    last: int
    start: int
    end: int


def spans_of_weeks(question: str) -> list[SpanOfWeeks]:
    """The spans of weeks that a question names: "weeks 1-3", "semanas 4 a 6"."""
    found = _ASKED.finditer(folded_in_place(question))
    spans = (SpanOfWeeks(int(each[1]), int(each[2]), each.start(), each.end()) for each in found)
    return [span for span in spans if span.first < span.last]


def names_work(text: str, end: int) -> bool:
    """Whether a piece of work stands directly after the week that ends here in a text."""
    return _WORK.match(text, end) is not None
