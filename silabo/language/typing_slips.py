"""Finds the word that a student meant when one key went wrong: "calculadroa", "midtrem"."""

from collections.abc import Iterable

from silabo.language.words import fold

_SHORTEST = 5  # letters; among shorter words another word is always near
_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_VOWELS = frozenset("aeiou")


def meant(word: str, candidates: Iterable[str]) -> str:
    """The candidate that is one slip away from a word, the first in order of the alphabet; "" for
    none. Both begin with the same letter: slips there are rare, and other words are common.
    """
    wanted = fold(word)
    if len(wanted) < _SHORTEST or not wanted.isalpha():
        return ""
    first, lengths = wanted[0], range(len(wanted) - 1, len(wanted) + 2)
    near = (
        candidate
        for candidate in candidates
        if len(candidate) in lengths
        # Folding is the dear part, and a letter may have an accent.
        and (candidate[0] == first or not candidate[0].isascii())
        and _one_slip(wanted, fold(candidate))
    )
    return min(near, default="")


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter is left out, put in, beside its key or another vowel, or two changed
    places.
    """
    if word == other or word[:1] != other[:1] or len(other) < _SHORTEST:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), -1)
    if start < 0:
        return True  # one letter more at the end
    if len(word) != len(other):
        longer, shorter = (word, other) if len(word) > len(other) else (other, word)
        return longer[start + 1 :] == shorter[start:]
    if word[start + 1 :] == other[start + 1 :]:
        return _is_near(word[start], other[start])
    swapped = word[start + 1 : start + 2] + word[start]
    return other[start : start + 2] == swapped and word[start + 2 :] == other[start + 2 :]


def _is_near(key: str, other: str) -> bool:
    if {key, other} <= _VOWELS:
        return True
    return any(
        abs(row.find(key) - row.find(other)) == 1 for row in _ROWS if key in row and other in row
    )
