"""Pictures on slides: which file each is, and what of it a person sees."""

from dataclasses import dataclass

from ingest.archive import Element
from ingest.boxes import Box
from ingest.elements import child, value
from ingest.pictures import cut, inner
from ingest.pptx.covers import Covers
from ingest.pptx.shapes import Shape
from ingest.pptx.slides import Slide
from silabo.domain.pictures import WHOLE, Part, PictureSource

LARGE = 1 / 6  # of the slide: a smaller picture says something only where a person says so
_READ = 1 / 50  # of the slide: a smaller one is a logo or an ornament
_LOWEST = 1 / 30  # of the slide's height: no line of words is lower
_PERCENT = 100_000  # the whole, in thousandths of a per cent
_FAINT = 5_000


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """A picture that is large enough to be read; `source` is None where nobody can say what of it
    is seen, or where its file is.
    """

    source: PictureSource | None
    large: bool


def is_faint(shape: Shape) -> bool:
    """Whether a picture is made transparent, so that nobody sees it."""
    faded = next(shape.element.iter("{*}alphaModFix"), None)
    amount = value(faded, "amt").rstrip("%")
    return faded is not None and amount.isdecimal() and int(amount[:7]) <= _FAINT


def picture_of(shape: Shape, slide: Slide, covers: Covers, paper: Box) -> SlidePicture | None:
    """The picture of a shape that is seen; None of one that is a logo or an ornament."""
    box = shape.box
    if box is None or not box.area or not box.touches(paper):
        return None
    shown = box.within(paper)
    if shown.area < _READ * paper.area or shown.bottom - shown.top < _LOWEST * paper.bottom:
        return None
    large = shown.area >= LARGE * paper.area
    return SlidePicture(_source(shape, slide, covers, box, shown), large)


def _source(
    shape: Shape, slide: Slide, covers: Covers, box: Box, shown: Box
) -> PictureSource | None:
    fill = child(shape.element, "blipFill")
    known = slide.relationships.get(value(child(fill, "blip"), "embed"))
    sides = _cropped(fill)
    if known is None or known.external or sides is None:
        return None
    over = covers.over(shape, shown)
    if over is None:
        return None
    covered = [cut(WHOLE, each.within(shown).share_of(shown)) for each in over]
    if shape.kind != "pic" or (_is_turned(shape) and (over or shown != box)):
        return None
    seen = cut(sides, shown.share_of(box))
    # What covers less than a ten-thousandth covers nothing.
    lying_over = tuple(each for each in covered if each[0] < each[2] and each[1] < each[3])
    return PictureSource(known.target, seen, lying_over)


def _cropped(fill: Element | None) -> Part | None:
    """What is left of a picture of which the sides are cut off (ECMA-376 part 1, 20.1.8.55)."""
    rectangle = child(fill, "srcRect")
    return inner(*(_cut_off(value(rectangle, side)) for side in ("l", "t", "r", "b")))


def _cut_off(text: str) -> float:
    """So much of a side, as a share: of thousandths of a per cent, or of per cent in words."""
    digits, whole = (text[:-1], 100.0) if text.endswith("%") else (text, float(_PERCENT))
    return int(digits[:7]) / whole if digits.isdecimal() else 0.0


def _is_turned(shape: Shape) -> bool:
    transform = child(child(shape.element, "spPr"), "xfrm")
    return any(
        value(transform, name) not in ("", "0", "false") for name in ("rot", "flipH", "flipV")
    )
