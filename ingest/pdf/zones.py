"""Which lines of a PDF page, one after the other, may be one table."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.lines import Line

_FARTHER = 1.2  # of a line's height: a larger space below ends a table
_FARTHEST = 2.5  # the same, where the cells of the next line stand under those of this one
_MOST_BROKEN = 3  # lines of a cell before the line of the cells beside it
_LARGER = 1.3  # times the first line's type size: a title
_NARROW = 0.8  # of the type size: more than a space in a line that fills its page
_ALIGNED = 1.5  # points
_MOST_ALONE = 12  # lines of a first column's cell


def zone_end(lines: Sequence[Line], start: int) -> int:
    """Where the lines that may be one table end; `start + 1` where none begins."""
    if len(lines[start].cells) < 2 and not _stands_before(lines[start : start + _MOST_BROKEN + 1]):
        return start + 1
    last = start  # the last line that surely belongs to it
    bottom = lines[start].y0
    edge = lines[start].cells[0][-1].x1  # of the first column
    for index in range(start + 1, len(lines)):
        line = lines[index]
        height = line.y1 - line.y0
        far = bottom - line.y1 > _FARTHER * height and not _is_next_row(line, lines[last], bottom)
        if far or line.size > _LARGER * lines[start].size or _is_beside(lines, start, index):
            break
        alone = index + 1 == len(lines) or len(lines[index + 1].cells) == 1
        narrow = _has_narrow_gap(line, lines[last])
        if len(line.cells) == 1 and alone and not narrow and _crosses(line, lines[last]):
            break
        if len(line.cells) > 1:
            edge = max(edge, line.cells[0][-1].x1)
        if len(line.cells) > 1 or line.x0 > edge or narrow:
            last = index
        elif index - last > _MOST_ALONE:
            break
        bottom = min(bottom, line.y0)
    return last + 1


def _is_beside(lines: Sequence[Line], start: int, index: int) -> bool:
    """Whether a line begins what stands to the right of a whole table or of columns of text, drawn
    behind them: it is as high as their first line, with rows below that one drawn before.
    """
    line, top = lines[index], lines[start]
    if line.y1 <= top.y0 or index - start <= _MOST_BROKEN:
        return False
    before = lines[start:index]
    below = sum(len(each.cells) > 1 and each.y1 < top.y0 for each in before)
    return below > 1 and line.x0 > max(each.x1 for each in before)


def _stands_before(lines: Sequence[Line]) -> bool:
    """Whether the first of some lines is a cell to the left of the cells of a line below, a little
    higher or lower than they are; or that cell's lines are.
    """
    cell = lines[0]
    for line in lines[1:]:
        if len(line.cells) > 1:
            return line.x0 > cell.x1 and min(cell.y1, line.y1) > max(cell.y0, line.y0)
        if abs(line.x0 - cell.x0) > _ALIGNED or len(line.words) > 1:
            return False
    return False


def _is_next_row(line: Line, row: Line, bottom: float) -> bool:
    """Whether a line is the next row of a table whose rows stand far apart: two of its cells begin
    where cells of the row above do.
    """
    starts = [cell[0].x0 for cell in row.cells]
    begins = [cell[0].x0 for cell in line.cells]
    aligned = sum(any(abs(begin - start) < _ALIGNED for start in starts) for begin in begins)
    return aligned > 1 and bottom - line.y1 < _FARTHEST * (line.y1 - line.y0)


def _crosses(line: Line, row: Line) -> bool:
    """Whether a line runs through the gaps between the cells of a row: through two of them, or
    the only one.
    """
    crossed = sum(
        line.x0 < left[-1].x1 and line.x1 > right[0].x0 for left, right in pairwise(row.cells)
    )
    return len(row.cells) > 1 and crossed >= min(2, len(row.cells) - 1)


def _has_narrow_gap(line: Line, row: Line) -> bool:
    """Whether a word of a line begins where a cell of the row above begins, after a gap: its first
    cell fills nearly the whole column.
    """
    starts = [cell[0].x0 for cell in row.cells[1:]]
    return any(
        word.x0 - previous.x1 > _NARROW * line.size
        and any(abs(word.x0 - start) < _ALIGNED for start in starts)
        for previous, word in pairwise(line.words)
    )
