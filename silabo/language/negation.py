"""Whether a sentence says no: a permission and a prohibition share most of their words."""

import re

from silabo.language.lexicon import any_of
from silabo.language.words import fold

_NO = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.denials)}\b"
    rf"|{any_of(lambda lexicon: lexicon.denials_written)}"
)
# "No. 3", "n.º 3" and "n° 3" number something.
_NUMBERED = re.compile(r"\bno?s?\.?\s?[º°o]?\s?(?=\d)")


def denies(sentence: str) -> bool:
    """Whether a sentence denies or forbids something."""
    return _NO.search(_NUMBERED.sub(" ", fold(sentence))) is not None
