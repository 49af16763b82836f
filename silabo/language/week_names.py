"""Tells "the week 5 quiz", which is the name of a quiz, from the fifth week, and which weeks "weeks
4 to 6" are.
"""

import re

from silabo.language.lexicon import any_of

_WORK = re.compile(
    rf"(?:['’]s)?\s{any_of(lambda lexicon: lexicon.numbered_words)}\b", re.IGNORECASE | re.VERBOSE
)

_TO = any_of(lambda lexicon: (*lexicon.span_words, *lexicon.and_words, "-", "–"))
_SPAN = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.week_words)}s?(?:\s?:)?\s(\d{{1,2}})\s?{_TO}\s?(\d{{1,2}})"
    r"(?![\w/]|[.:]\d|\s?%)"
)


def in_weeks(number: int, text: str) -> bool:
    """Whether a folded text names a span of weeks, "semanas 4 a 6", with this one in it."""
    return any(int(span[1]) <= number <= int(span[2]) for span in _SPAN.finditer(text))


def names_work(text: str, end: int) -> bool:
    """Whether a piece of work stands directly after the week that ends here in a text."""
    return _WORK.match(text, end) is not None
