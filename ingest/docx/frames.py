"""What hangs on a paragraph of Word: text boxes, pictures and objects, and which are seen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.colours import PAPER
from ingest.docx.colours import UNKNOWN, drawn
from ingest.docx.looks import HIDDEN
from ingest.docx.pictures import WordPicture, drawn_pictures, is_large, picture_of_vml
from ingest.elements import alternative, child, name_of, number, value
from ingest.lengths import length
from ingest.pictures import described

WITHOUT_WORDS, EMBEDDED = "picture_without_words", "embedded_file"  # codes of notices

_INCH = 914_400  # English metric units
_FARTHEST = (-8 * _INCH, 24 * _INCH)  # from the margin: outside of any page
_SHAPES = {"shape", "rect", "roundrect", "oval"}  # of VML, as Word 2007 wrote
_UNSEEN_STYLE = re.compile(r"visibility:\s?hidden|display:\s?none", re.IGNORECASE)
# What gives a shape of VML its size in place of width and height.
_SIZING = ("mso-width-percent", "mso-height-percent", "mso-fit-shape-to-text")
_PLACES = ("left", "top", "margin-left", "margin-top")
_CM = _INCH / 2.54


@dataclass(slots=True)
class Frames:
    """What was found in one drawing."""

    boxes: list[tuple[Element, Sequence[str]]] = field(default_factory=list)  # with their grounds
    pictures: list[tuple[str, str]] = field(default_factory=list)  # words, and a link's id or ""
    lost: dict[str, None] = field(default_factory=dict)  # codes of notices
    shown: list[WordPicture] = field(default_factory=list)  # whose own words are to be read

    def read(self, element: Element, grounds: Sequence[str] = ()) -> None:
        """Read a drawing, and what is in it; `grounds` are what its shape is filled with."""
        name = name_of(element)
        if name == "txbxContent":
            self.boxes.append((element, grounds))
            return
        if name in ("inline", "anchor"):
            self._drawing(element)
            return
        if name in _SHAPES:
            self._shape(element)
            return
        if name == "AlternateContent":
            element = alternative(element)
        elif name == "wsp":
            grounds = _filled(element)
        elif name == "OLEObject":
            self.lost[EMBEDDED] = None
        for inner in () if element is None else element:
            self.read(inner, grounds)

    def _shape(self, shape: Element) -> None:
        """Read a shape of VML, as Word 2007 wrote it."""
        style = value(shape, "style")
        if _UNSEEN_STYLE.search(style) or _is_away(style):
            self._unseen(shape)
            return
        words = described(value(shape, "alt"))
        self._described(words, "")
        picture = picture_of_vml(shape, style, words)
        self.shown += [picture] if picture else []
        for inner in shape:
            self.read(inner, _filled_by_hand(shape))

    def _drawing(self, element: Element) -> None:
        """Read a drawing that says of itself where it stands and what it shows."""
        named = child(element, "docPr")
        if _is_unseen(element, named):
            self._unseen(element)
            return
        data = child(child(element, "graphic"), "graphicData")
        for inner in () if data is None else data:
            self.read(inner)
        decorative = next(element.iter("{*}decorative"), None)
        if value(decorative, "val") in ("1", "true"):
            return
        extent = child(element, "extent")
        sides = [number(value(extent, side)) or 0 for side in ("cx", "cy")]
        words = "" if self.boxes else described(value(named, "descr") or value(named, "title"))
        pictures = list(drawn_pictures(element, sides, words))
        self.shown += pictures
        self._described(words, value(child(named, "hlinkClick"), "id"))
        if not (pictures or words or self.boxes) and is_large(sides):
            self.lost[WITHOUT_WORDS] = None

    def _described(self, words: str, link: str) -> None:
        """Keep what is said of a picture by a person."""
        if words:
            self.pictures.append((words, link))

    def _unseen(self, element: Element) -> None:
        if any((inner.text or "").strip() for inner in element.iter("{*}t")):
            self.lost[HIDDEN] = None


def _is_unseen(drawing: Element, named: Element | None) -> bool:
    """Whether a drawing is hidden, has no size, or stands outside of the page."""
    if value(drawing, "hidden") in ("1", "true") or value(named, "hidden") in ("1", "true"):
        return True
    extent = child(drawing, "extent")
    if extent is not None and "0" in (value(extent, "cx"), value(extent, "cy")):
        return True
    offsets = (number((offset.text or "").strip()) for offset in drawing.iter("{*}posOffset"))
    return any(at is not None and not _FARTHEST[0] < at < _FARTHEST[1] for at in offsets)


def _is_away(style: str) -> bool:
    """Whether a shape of VML has no size, or stands outside of the page."""
    pairs = (declared.partition(":") for declared in style.lower().split(";"))
    said = {name.strip(): size for name, _, size in pairs}
    if not any(name in said for name in _SIZING):
        sides = (said.get(name, "").strip() for name in ("width", "height"))
        if any(side == "0" or length(side) == 0 for side in sides):
            return True
    # A bare number counts units of the group that a shape is in: it says nothing of the page.
    places = (length(said.get(name, "")) for name in _PLACES)
    return any(at is not None and not _FARTHEST[0] < at * _CM < _FARTHEST[1] for at in places)


def _filled(shape: Element) -> Sequence[str]:
    """What a shape of Word 2010 is filled with; nothing where that is not said."""
    properties = child(shape, "spPr")
    ground = drawn(properties)
    if ground:
        return (ground,)
    is_open = child(properties, "noFill") is not None
    by_style = value(child(child(shape, "style"), "fillRef"), "idx") not in ("", "0")
    return (UNKNOWN,) if by_style and not is_open else ()


def _filled_by_hand(shape: Element) -> Sequence[str]:
    """What a shape of VML is filled with: white, where it does not say."""
    if value(shape, "filled") in ("f", "false"):
        return ()
    colour = value(shape, "fillcolor").partition(" ")[0].lower().lstrip("#")
    return (colour if len(colour) == len(PAPER) else UNKNOWN,) if colour else (PAPER,)
