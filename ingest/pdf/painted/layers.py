"""What is painted on a PDF page beside text, and in which order: fills, pictures, bars, rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.calls import Box, Colour, Matrix

_DEEPEST = 12  # forms in forms
_MOST_OBJECTS = 200_000
_THIN = 3.0  # points: a line of text does not vanish under a thinner one
_RULE = 2.5  # points: what is not higher strikes out or underlines
_RECTANGLE = (4, 5)  # segments of its path


@dataclass(frozen=True, slots=True)
class Patch:
    """Something painted that is no text.

    order: when it is painted; text and shapes are counted together.
    box: around it, in points of the page.
    colour: of its fill; None where it is no single opaque colour.
    solid: whether it fills its whole box.
    picture: the address of a picture.
    """

    order: int
    box: Box
    colour: Colour | None = None
    solid: bool = False
    picture: int = 0


@dataclass(slots=True)
class Layers:
    """All that is painted on one page.

    objects: the address of each object, in the order of painting.
    text: the order of each text object, by its address, and what puts its form onto the page; None
        where it stands in no form.
    shapes: what can cover text or lie behind it.
    rules: thin horizontal and vertical lines.
    whole: whether all objects were looked at.
    """

    objects: list[int] = field(default_factory=list)
    text: dict[int, tuple[int, Matrix | None]] = field(default_factory=dict)
    shapes: list[Patch] = field(default_factory=list)
    rules: list[Patch] = field(default_factory=list)
    whole: bool = True

    @classmethod
    def of(cls, page: int) -> "Layers":
        """The layers of a page, by its address."""
        layers = cls()
        text, objects, kind_of_text = layers.text, layers.objects, raw.FPDF_PAGEOBJ_TEXT
        for order, (found, kind, place) in enumerate(_objects(page)):
            objects.append(found)
            if kind == kind_of_text:
                text[found] = order, place
            elif order >= _MOST_OBJECTS:
                layers.whole = False
                break
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                layers._path(order, found, place)
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                layers._picture(order, found, kind, place)
        return layers

    def _path(self, order: int, path: int, place: Matrix | None) -> None:
        """Keep a path that is filled, or stroked thickly; or thin and straight, a rule."""
        box = placed(calls.bounds(path), place)
        filled, stroked = calls.draw_mode(path)
        if box is None or not (filled or stroked):
            return
        width, height = box[2] - box[0], box[3] - box[1]
        colour = calls.fill_colour(path) if filled else calls.stroke_colour(path)
        opaque = colour if colour is not None and colour[3] == 255 else None
        if min(width, height) <= _RULE and (colour is None or colour[3] > 0):
            self.rules.append(Patch(order, box, opaque))
        if min(width, height) < _THIN or not (filled or _is_thick(path, place)):
            return
        solid = filled and calls.count_segments(path) in _RECTANGLE
        self.shapes.append(Patch(order, box, opaque, solid))

    def _picture(self, order: int, found: int, kind: int, place: Matrix | None) -> None:
        """Keep a picture or a shading, of which nobody knows what colours it has."""
        box = placed(calls.bounds(found), place)
        if box is not None and min(box[2] - box[0], box[3] - box[1]) >= _THIN:
            is_picture = kind == raw.FPDF_PAGEOBJ_IMAGE
            self.shapes.append(Patch(order, box, picture=found if is_picture else 0))


def _is_thick(path: int, place: Matrix | None) -> bool:
    """Whether a stroke is as thick as a bar: a frame around a page is not."""
    width = calls.stroke_width(path)
    for matrix in (calls.matrix(path), place):
        if matrix:
            width *= max(abs(matrix[0]) + abs(matrix[1]), abs(matrix[2]) + abs(matrix[3]))
    return width >= _THIN


def _objects(page: int) -> Iterator[tuple[int, int, Matrix | None]]:
    """Every object of a page in the order of painting, with its kind, and with the matrix that puts
    its form onto the page.
    """
    object_at, type_of, form = calls.object_at, calls.type_of, raw.FPDF_PAGEOBJ_FORM
    for index in range(calls.count_objects(page)):
        found = object_at(page, index)
        kind = type_of(found) if found else form
        if kind != form:
            yield found, kind, None
        elif found:
            yield from _unfolded(found, None, 0)


def _unfolded(
    found: int, place: Matrix | None, depth: int
) -> Iterator[tuple[int, int, Matrix | None]]:
    """An object, or what is in it where it is a form."""
    kind = calls.type_of(found)
    if kind != raw.FPDF_PAGEOBJ_FORM:
        yield found, kind, place
        return
    if depth == _DEEPEST:
        return
    own = calls.matrix(found)
    inner = _product(own, place) if place else own
    for index in range(calls.count_inner(found)):
        child = calls.inner_at(found, index)
        if child:
            yield from _unfolded(child, inner, depth + 1)


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the first and then the second."""
    a, b, c, d, e, f = first
    k, m, n, p, q, r = second
    return (
        a * k + b * n, a * m + b * p,
        c * k + d * n, c * m + d * p,
        e * k + f * n + q, e * m + f * p + r,
    )  # fmt: skip


def placed(box: Box | None, place: Matrix | None) -> Box | None:
    """The box around a box of a form, on the page."""
    if box is None or place is None:
        return box
    a, b, c, d, e, f = place
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)
