"""Whether a sentence says no: a permission and a prohibition share most of their words."""

import re

from silabo.language.words import fold

_NO = re.compile(
    r"\b(?:no|nunca|jamas|tampoco|sin|ni|ningun[oa]?s?|prohib\w+|imped\w+|exclu\w+"
    r"|not|never|cannot|without|none|nor|neither|forbid\w*|forbidden|except"
    r"|ne|n['’]\w+|pas|jamais|aucune?s?|sans|interdi\w+)\b|\b\w+n['’]t\b"
)
# "No. 3", "n.º 3" and "n° 3" number something.
_NUMBERED = re.compile(r"\bno?s?\.?\s?[º°o]?\s?(?=\d)")


def denies(sentence: str) -> bool:
    """Whether a sentence in any of the three languages denies or forbids something."""
    return _NO.search(_NUMBERED.sub(" ", fold(sentence))) is not None
