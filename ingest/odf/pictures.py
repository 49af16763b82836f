"""Pictures in OpenDocument files: which member each is, and what of it a person sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.archive import Element
from ingest.boxes import Box
from ingest.elements import value
from ingest.lengths import length
from ingest.odf.styles import OdfStyles
from ingest.pictures import cut
from silabo.domain.pictures import WHOLE, PictureSource

_INCH = 2.54  # centimetres
_LEAST = _INCH  # on both sides: a smaller one says something only where a person says so
_LOWEST, _READ = _INCH / 4, _INCH * _INCH  # no line of words is lower; what is smaller is a logo
_FAINTEST = 5  # per cent of its ink
_DRAWINGS = (".svg", ".emf", ".wmf", ".svm")
_UNCUT = 0.01  # centimetres


@dataclass(frozen=True, slots=True)
class OdfPicture:
    """A picture that is seen. It is `read` where it is no logo, which nobody reads; `source` is
    None where nobody can say what of it is seen.
    """

    source: PictureSource | None
    read: bool
    large: bool


def picture_of(
    frame: Element, styles: OdfStyles, paper: Box | None, over: Sequence[Box]
) -> OdfPicture | None:
    """The picture of a frame, on a slide of this size and under these shapes; None where nothing
    of it is seen.
    """
    name = value(frame, "style-name")
    ink = styles.said(name, "image-opacity").removesuffix("%")
    if ink.isdecimal() and int(ink[:3]) < _FAINTEST:
        return None
    wide, high = (length(value(frame, side)) or 0.0 for side in ("width", "height"))
    left, top = (length(value(frame, side)) for side in ("x", "y"))
    read = min(wide, high) >= _LOWEST and wide * high >= _READ
    large = min(wide, high) >= _LEAST
    seen = WHOLE
    if paper is not None and read:
        if left is None or top is None:  # it is turned
            return OdfPicture(None, read, large)
        box = Box(left, top, left + wide, top + high)
        if not box.touches(paper):
            return None
        if any(each.touches(box) for each in over):
            return OdfPicture(None, read, large)
        seen = cut(WHOLE, box.within(paper).share_of(box))
    member = _member(frame)
    if not member or _is_cropped(styles.said(name, "clip")):
        return OdfPicture(None, read, large)
    return OdfPicture(PictureSource(member, seen), read, large)


def _member(frame: Element) -> str:
    """The member of the picture that is shown; beside a drawing lies a picture of it."""
    images = frame.iterchildren("{*}image")
    names = [value(each, "href").removeprefix("./") for each in images]
    inside = [name for name in names if name and ":" not in name]
    pictures = [name for name in inside if not name.lower().endswith(_DRAWINGS)]
    return (pictures or inside or [""])[0]


def _is_cropped(clip: str) -> bool:
    """Whether sides are cut off (part 3, 20.180): of what size they are a share, the file does not
    say.
    """
    sides = clip.strip().removeprefix("rect(").removesuffix(")").replace(",", " ").split()
    return any(abs(length(side) or 0.0) > _UNCUT for side in sides)
