"""Tells "the week 5 quiz", which is the name of a quiz, from the fifth week."""

import re

from silabo.language.lexicon import any_of

_WORK = re.compile(
    rf"(?:['’]s)?\s{any_of(lambda lexicon: lexicon.numbered_words)}\b", re.IGNORECASE | re.VERBOSE
)


def names_work(text: str, end: int) -> bool:
    """Whether a piece of work stands directly after the week that ends here in a text."""
    return _WORK.match(text, end) is not None
