"""Lines of a PDF become paragraphs: by the space between them, their edges and their last words."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import BULLET
from ingest.pdf.lines import Line
from ingest.pdf.words import HYPHEN

_WIDER = 1.3  # times the usual distance of two lines
_INDENT = 1.2  # of the type size
_SPACE = 0.35  # of the type size: a space, with some air
_SAME_COLUMN = 40.0  # points between the left edges of lines with one right edge
_FORMULA = 4  # times the type size: how far apart the pieces of a formula may stand
_FEW_LINES = 8  # on a page: too few to tell its right edge
_SENTENCE_END = (".", "!", "?", ":", ";", "…", ".)", ".”", ".»")
BOXES = ("☐", "☑", "☒")
ENUMERATOR = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?=\S)")


class Paragraphs:
    """Joins the lines of one file."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure the distance of lines, and the right edge of every page's columns."""
        steps = [
            (line.y0 - following.y0) / line.size
            for line, following in pairwise(lines)
            if line.size > 0 and line.page == following.page and abs(line.x0 - following.x0) < 2
        ]
        usual = [step for step in steps if 0.8 < step < 3]
        self._step = min(max(median(usual), 1.0), 2.4) if usual else 1.3
        self._edges = _RightEdges(lines)

    def goes_on(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether a line belongs to the paragraph above it."""
        previous = paragraph[-1]
        if previous.text.endswith(("-", HYPHEN)) and line.text[0].islower():
            return True
        if begins_item(line.text):
            return False
        if _goes_on_in_formula(previous, line):
            return True
        if abs(previous.size - line.size) > 0.1 * previous.size:
            return False
        flows = line.text[0].islower() and not previous.text.endswith(_SENTENCE_END)
        step = previous.y0 - line.y0
        if previous.page != line.page or step <= 0:
            return flows
        if (
            step > _WIDER * self._step * previous.size
            or max(len(previous.cells), len(line.cells)) > 1
        ):
            return False
        return flows or (
            self._is_full(previous, line)
            and not self._is_indented(paragraph, line)
            and previous.bold == line.bold
        )

    def _is_full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would not have fitted into a line."""
        first = following.words[0]
        return line.x1 + _SPACE * line.size + first.x1 - first.x0 > self._edges.of(line)

    @staticmethod
    def _is_indented(paragraph: Sequence[Line], line: Line) -> bool:
        """Whether a line is indented against the lines above it, as a first line is; the lines
        under an item's first line all are.
        """
        if begins_item(paragraph[0].text) and len(paragraph) == 1:
            return line.x0 < paragraph[0].x0 - 1
        left = min(above.x0 for above in paragraph[-3:])
        return line.x0 > left + _INDENT * line.size


def _goes_on_in_formula(previous: Line, line: Line) -> bool:
    """Whether a line is the next piece of a formula that is set higher and lower than a line, with
    fractions and brackets: a formula stays with the words that lead to it.
    """
    if previous.page != line.page or abs(previous.y0 - line.y0) > _FORMULA * previous.size:
        return False
    signs = [word for word in (*previous.words, *line.words) if word.look.formula]
    return line.formula and bool(signs)


def begins_item(text: str) -> bool:
    """Whether a line begins with a bullet, with a number or letter and its full stop, or with a box
    that is ticked or empty, which says whether the rest holds.
    """
    return bool(BULLET.match(text) or ENUMERATOR.match(text)) or text.startswith(BOXES)


class _RightEdges:
    """How far to the right the lines of a column go."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Gather the lines by page and by left edge."""
        self._pages: dict[int, Counter[tuple[int, int]]] = {}
        self._all = Counter[tuple[int, int]]()
        for line in lines:
            edges = round(line.x0), round(line.x1)
            self._pages.setdefault(line.page, Counter()).update([edges])
            self._all[edges] += 1
        self._known: dict[tuple[int, int], int] = {}

    def of(self, line: Line) -> int:
        """The right edge for a line: of its page, or of the whole file where the page is nearly
        empty.
        """
        edge = line.page, round(line.x0)
        if edge not in self._known:
            rights = self._rights(self._pages[line.page], line)
            right = max(rights)
            if len(rights) < _FEW_LINES:
                everywhere = sorted(self._rights(self._all, line))
                right = max(right, everywhere[len(everywhere) * 9 // 10])
            self._known[edge] = right
        return self._known[edge]

    @staticmethod
    def _rights(edges: Counter[tuple[int, int]], line: Line) -> list[int]:
        """The right edges of lines that begin about where this one does."""
        return [x1 for (x0, x1) in edges.elements() if abs(x0 - line.x0) <= _SAME_COLUMN]
