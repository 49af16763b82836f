"""Finds the word that a student meant when one key went wrong, "calculadroa", "midtrem", or when it
is written by ear or cut short: "nesesito", "avilitado", "recuperato".
"""

from collections.abc import Iterable, Sequence

from silabo.language.lexicon import BY_LANGUAGE
from silabo.language.sounds import sound
from silabo.language.words import fold, word_forms, words

_SHORTEST = 5  # letters; among shorter words another word is always near
_LONG = 7  # letters of a word that may have a slip beside its sound, or lack its first letter
_CLIPPED = 6  # letters that a clipped word has at least, so that no other begins with them
_PART = 3  # letters of each of two words that are written as one
_LONGEST_PAIR = 24  # letters of both together
_MOST_MORE = 3  # letters that a sound may be written with more
_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_VOWELS = frozenset("aeiou")


def meant(word: str, candidates: Iterable[str], language: str = "und") -> str:
    """The candidate that a misspelt word stands for; "" for none.

    One that is one slip away, the first in order of the alphabet; else the only one of the same
    sound in its language; of a long word the only one that is a slip away by sound, or that it
    begins. Forms of one word are one.
    """
    wanted = fold(word)
    if len(wanted) < _SHORTEST or not wanted.isalpha():
        return ""
    others = [each for each in candidates if len(each) >= _SHORTEST and each.isalpha()]
    return (
        min((each for each in others if _is_a_slip_away(wanted, each)), default="")
        or _only(each for each in _of_like_sound(wanted, others, language))
        or _without_first_letter(wanted, others)
        or _unclipped(wanted, others, language)
    )


def parts_of(word: str) -> list[str]:
    """What two words may be that somebody wrote as one; nothing of a short word."""
    if not _LONG <= len(word) <= _LONGEST_PAIR or not word.isalpha():
        return []
    places = range(_PART, len(word) - _PART + 1)
    return [part for place in places for part in (word[:place], word[place:])]


def apart(word: str, neighbours: Iterable[tuple[str, str]]) -> str:
    """The two words, one after the other in a text, that somebody wrote as one: "field trip" of
    "fieldtrip"; "" for none.
    """
    wanted = fold(word)
    if not parts_of(wanted):
        return ""
    found = (
        f"{first} {second}"
        for first, second in neighbours
        if len(first) + len(second) == len(wanted)
        and min(len(first), len(second)) >= _PART
        and fold(first) + fold(second) == wanted
    )
    return next(found, "")


def is_far(typed: str, meant: str) -> bool:
    """Whether a text has a word for one of another that is more than one slip away from it."""
    before, after = words(typed), words(meant)
    if "".join(before) == "".join(after):  # two words that were written as one
        return False
    gone = [fold(word) for word in before if word not in after]
    return any(
        not any(_is_a_slip_away(word, other) for word in gone)
        for other in after
        if other not in before
    )


def _is_a_slip_away(word: str, other: str) -> bool:
    # Folding is the dear part, and a letter may have an accent.
    return (
        abs(len(other) - len(word)) <= 1
        and (other[0] == word[0] or not other[0].isascii())
        and _one_slip(word, fold(other))
    )


def _of_like_sound(wanted: str, others: Sequence[str], language: str) -> list[str]:
    heard = sound(wanted, language)
    near = [
        (each, sound(each, language))
        for each in others
        if abs(len(each) - len(wanted)) <= _MOST_MORE
    ]
    same = [each for each, key in near if key == heard and fold(each) != wanted]
    if same or len(wanted) < _LONG:
        return same
    return [each for each, key in near if len(each) >= _LONG and _is_a_slip_away(heard, key)]


def _without_first_letter(wanted: str, others: Sequence[str]) -> str:
    """The only word that a long one is without, or with, a first letter."""
    if len(wanted) < _LONG:
        return ""
    return _only(
        each
        for each in others
        if abs(len(each) - len(wanted)) == 1
        and (fold(each)[1:] == wanted or fold(each) == wanted[1:])
    )


def _unclipped(wanted: str, others: Sequence[str], language: str) -> str:
    """The only word that a clipped one begins, in a language that clips words."""
    lexicon = BY_LANGUAGE.get(language)
    if len(wanted) < _CLIPPED or lexicon is None or not lexicon.is_clipped:
        return ""
    return _only(
        each for each in others if len(each) > len(wanted) + 2 and fold(each).startswith(wanted)
    )


def _only(found: Iterable[str]) -> str:
    """The word, where all that were found are forms of one."""
    all_found = sorted(set(found), key=lambda each: (len(each), each))
    if not all_found:
        return ""
    shared = frozenset.intersection(*map(frozenset, map(word_forms, all_found)))
    return all_found[0] if shared else ""


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
