"""Words on a page become lines, and lines stand in reading order, column by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.pdf.words import Aside, Word

_CELL_GAP = 1.5  # of the type size: more than a justified line has between two words
_GLUE_GAP = 0.2
_MARKER = re.compile(r"[•◦▪▫●○■□‣⁃∙·*–—-]|\(?\w{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+\.?")
_LONGEST_NAME = 3  # letters of what may stand in a formula: "det", "sen", "log"
_SPREAD = 3  # gaps between words
_EQUAL = 0.1  # of the type size: how far equal gaps may differ
_OVERLAP = 0.5  # of the lower word's height


@dataclass
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    page: int

    @cached_property
    def x0(self) -> float:
        """The left edge."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """The right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def y0(self) -> float:
        """The lower edge, of its largest words: a footnote mark does not count."""
        return min(word.y0 for word in self.words if word.look.size >= self.size)

    @cached_property
    def y1(self) -> float:
        """The upper edge, of its largest words."""
        return max(word.y1 for word in self.words if word.look.size >= self.size)

    @cached_property
    def size(self) -> float:
        """The type size of most of its characters, in points."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.look.size] = sizes.get(word.look.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.look.bold for word in self.words)

    @cached_property
    def formula(self) -> bool:
        """Whether it is a piece of a formula: signs of a formula font, and nothing but names such
        as "det" and numbers beside them. A lone number or bracket is a piece too.
        """
        plain = [word.text for word in self.words if not word.look.formula]
        return all(sum(map(str.isalpha, text)) <= _LONGEST_NAME for text in plain)

    @cached_property
    def cells(self) -> list[list[Word]]:
        """The words in groups, with wide gaps between the groups; a bullet or a number with its
        full stop belongs to what follows it.
        """
        groups = [[self.words[0]]]
        if self._is_spread():
            return [self.words]
        for previous, word in pairwise(self.words):
            wide = word.x0 - previous.x1 > _CELL_GAP * max(self.size, 1.0)
            if wide and not (len(groups[0]) == 1 and _MARKER.fullmatch(previous.text)):
                groups.append([])
            groups[-1].append(word)
        return groups

    def _is_spread(self) -> bool:
        """Whether its words are spread to the column's edge, all equally far from each other, which
        the cells of a row are only where they are equally wide.
        """
        gaps = [word.x0 - previous.x1 for previous, word in pairwise(self.words)]
        widths = [word.x1 - word.x0 for word in self.words]
        return (
            len(gaps) >= _SPREAD
            and max(gaps) - min(gaps) < _EQUAL * self.size
            and max(widths) - min(widths) > self.size
        )

    @property
    def told(self) -> list[Aside]:
        """What is told within it and behind it."""
        return [aside for word in self.words for aside in word.told]

    @cached_property
    def text(self) -> str:
        """Its words with the spaces between them."""
        return text_of(self.words)


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page, the page's lower and upper edge, and what is told before its first
    line.
    """

    lines: list[Line]
    bottom: float
    top: float
    told: list[Aside]


def text_of(words: Sequence[Word]) -> str:
    """Words as text; those that stand close without a space are parts of one word."""
    pieces = [words[0].text]
    for previous, word in pairwise(words):
        close = word.x0 - previous.x1 < _GLUE_GAP * word.look.size
        pieces.append(word.text if word.glued and close else f" {word.text}")
    return "".join(pieces)


def lines_of(words: Sequence[Word], page: int) -> list[Line]:
    """The lines of a page, in the order in which they are drawn: word processors and LaTeX draw
    column by column and cell by cell, as one reads.
    """
    lines: list[Line] = []
    for word in words:
        if lines and _continues(lines[-1].words[-1], word):
            lines[-1].words.append(word)
        else:
            lines.append(Line([word], page))
    return lines


def _continues(previous: Word, word: Word) -> bool:
    """Whether a word stands on the line of the one before, to its right."""
    if abs(previous.look.angle - word.look.angle) > 5:
        return False
    overlap = min(previous.y1, word.y1) - max(previous.y0, word.y0)
    lower = min(previous.y1 - previous.y0, word.y1 - word.y0)
    behind = word.x0 >= previous.x1 - max(previous.look.size, word.look.size) / 2
    return behind and overlap >= _OVERLAP * lower
