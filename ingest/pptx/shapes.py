"""What stands on a slide: shapes with their places, those of groups in the slide's measure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.archive import Element
from ingest.boxes import Box
from ingest.elements import alternative, child, name_of, value
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

_SHAPES = {"sp", "pic", "graphicFrame", "grpSp", "cxnSp"}
_DRAWN = {"pic", "sp", "graphicFrame"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of a slide. `box` is None where nothing says where it stands, else in
    English Metric Units, 914,400 to the inch.
    """

    element: Element
    kind: str  # the element's name
    box: Box | None
    number: str  # its id on the slide, by which an animation names it
    placeholder: str | None  # the type of a placeholder; None where it is none
    index: str = ""  # of a placeholder
    hidden: bool = False
    inner: tuple["Shape", ...] = field(default=())

    @property
    def description(self) -> str:
        """The alternative text."""
        return value(_named(self.element), "descr").strip()

    @property
    def leaves(self) -> Iterator["Shape"]:
        """It, or what a group holds, from the bottom up."""
        if self.kind != "grpSp":
            yield self
        for inner in self.inner:
            yield from inner.leaves


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a group's measure becomes the slide's."""

    x: float = 0.0
    y: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        """A rectangle of the group on the slide."""
        x, y = self.x + left * self.wide, self.y + top * self.high
        return Box(x, y, x + width * self.wide, y + height * self.high)


class ShapeReader:
    """Reads the shapes of the slides of one file, up to a number of them and a depth."""

    def __init__(self, most: int, depth: int) -> None:
        """Start with nothing counted."""
        self._left, self._depth = most, depth

    def read(self, slide: Element) -> list[Shape]:
        """The shapes of a slide, layout or master, from the bottom up.

        Raises `RejectedDocumentError` "too_heavy".
        """
        tree = child(child(slide, "cSld"), "spTree")
        return [] if tree is None else list(self._shapes(tree, _Scale(), self._depth))

    def _shapes(self, tree: Element, scale: _Scale, depth: int) -> Iterator[Shape]:
        """The shapes of a tree or group."""
        if depth == 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        for element in tree.iterchildren():
            self._left -= 1
            if self._left < 0:
                raise RejectedDocumentError(Rejection.TOO_HEAVY)
            name = name_of(element)
            if name == "AlternateContent":
                branch = alternative(element)
                if branch is not None:
                    yield from self._shapes(branch, scale, depth - 1)
            elif name in _SHAPES:
                yield self._shape(element, name, scale, depth)

    def _shape(self, element: Element, name: str, scale: _Scale, depth: int) -> Shape:
        """One shape, with what a group holds."""
        described = _named(element)
        mark = next(element.iterfind("./{*}nvSpPr/{*}nvPr/{*}ph"), None)
        if mark is None:
            mark = next(element.iterfind("./*/{*}nvPr/{*}ph"), None)
        shape = Shape(
            element=element,
            kind=name,
            box=_box(element, scale),
            number=value(described, "id"),
            placeholder=None if mark is None else mark.get("type", "obj"),
            index="" if mark is None else mark.get("idx", ""),
            hidden=value(described, "hidden") in ("1", "true"),
        )
        if name != "grpSp":
            return shape
        inner = tuple(self._shapes(element, _inside(element, scale), depth - 1))
        return replace(shape, inner=inner)


def _named(element: Element) -> Element | None:
    """The element that names and describes a shape."""
    return next(element.iterfind("./*/{*}cNvPr"), None)


def _transform(element: Element) -> Element | None:
    """Where a shape says that it stands."""
    for properties in ("spPr", "grpSpPr"):
        found = child(child(element, properties), "xfrm")
        if found is not None:
            return found
    return child(element, "xfrm")


def _box(element: Element, scale: _Scale) -> Box | None:
    """The rectangle of a shape on the slide."""
    transform = _transform(element)
    offset, size = child(transform, "off"), child(transform, "ext")
    if offset is None or size is None:
        return None
    return scale.box(
        _length(offset, "x"), _length(offset, "y"), _length(size, "cx"), _length(size, "cy")
    )


def _inside(element: Element, scale: _Scale) -> _Scale:
    """The measure inside a group (ECMA-376 part 1, 20.1.7.5)."""
    transform = _transform(element)
    offset, size = child(transform, "chOff"), child(transform, "chExt")
    outer = _box(element, scale)
    if offset is None or size is None or outer is None:
        return scale
    inner_wide, inner_high = _length(size, "cx"), _length(size, "cy")
    wide = (outer.right - outer.left) / inner_wide if inner_wide else scale.wide
    high = (outer.bottom - outer.top) / inner_high if inner_high else scale.high
    x, y = outer.left - _length(offset, "x") * wide, outer.top - _length(offset, "y") * high
    return _Scale(x, y, wide, high)


def _length(element: Element, name: str) -> float:
    """A length of at most 2^31 units, which is a mile and a half."""
    text = value(element, name)
    digits = text.removeprefix("-")
    if not digits.isdecimal() or len(digits) > 10:
        return 0.0
    return float(text)


def is_drawn(shape: Shape) -> bool:
    """Whether a shape paints something that may lie over another."""
    return shape.kind in _DRAWN and not shape.hidden
