"""Superscripts and subscripts of a PDF, told by their place and size: k², x₁, 10⁻³ and never k2."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.pdf import calls
from ingest.pdf.looks import Look
from ingest.pdf.words import Word

_SMALLER = 0.86  # times the size of the characters beside it
_RAISED, _LOWERED = 0.15, -0.08  # of that size: how far its baseline is from theirs
_NEAR = 0.35  # of that size: how far a script may stand from what it belongs to
_LONGEST = 12  # characters
_PLAIN = "0123456789+-−=()n"
_SUPERSCRIPTS = dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPTS = dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₙ", strict=True))


@dataclass(frozen=True, slots=True)
class PlacedCharacter:
    """A character, its size and the height of its baseline, in points."""

    text: str
    size: float
    baseline: float


def with_scripts(words: Sequence[Word], textpage: int) -> None:
    """Spell the words of a page with their scripts, and join to each word the scripts that are
    words of their own. `textpage` is PDFium's address of it.
    """
    looks = {word.source: word.look for word in words}
    for word in words:
        if word.mixed and word.look.angle == 0:
            numbers = range(word.at, word.at + len(word.text))
            sources = (calls.object_of(textpage, number) or 0 for number in numbers)
            characters = [
                PlacedCharacter(text, size, calls.baseline(textpage, number))
                for text, number, size in zip(
                    word.text, numbers, (_size(source, looks) for source in sources), strict=True
                )
            ]
            word.text = _spelt(characters)
    for previous, word in pairwise(words):
        if 0 < word.look.size < _SMALLER * previous.look.size:
            _join(previous, word, textpage)


def _size(source: int, looks: Mapping[int, Look]) -> float:
    """The size of a text object."""
    if source in looks:
        return looks[source].size
    matrix = calls.matrix(source)
    return round(abs(calls.font_size(source)) * math.hypot(matrix[2], matrix[3]), 1)


def _spelt(characters: Sequence[PlacedCharacter]) -> str:
    """A word with its scripts as such, where some of its characters stand higher or lower."""
    size = max(letter.size for letter in characters)
    base = next(each.baseline for each in characters if each.size == size)
    runs = groupby(characters, key=lambda letter: _shift(letter.size, letter.baseline - base, size))
    return "".join(script("".join(each.text for each in run), shift) for shift, run in runs)


def _join(previous: Word, word: Word, textpage: int) -> None:
    """Make a small word the script of the word before it, where it stands so."""
    size = previous.look.size
    near = -_NEAR * size < word.x0 - previous.x1 < _NEAR * size
    level = previous.y0 - size < word.y0 and word.y1 < previous.y1 + size
    if not (near and level) or word.look.angle or len(word.text) > _LONGEST:
        return
    rise = calls.baseline(textpage, word.at) - calls.baseline(textpage, previous.at)
    shift = _shift(word.look.size, rise, size)
    if shift:
        word.text, word.glued = script(word.text, shift), True


def script(text: str, shift: int) -> str:
    """A text raised (1) or lowered (-1). Raised characters alone are the end of "4th" and "1er"."""
    if shift == 0 or not any(map(str.isalnum, text)) or (shift > 0 and text.isalpha()):
        return text
    signs = _SUPERSCRIPTS if shift > 0 else _SUBSCRIPTS
    if all(character in signs for character in text):
        return "".join(signs[character] for character in text)
    mark = "^" if shift > 0 else "_"
    return f"{mark}{text}" if len(text) == 1 else f"{mark}{{{text}}}"


def _shift(size: float, rise: float, beside: float) -> int:
    """Whether what is that much smaller and higher is raised (1), lowered (-1) or neither (0)."""
    if size >= _SMALLER * beside:
        return 0
    return 1 if rise > _RAISED * beside else -1 if rise < _LOWERED * beside else 0
