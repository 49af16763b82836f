"""Tells languages apart by their small words, even in a short question."""

import re
from collections.abc import Iterable

from silabo.language.lexicon import LEXICONS
from silabo.language.lexicon.model import Lexicon
from silabo.language.words import fold, words

_LONGEST_LOOK = 600  # words; more does not change the vote

_CUES = {lexicon.code: re.compile(lexicon.cues) for lexicon in LEXICONS}


def detect(text: str) -> str:
    """The language of a text, such as "es"; "und" when nothing tells or two are level.

    Small words count one each, words of courses a half, letters that only one language uses a half
    each time, and at most three times.
    """
    seen = words(text)[:_LONGEST_LOOK]
    folded = [fold(word) for word in seen]
    sample = " ".join(text.casefold().split(None, _LONGEST_LOOK)[:_LONGEST_LOOK])
    votes = {lexicon.code: _votes(lexicon, folded, sample) for lexicon in LEXICONS}
    ranked = sorted(votes, key=lambda language: -votes[language])
    return ranked[0] if votes[ranked[0]] > votes[ranked[1]] else "und"


def _votes(lexicon: Lexicon, folded: Iterable[str], sample: str) -> float:
    score = 0.0
    for word in folded:
        if word in lexicon.stop_words or word in lexicon.frame_words:
            score += 1.0
        elif word in lexicon.course_words:
            score += 0.5
    found = _CUES[lexicon.code].finditer(sample)
    return score + 0.5 * sum(1 for _ in zip(range(3), found, strict=False))
