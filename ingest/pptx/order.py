"""The order in which a slide is read: by where its shapes stand."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.pptx.shapes import Box, Shape

_DEEPEST = 12  # cuts in cuts; what is left then stands by its upper edges
_FEWEST_ROWS = 3
Placed = tuple[Shape, Box]


def in_reading_order(shapes: Sequence[Shape]) -> list[Shape]:
    """Shapes column by column, each from above to below; without a place they come last.

    The rectangles are cut at their gaps (XY-cut: Nagy and Seth, ICPR 1984): where a gap runs from
    top to bottom, the left side is read before the right one; else what is above before what is
    below.
    """
    placed = [(shape, shape.box) for shape in shapes if shape.box is not None]
    return [*_cut(placed, _DEEPEST), *(shape for shape in shapes if shape.box is None)]


def _cut(placed: list[Placed], depth: int) -> list[Shape]:
    """The order of some shapes."""
    if len(placed) < 2:
        return [shape for shape, _ in placed]
    groups = _groups(placed) if depth else []
    if len(groups) > 1:
        return [shape for group in groups for shape in _cut(group, depth - 1)]
    ordered = sorted(placed, key=lambda each: (each[1].top, each[1].left))
    return [shape for shape, _ in ordered]


def _groups(placed: list[Placed]) -> list[list[Placed]]:
    """Shapes cut once: into columns, else from above to below."""
    columns = _columns(placed)
    rows = _apart(placed, _top, _bottom)
    if columns:
        return rows if _are_rows(columns) else columns
    bands: list[list[Placed]] = []
    for row in rows:  # neighbours that make columns together are cut into columns first
        if bands and _columns([*bands[-1], *row]):
            bands[-1] += row
        else:
            bands.append(row)
    return bands


def _columns(placed: list[Placed]) -> list[list[Placed]]:
    """The columns that shapes stand in, side by side; [] where they do not."""
    columns = _apart(placed, _left, _right)
    extents = [(min(b.top for _, b in c), max(b.bottom for _, b in c)) for c in columns]
    side_by_side = all(
        top < other_bottom and other_top < bottom
        for (top, bottom), (other_top, other_bottom) in pairwise(extents)
    )
    return columns if len(columns) > 1 and side_by_side else []


def _are_rows(columns: list[list[Placed]]) -> bool:
    """Whether columns are those of a table that was drawn with single shapes: three rows or more
    begin at the same heights in each. Two are a heading and its text.
    """
    tops = [sorted(box.top for _, box in column) for column in columns]
    heights = [box.bottom - box.top for _, box in columns[0]]
    if len(tops[0]) < _FEWEST_ROWS or len({len(column) for column in tops}) > 1:
        return False
    slack = min(heights) / 2
    return all(max(row) - min(row) <= slack for row in zip(*tops, strict=True))


def _apart(
    placed: list[Placed], start: Callable[[Box], float], end: Callable[[Box], float]
) -> list[list[Placed]]:
    """Shapes in groups between which nothing stands, along one axis. Rectangles of text are wider
    than their words: they may overlap by a twentieth of the narrower one.
    """
    groups: list[list[Placed]] = []
    reach = 0.0
    for each in sorted(placed, key=lambda each: start(each[1])):
        box = each[1]
        slack = (end(box) - start(box)) / 20
        if not groups or start(box) + slack < reach:
            groups = groups or [[]]
            groups[-1].append(each)
        else:
            groups.append([each])
        reach = max(reach, end(box)) if len(groups[-1]) > 1 else end(box)
    return groups


def _left(box: Box) -> float:
    return box.left


def _right(box: Box) -> float:
    return box.right


def _top(box: Box) -> float:
    return box.top


def _bottom(box: Box) -> float:
    return box.bottom
