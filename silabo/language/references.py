"""Tells a sentence that cannot be understood without the one before it ("This is called..."), and
one that only says where the answer stands.
"""

import re

from silabo.language.lexicon import any_of, pattern
from silabo.language.words import fold

_POINTS_BACK = re.compile(rf"^[\W_]*{any_of(lambda lexicon: lexicon.points_back)}")
_POINTS_ELSEWHERE = pattern(lambda lexicon: lexicon.points_elsewhere)
_FOR_SOME = re.compile(rf"\b{any_of(lambda lexicon: lexicon.holds_for_some)}\b")
_EXCEPTION = re.compile(rf"^[\W_]*{any_of(lambda lexicon: lexicon.exceptions)}")


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence names the place of an answer instead of giving it."""
    return _POINTS_ELSEWHERE.search(fold(sentence)) is not None


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with a word that stands for something said before it."""
    return _POINTS_BACK.match(fold(sentence[:120])) is not None


def holds_for_some(sentence: str) -> bool:
    """Whether a sentence says otherwise for some of what the one before it said."""
    return _FOR_SOME.search(fold(sentence[:200])) is not None


def makes_exception(sentence: str) -> bool:
    """Whether a sentence takes back a part of what the one before it said."""
    return _EXCEPTION.match(fold(sentence[:60])) is not None
