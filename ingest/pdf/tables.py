"""Tables on a PDF page, found by the white gutters between their columns.

A page has no tables, only words at places. Programs draw a table cell by cell, so a step to the
right and up again is the next cell, and a step to the left and down is the next row.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.pdf.lines import Line, text_of
from ingest.pdf.words import Aside, Word
from ingest.pdf.zones import zone_end

_GUTTER = 0.6  # of the type size: twice a space
_CELL_GAP = 1.5
_CROSSING = 0.12  # share of the lines that may cross a gutter: titles within the table
_FILLED = 0.6  # share of rows with two cells or more, or it is no table
_PROSE = 60  # characters in a row of cells at the median, in columns of prose
_FLOWING = 0.4  # share of their lines that begin with a small letter
_FEW = 5  # lines, in which more of them have to: a table may have some such rows
_FEW_FLOWING = 0.6
_MOST_COLUMNS = 20
_ENDS = (".", ":", ";", "!", "?")
FORMULA = "math_left_out"  # the code of the notice for one that cannot be read


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a page: its rows, whether the first row alone is bold, and what is told of it."""

    rows: list[list[str]]
    styled: bool
    page: int
    told: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of several lines, whose words alone say another thing; what is told of it."""

    told: tuple[Aside, ...]
    page: int


@dataclass(slots=True)
class _Row:
    """A row while it is gathered: the words of each column."""

    cells: list[list[Word]]
    bottom: float

    def last_column(self) -> int:
        """The rightmost column with words; -1 for none."""
        return max((index for index, words in enumerate(self.cells) if words), default=-1)


Piece = Line | FoundTable | Formula


def with_tables(lines: Sequence[Line]) -> list[Piece]:
    """The lines of a page, with a table in place of the lines that make one, and with text in two
    columns put into its order.
    """
    found: list[Piece] = []
    start = 0
    while start < len(lines):
        end = zone_end(lines, start)
        zone = lines[start:end]
        found += _read(zone) if len(zone) > 1 else zone
        start = end
    return found


def _read(zone: Sequence[Line]) -> list[Piece]:
    """A zone as a table, as two columns of text, or as the lines that it was."""
    told = tuple(aside for line in zone for aside in line.told)
    if 2 * sum(line.formula for line in zone) > len(zone) and any(
        word.look.formula for line in zone for word in line.words
    ):
        if all(line.formula and len(line.cells) > 1 for line in zone):  # a matrix
            return [Formula((Aside(FORMULA), *told), zone[0].page)]
        return list(zone)
    gutters = _gutters(zone)
    if not 1 <= len(gutters) < _MOST_COLUMNS:
        return list(zone)
    rows = _rows(zone, gutters)
    needed = _needed(rows, gutters)
    if needed != gutters:
        rows = _rows(zone, needed)
    filled = sum(sum(map(bool, row.cells)) > 1 for row in rows)
    if len(rows) < 2 or len(rows[0].cells) < 2 or filled < _FILLED * len(rows):
        return list(zone)
    texts = [[text_of(words) if words else "" for words in row.cells] for row in rows]
    bold = [all(word.look.bold for words in row.cells for word in words) for row in rows]
    styled = bold[0] and not any(bold[1:])
    if _is_prose(texts) and not (styled and len(rows) <= _FEW):
        columns = range(len(rows[0].cells))
        return [line for column in columns for line in _column(rows, column, zone[0].page)]
    return [FoundTable(texts, styled, zone[0].page, told)]


def _gutters(zone: Sequence[Line]) -> list[float]:
    """The middles of the white stripes that run down a zone, from left to right; each is wide, and
    two lines at least have a wide gap there or begin there.
    """
    size = median(line.size for line in zone)
    gaps = [(left[-1].x1, right[0].x0) for line in zone for left, right in pairwise(line.cells)]
    words = [(word.x0, word.x1) for line in zone for word in line.words]
    allowed = int(_CROSSING * len(zone))
    begins, ends = sorted(x0 for x0, _ in words), sorted(x1 for _, x1 in words)
    stripes: list[tuple[float, float]] = []
    for edge in sorted({x1 for _, x1 in words}):
        left, right = edge + 0.1, edge + _GUTTER * size
        if bisect_left(begins, right) - bisect_right(ends, left) > allowed:  # words that cross it
            continue
        signs = sum(x0 <= left and right <= x1 + 0.1 for x0, x1 in gaps)
        signs += sum(0 <= line.x0 - right < _CELL_GAP * size for line in zone)
        if signs < 2:
            continue
        if stripes and edge <= stripes[-1][1]:
            left = stripes.pop()[0]
        stripes.append((left, right))
    return [(left + right) / 2 for left, right in stripes]


def _needed(rows: list[_Row], gutters: Sequence[float]) -> list[float]:
    """The gutters without those between neighbouring columns that no row keeps apart: a centred
    title beside its numbers, or a space that happened to be above another.
    """
    kept = list(gutters)
    column = 0
    while column < len(kept):
        if any(_are_apart(row.cells[column], row.cells[column + 1]) for row in rows):
            column += 1
            continue
        del kept[column]
        for row in rows:
            row.cells[column] += row.cells.pop(column + 1)
    return kept


def _are_apart(left: list[Word], right: list[Word]) -> bool:
    """Whether two cells are filled, with a wide gap between them."""
    if not left or not right:
        return False
    gap = min(word.x0 for word in right) - max(word.x1 for word in left)
    return gap > _GUTTER * left[0].look.size


def _rows(zone: Sequence[Line], gutters: Sequence[float]) -> list[_Row]:
    """The rows of a zone, by the order in which its cells are drawn."""
    rows: list[_Row] = []
    for line in zone:
        columns: dict[int, list[Word]] = {}
        for word in line.words:
            middle = (word.x0 + word.x1) / 2
            columns.setdefault(sum(middle > gutter for gutter in gutters), []).append(word)
        if not rows or _begins_row(rows[-1], line, min(columns)):
            rows.append(_Row([[] for _ in range(len(gutters) + 1)], line.y0))
        for column, words in columns.items():
            cell = rows[-1].cells[column]
            for word in words:
                word.glued = word.glued and bool(cell) and word is not words[0]
            cell += words
        rows[-1].bottom = min(rows[-1].bottom, line.y0)
    return rows


def _begins_row(row: _Row, line: Line, column: int) -> bool:
    """Whether a line begins the row after this one."""
    last = row.last_column()
    height = line.y1 - line.y0
    if column > last:
        return line.y1 < row.bottom - 0.2 * height and len(line.cells) > 1
    if column < last:
        return line.y1 <= row.bottom + 0.5 * height
    # The same column again: the cell goes on, unless whole rows follow each other.
    return len(line.cells) > 1 or row.bottom - line.y1 > 0.6 * height


def _is_prose(texts: list[list[str]]) -> bool:
    """Whether columns are running text that was drawn across: long cells on all sides, one line in
    each, going on in the next. A column may end before another.
    """
    whole = [row for row in texts if all(row)]
    while texts and not all(texts[-1]):
        texts = texts[:-1]
    if len(whole) < 3 or len(whole) < 0.8 * len(texts):
        return False
    columns = [[row[column] for row in whole] for column in range(len(whole[0]))]
    return all(
        median(map(len, lines)) >= _PROSE / len(columns) and _flows(lines) for lines in columns
    )


def _flows(lines: Sequence[str]) -> bool:
    """Whether the lines of a column go on in each other."""
    if len(lines) > _FEW:
        return sum(line[0].islower() for line in lines) >= _FLOWING * len(lines)
    goes_on = [
        following[0].islower() and not line.endswith(_ENDS) for line, following in pairwise(lines)
    ]
    return sum(goes_on) >= _FEW_FLOWING * len(goes_on)


def _column(rows: Sequence[_Row], column: int, page: int) -> list[Line]:
    """One column of text as lines."""
    return [Line(row.cells[column], page) for row in rows if row.cells[column]]
