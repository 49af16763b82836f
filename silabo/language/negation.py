"""Whether a sentence says no: a permission and a prohibition share most of their words."""

import re

from silabo.language.lexicon import any_of
from silabo.language.words import fold

_NO = re.compile(
    rf"\b{any_of(lambda lexicon: (*lexicon.denials, *lexicon.prohibitions))}\b"
    rf"|{any_of(lambda lexicon: lexicon.denials_written)}"
)
# "No. 3", "n.º 3", "n° 3" and "Room No 3" number something; "not 48 hours, no 3rd try" do not.
_NUMBERED = re.compile(r"\b(?:[Nn](?:\.?\s?[º°]|o\w?\.|\.o\.?)|(?<=\w\s)N[oO])\s?(?=\d)")


_RULE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.permissions)}\b")


def allows(sentence: str) -> bool:
    """Whether a sentence speaks of what is allowed, be it or not."""
    return _RULE.search(fold(sentence)) is not None


def denies(sentence: str) -> bool:
    """Whether a sentence denies or forbids something."""
    return _NO.search(fold(_NUMBERED.sub(" ", sentence))) is not None
