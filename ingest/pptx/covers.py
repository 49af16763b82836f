"""Which shapes of a slide nobody sees: hidden, beside it, or under another that is filled."""

from ingest.boxes import Box
from ingest.elements import child, name_of, value
from ingest.pptx.shapes import Shape, is_drawn
from ingest.pptx.slides import Slide
from ingest.pptx.text import Ground

_MOST = 300  # shapes: of more, which is a drawing, only the last ones may be covers
_PHOTOGRAPHS = (".jpg", ".jpeg")
_RECTANGLES = {"rect", "roundRect"}
_FILLS = ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill")
_OPAQUE = 100_000


class Covers:
    """What lies over and under the shapes of one slide."""

    def __init__(self, slide: Slide, paper: Box) -> None:
        """Find what is filled. A shape that an animation moves or takes away covers nothing."""
        self._slide, self._paper = slide, paper
        timing = child(slide.content, "timing")
        moved = set() if timing is None else {each.get("spid") for each in timing.iter("{*}spTgt")}
        leaves = [leaf for shape in slide.shapes for leaf in shape.leaves]
        self._height = {id(leaf.element): level for level, leaf in enumerate(leaves)}
        drawn = [
            (self._height[id(leaf.element)], leaf, leaf.box)
            for leaf in leaves[-_MOST:]
            if leaf.box is not None and is_drawn(leaf)
        ]
        self._drawn = drawn
        self._filled = [
            (level, box)
            for level, leaf, box in drawn
            if leaf.number not in moved and _is_filled(leaf, slide)
        ]
        self._painted = [
            (level, leaf, box)
            for level, leaf, box in drawn
            if leaf.number not in moved and (_is_filled(leaf, slide) or _is_painted(leaf))
        ]

    def hides(self, shape: Shape) -> bool:
        """Whether nothing of a shape can be seen."""
        if shape.hidden:
            return True
        box = shape.box
        if box is None or shape.kind == "grpSp":
            return False
        if box.area and not box.touches(self._paper):
            return True
        own = self._height.get(id(shape.element), 0)
        return any(level > own and over.holds(box) for level, over in self._filled)

    def over(self, shape: Shape, seen: Box) -> list[Box] | None:
        """What lies over a part of a shape, so that nothing of it is seen there; None where that is
        no upright rectangle: what it leaves nobody can say.
        """
        own = self._height.get(id(shape.element), 0)
        above = [
            (leaf, box)
            for level, leaf, box in self._painted
            if level > own and box.area and box.touches(seen)
        ]
        return [box for _, box in above] if all(_is_upright(leaf) for leaf, _ in above) else None

    def ground(self, shape: Shape) -> Ground:
        """What the text of a shape stands on: its own colour, the slide's, or nobody knows."""
        related = self._slide.relationships.items()
        links = {key: each.target for key, each in related if each.external}
        reference = child(child(shape.element, "style"), "fontRef")
        inner = None if reference is None else next(iter(reference.iterchildren()), None)
        written = self._slide.colours.named(inner)
        return Ground(self._slide.colours, self._colour_under(shape), written, links)

    def _colour_under(self, shape: Shape) -> str | None:
        """The colour under the text of a shape; None where nobody knows."""
        colours = self._slide.colours
        properties = child(shape.element, "spPr")
        fill = child(properties, "solidFill")
        if fill is not None:
            return colours.of(fill)
        others = ("gradFill", "blipFill", "pattFill", "grpFill")
        if any(child(properties, name) is not None for name in others):
            return None
        if child(properties, "noFill") is None and _is_filled_by_style(shape):
            return None
        return None if self._lies_on_something(shape) else colours.paper

    def _lies_on_something(self, shape: Shape) -> bool:
        """Whether another shape may be the background of this one."""
        own = self._height.get(id(shape.element), 0)
        beneath = [leaf for group in self._slide.painted_under for leaf in group.leaves]
        boxes = [leaf.box for leaf in beneath if is_drawn(leaf)]
        boxes += [box for level, _, box in self._drawn if level < own]
        return shape.box is None or any(box is None or box.touches(shape.box) for box in boxes)


def _is_filled(shape: Shape, slide: Slide) -> bool:
    """Whether nothing shows through a shape: a rectangle of one colour, or a photograph."""
    properties = child(shape.element, "spPr")
    if shape.kind == "pic":
        return _is_photograph(shape, slide)
    form = value(child(properties, "prstGeom"), "prst")
    if name_of(shape.element) != "sp" or form not in _RECTANGLES:
        return False
    return slide.colours.of(child(properties, "solidFill")) is not None


def _is_painted(shape: Shape) -> bool:
    """Whether nothing of a picture shows through a shape, whatever its form and its colours: it is
    filled by hand or, as one that was drawn and left as it was, by its style.
    """
    properties = child(shape.element, "spPr")
    if name_of(shape.element) != "sp" or child(properties, "noFill") is not None:
        return False
    fills = [each for name in _FILLS if (each := child(properties, name)) is not None]
    shades = (value(each, "val") for fill in fills for each in fill.iter("{*}alpha"))
    if any(shade.isdecimal() and int(shade[:7]) < _OPAQUE for shade in shades):
        return False  # a marker: what is under it is read through it
    return bool(fills) or _is_filled_by_style(shape)


def _is_filled_by_style(shape: Shape) -> bool:
    reference = child(child(shape.element, "style"), "fillRef")
    return value(reference, "idx") not in ("", "0")


def _is_upright(shape: Shape) -> bool:
    """Whether a shape fills just the rectangle that it says."""
    properties = child(shape.element, "spPr")
    form = value(child(properties, "prstGeom"), "prst")
    is_rectangle = shape.kind == "pic" or form in _RECTANGLES
    return is_rectangle and value(child(properties, "xfrm"), "rot") in ("", "0")


def _is_photograph(shape: Shape, slide: Slide) -> bool:
    """Whether a picture is of a kind that nothing shows through, and is shown as it is."""
    blip = next(shape.element.iter("{*}blip"), None)
    known = slide.relationships.get(value(blip, "embed"))
    is_changed = blip is None or any(name_of(inner).startswith("alpha") for inner in blip)
    return known is not None and not is_changed and known.target.lower().endswith(_PHOTOGRAPHS)
