"""Hebrew and Arabic in a PDF: words and lines in the order in which they are read.

A file has the letters in the order in which they are drawn, and PDFium guesses what that was. Where
they stand is sure: so the letters of a word are put in order by their places.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise

from ingest.pdf.calls import Box
from ingest.pdf.words import Word
from silabo.language.normal_forms import composed, decomposed

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_LETTERS}]")
_FORWARD = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0660-\u0669\u06f0-\u06f9](?:[\w.,:/%-]*[\w%])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_OVERLAP = 0.5  # of the lower word's height

CharacterBox = Callable[[int], Box | None]


def is_right_to_left(words: Sequence[Word]) -> bool:
    """Whether any word has letters that are read from right to left."""
    return any(not word.text.isascii() and _RIGHT_TO_LEFT.search(word.text) for word in words)


def in_order(words: Sequence[Word], box_of: CharacterBox) -> list[Word]:
    """The words of a page in the order in which they are read. On a page that is read from right to
    left they are mirrored, so that what is read first stands left as everywhere.

    `box_of` gives the place of a character by PDFium's number.
    """
    backward = sum(len(word.text) for word in words if _RIGHT_TO_LEFT.search(word.text))
    mirrored = 2 * backward > sum(len(word.text) for word in words)
    for word in words:
        if _RIGHT_TO_LEFT.search(word.text) or (mirrored and not any(map(str.isalpha, word.text))):
            word.text = _spelt(word, box_of)
    if mirrored:
        for word in words:
            word.x0, word.x1 = -word.x1, -word.x0
    ordered: list[Word] = []
    for line in _lines(words):
        ordered += _in_line(line, mirrored=mirrored)
    return ordered


def _spelt(word: Word, box_of: CharacterBox) -> str:
    """The text of a word by the places of its letters, from right to left; numbers and Latin words
    in it from left to right.
    """
    placed: list[tuple[float, int, str]] = []
    for offset, character in enumerate(word.text):
        box = box_of(word.at + offset)
        middle = (box[0] + box[2]) / 2 if box else placed[-1][0] if placed else word.x1
        placed.append((middle, offset, character))
    bases = [each for each in placed if not unicodedata.combining(each[2])]
    if not bases:
        return word.text
    marks = [
        (min(bases, key=lambda base, x=x: abs(base[0] - x))[0], offset, mark)  # type: ignore[misc]
        for x, offset, mark in placed
        if unicodedata.combining(mark)
    ]
    ordered = sorted([*bases, *marks], key=lambda each: (-each[0], unicodedata.combining(each[2])))
    text = "".join(character for _, _, character in ordered).translate(_MIRRORED)
    # Letters as they are shaped at their places, and joined, are the letters that were written.
    return composed(decomposed(_FORWARD.sub(lambda found: found.group()[::-1], text)))


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words that follow each other on one height."""
    lines: list[list[Word]] = []
    for word in words:
        if lines and _is_level(lines[-1][-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _is_level(one: Word, other: Word) -> bool:
    """Whether two words stand on one line."""
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap >= _OVERLAP * min(one.y1 - one.y0, other.y1 - other.y0)


def _in_line(line: Sequence[Word], *, mirrored: bool) -> list[Word]:
    """One line's words from left to right, with the runs that are read the other way turned."""
    ordered = sorted(line, key=lambda word: word.x0)
    result: list[Word] = []
    for against, run in groupby(ordered, key=lambda word: _runs_against(word, mirrored=mirrored)):
        words = list(run)
        result += _turned_run(words) if against and len(words) > 1 else words
    for word in result:
        word.glued = False
    return result


def _runs_against(word: Word, *, mirrored: bool) -> bool:
    """Whether a word is read against the direction of its page. A number follows its page."""
    if mirrored:
        return not _RIGHT_TO_LEFT.search(word.text) and any(map(str.isalpha, word.text))
    return _RIGHT_TO_LEFT.search(word.text) is not None


def _turned_run(words: Sequence[Word]) -> list[Word]:
    """Words in the order in which they are read, at the places of the run, so that each stands
    right of the one before.
    """
    left = words[0].x0
    gaps = [following.x0 - word.x1 for word, following in pairwise(words)]
    turned = list(reversed(words))
    for word, gap in zip(turned, [*reversed(gaps), 0.0], strict=True):
        width = word.x1 - word.x0
        word.x0, word.x1 = left, left + width
        left = word.x1 + gap
    return turned
