"""What says the contrary of a word: "closed" answers whether something is open."""

import re
from functools import lru_cache

from silabo.language.lexicon import BY_LANGUAGE
from silabo.language.words import fold

# Others tell apart what there may be both of: an oral and a written exam, a start and an end.
_OF_RULES = ("open", "optional", "individual", "free", "handwritten", "accept")
_MOST_KEPT = 2_000  # words


@lru_cache(maxsize=_MOST_KEPT)
def opposite_of(tokens: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    """What says the contrary of a word of this language, on folded text; None where nothing is
    known to.
    """
    lexicon = BY_LANGUAGE.get(language)
    if lexicon is None:
        return None
    word = fold(" ".join(tokens))
    pairs = (lexicon.claims.opposites.get(name) for name in _OF_RULES)
    for one, other in filter(None, pairs):
        for side, contrary in ((one, other), (other, one)):
            if re.fullmatch(side, word):
                return re.compile(rf"\b(?:{contrary})\b")
    return None
