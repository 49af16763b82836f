"""Pictures in Word files: which part each is, how large it is shown, and what of it is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.archive import Element
from ingest.docx.colours import drawn
from ingest.elements import alternative, child, name_of, number, value
from ingest.lengths import length
from ingest.pictures import inner
from silabo.domain.pictures import Part

_INCH = 914_400  # English metric units
_LEAST = _INCH  # on both sides: a smaller one says something only where a person says so
_LOWEST = _INCH // 4  # no line of words is lower
_READ = _INCH * _INCH  # a smaller one is a logo or a sign
_CM = _INCH / 2.54
_PERCENT, _OF_VML = 100_000, 65_536  # the whole, in thousandths of a per cent, and as VML has it


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture that is large enough to be read."""

    relationship: str  # its id; "" where nobody can say what of it is seen
    seen: Part
    words: str
    large: bool


def is_large(sides: list[int]) -> bool:
    """Whether a picture with these sides is one that has to say something."""
    return min(sides) >= _LEAST


def drawn_pictures(drawing: Element, sides: list[int], words: str) -> Iterator[WordPicture]:
    """The pictures of a drawing (ECMA-376 part 1, 20.2): one of its size, or those of a group. Over
    what a filled shape of the group may lie nobody can say.
    """
    held = list(_held(drawing))
    pictures = [each for each in held if name_of(each) == "pic" and _is_shown(each)]
    covered = any(name_of(each) == "wsp" and _is_filled(each) for each in held)
    for picture in pictures:
        own = sides if len(pictures) == 1 else _own_sides(picture)
        fill = child(picture, "blipFill")
        rectangle = child(fill, "srcRect")
        seen = inner(*(_share(value(rectangle, side)) for side in ("l", "t", "r", "b")))
        if seen is not None and _is_read(own):
            name = "" if covered else value(child(fill, "blip"), "embed")
            yield WordPicture(name, seen, words, is_large(own))


def _held(element: Element) -> Iterator[Element]:
    """The pictures and shapes of a drawing: what stands in their text boxes is not theirs."""
    for inside in element:
        name = name_of(inside)
        if name in ("pic", "wsp"):
            yield inside
        elif name == "AlternateContent":
            branch = alternative(inside)
            yield from () if branch is None else _held(branch)
        elif name != "txbxContent":
            yield from _held(inside)


def picture_of_vml(shape: Element, style: str, words: str) -> WordPicture | None:
    """The picture of a shape as Word 2007 wrote it."""
    data = child(shape, "imagedata")
    declared = dict(each.strip().partition(":")[::2] for each in style.lower().split(";"))
    sides = [round((length(declared.get(side, "")) or 0) * _CM) for side in ("width", "height")]
    crops = ("cropleft", "croptop", "cropright", "cropbottom")
    seen = inner(*(_share_of_vml(value(data, side)) for side in crops))
    if data is None or seen is None or not _is_read(sides):
        return None
    return WordPicture(value(data, "id"), seen, words, is_large(sides))


def _is_read(sides: list[int]) -> bool:
    return min(sides) >= _LOWEST and sides[0] * sides[1] >= _READ


def _is_shown(picture: Element) -> bool:
    """Whether a picture is seen: not hidden, and not faded away."""
    named = child(child(picture, "nvPicPr"), "cNvPr")
    faded = next(picture.iter("{*}alphaModFix"), None)
    faint = faded is not None and (number(value(faded, "amt").rstrip("%")) or 0) <= _PERCENT // 20
    return value(named, "hidden") not in ("1", "true") and not faint


def _is_filled(shape: Element) -> bool:
    """Whether a shape of a group may lie over what is beside it."""
    properties = child(shape, "spPr")
    by_style = value(child(child(shape, "style"), "fillRef"), "idx") not in ("", "0")
    return bool(drawn(properties)) or (by_style and child(properties, "noFill") is None)


def _own_sides(picture: Element) -> list[int]:
    extent = child(child(child(picture, "spPr"), "xfrm"), "ext")
    return [number(value(extent, side)) or 0 for side in ("cx", "cy")]


def _share(text: str) -> float:
    """So much of a side that is cut off: in thousandths of a per cent, or in per cent."""
    whole = 100 if text.endswith("%") else _PERCENT
    return (number(text.rstrip("%")) or 0) / whole


def _share_of_vml(text: str) -> float:
    """The same as VML writes it: "0.25", or "16384f" of 65,536."""
    if text.endswith("f"):
        return (number(text[:-1]) or 0) / _OF_VML
    digits = text.replace(".", "", 1)
    return float(text) if digits.isdecimal() and len(text) < 9 else 0.0
