"""Rectangles on a slide, and the order in which what stands in them is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

_DEEPEST = 12  # cuts in cuts; what is left then stands by its upper edges
_FEWEST_ROWS = 3
_HAIR = 0.001  # of a rectangle's width and height: it may stand out so much, and still be covered


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from the slide's upper left, in one unit of length for a whole file."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the other lies in it, but for a hair."""
        wide, high = _HAIR * (other.right - other.left), _HAIR * (other.bottom - other.top)
        return (
            self.left <= other.left + wide
            and self.top <= other.top + high
            and self.right >= other.right - wide
            and self.bottom >= other.bottom - high
        )

    def touches(self, other: "Box") -> bool:
        """Whether they have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> "Box":
        """What of it lies in another that it touches."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def share_of(self, whole: "Box") -> tuple[float, float, float, float]:
        """Where it lies in another rectangle, in shares of that one's sides."""
        wide, high = whole.right - whole.left, whole.bottom - whole.top
        return (
            (self.left - whole.left) / wide,
            (self.top - whole.top) / high,
            (self.right - whole.left) / wide,
            (self.bottom - whole.top) / high,
        )

    @property
    def area(self) -> float:
        """In square units."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


Placed = tuple[T, Box]


def in_reading_order(things: Sequence[tuple[T, Box | None]]) -> list[T]:
    """What stands in rectangles, column by column, each from above to below; what has none comes
    last.

    The rectangles are cut at their gaps (XY-cut: Nagy and Seth, ICPR 1984): where a gap runs from
    top to bottom, the left side is read before the right one; else what is above before what is
    below.
    """
    placed = [(thing, box) for thing, box in things if box is not None]
    return [*_cut(placed, _DEEPEST), *(thing for thing, box in things if box is None)]


def _cut(placed: list[Placed[T]], depth: int) -> list[T]:
    """The order of some of them."""
    if len(placed) < 2:
        return [thing for thing, _ in placed]
    groups = _groups(placed) if depth else []
    if len(groups) > 1:
        return [thing for group in groups for thing in _cut(group, depth - 1)]
    ordered = sorted(placed, key=lambda each: (each[1].top, each[1].left))
    return [thing for thing, _ in ordered]


def _groups(placed: list[Placed[T]]) -> list[list[Placed[T]]]:
    """All of them cut once: into columns, else from above to below."""
    columns = _columns(placed)
    rows = _apart(placed, _top, _bottom)
    if columns:
        return rows if _are_rows(columns) else columns
    bands: list[list[Placed[T]]] = []
    for row in rows:  # neighbours that make columns together are cut into columns first
        if bands and _columns([*bands[-1], *row]):
            bands[-1] += row
        else:
            bands.append(row)
    return bands


def _columns(placed: list[Placed[T]]) -> list[list[Placed[T]]]:
    """The columns that they stand in, side by side; [] where they do not."""
    columns = _apart(placed, _left, _right)
    extents = [(min(b.top for _, b in c), max(b.bottom for _, b in c)) for c in columns]
    side_by_side = all(
        top < other_bottom and other_top < bottom
        for (top, bottom), (other_top, other_bottom) in pairwise(extents)
    )
    return columns if len(columns) > 1 and side_by_side else []


def _are_rows(columns: list[list[Placed[T]]]) -> bool:
    """Whether columns are those of a table that was drawn with single boxes: three rows or more
    begin at the same heights in each. Two are a heading and its text.
    """
    tops = [sorted(box.top for _, box in column) for column in columns]
    heights = [box.bottom - box.top for _, box in columns[0]]
    if len(tops[0]) < _FEWEST_ROWS or len({len(column) for column in tops}) > 1:
        return False
    slack = min(heights) / 2
    return all(max(row) - min(row) <= slack for row in zip(*tops, strict=True))


def _apart(
    placed: list[Placed[T]], start: Callable[[Box], float], end: Callable[[Box], float]
) -> list[list[Placed[T]]]:
    """Groups between which nothing stands, along one axis. Rectangles of text are wider than their
    words: they may overlap by a twentieth of the narrower one.
    """
    groups: list[list[Placed[T]]] = []
    reach = 0.0
    for each in sorted(placed, key=lambda each: start(each[1])):
        box = each[1]
        slack = (end(box) - start(box)) / 20
        if groups and start(box) + slack < reach:
            groups[-1].append(each)
            reach = max(reach, end(box))
        else:
            groups.append([each])
            reach = end(box)
    return groups


def _left(box: Box) -> float:
    return box.left


def _right(box: Box) -> float:
    return box.right


def _top(box: Box) -> float:
    return box.top


def _bottom(box: Box) -> float:
    return box.bottom
