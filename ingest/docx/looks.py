"""How text of a Word file looks, from all that has a say in it, and whether a person sees it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.archive import Element
from ingest.colours import PAPER, are_alike
from ingest.docx.colours import ThemeColours
from ingest.elements import by_name, child, is_on, name_of, number, value

HIDDEN, STRUCK = "hidden_text", "struck_text"  # codes of notices

_SMALLEST_SIZE = 4  # half-points: nobody reads text of 2 points
_NARROWEST = 10  # per cent of a letter's width
_FARTHEST_RAISED = 1_000  # half-points over or under the line: out of the page
_CLOSEST = -100  # twentieths of a point between letters: each stands on the one before it
_LOWEST_LINE = 60  # twentieths of a point: a line of 3 points cuts its letters off
# Twentieths of a point from the margin: a page is 12,000 wide, and its margin seldom over 2,000.
_FARTHEST_LEFT, _FARTHEST_RIGHT = -7_200, 24_000
_FARTHEST_ABOVE = 2_000  # of a frame that does not say its size, from the edge of the page

# What says something of how a run looks, or of where a paragraph stands: key and value. What is
# not there leaves what an outer style says.
Look = Mapping[str, Any]
_SWITCHES = {"vanish": "vanish", "specVanish": "vanish", "strike": "strike"} | {
    "dstrike": "dstrike",
    "b": "bold",
}
_NUMBERS = {"sz": "size", "w": "width", "position": "raised", "spacing": "apart", "fitText": "fits"}


class TextLooks:
    """Reads the looks of one file."""

    def __init__(self, colours: ThemeColours) -> None:
        """Take the file's colours."""
        self._colours = colours

    def of_run(self, properties: Element | None) -> dict[str, Any]:
        """What run properties say by themselves."""
        look: dict[str, Any] = {}
        for inner in () if properties is None else properties:
            name = name_of(inner)
            if name in _SWITCHES:
                look[_SWITCHES[name]] = is_on(inner)
            elif name in _NUMBERS:
                found = number(value(inner, "val").rstrip("%"))
                if found is not None:
                    look[_NUMBERS[name]] = found
            elif name in _READ:
                self._read(name, inner, look)
        return look

    def _read(self, name: str, inner: Element, look: dict[str, Any]) -> None:
        """One of the properties that are no switch and no number."""
        if name == "rStyle":
            look["style"] = value(inner, "val")
        elif name == "color":
            look["colour"] = self._colours.of_text(inner)
        elif name == "highlight":
            look["highlight"] = self._colours.of_highlight(inner)
        elif name == "shd":
            look["shade"] = self._colours.of_shading(inner)
        elif name == "rFonts":
            look["font"] = value(inner, "ascii") or value(inner, "hAnsi")
        else:
            self._fill(inner, look)

    def _fill(self, fill: Element, look: dict[str, Any]) -> None:
        """What paints the letters in place of their colour, since Word 2010."""
        if child(fill, "noFill") is not None or _is_transparent(fill):
            look["clear"] = True
        look["colour"] = self._colours.of_fill(fill)

    def shading(self, element: Element | None) -> str:
        """The colour that a shading paints; "" for none."""
        return self._colours.of_shading(element)

    def of_paragraph(self, properties: Element | None) -> dict[str, Any]:
        """What paragraph properties say of its ground, and of where it stands."""
        found = by_name(properties)
        look: dict[str, Any] = {}
        if "shd" in found:
            look["ground"] = self._colours.of_shading(found["shd"])
        if "ind" in found:
            for key in ("left", "start", "firstLine", "hanging"):
                indent = number(value(found["ind"], key))
                if indent is not None:
                    look["left" if key == "start" else key] = indent
        if "spacing" in found:
            line = number(value(found["spacing"], "line"))
            is_exact = value(found["spacing"], "lineRule") == "exact"
            look["cut"] = is_exact and line is not None and line < _LOWEST_LINE
        if "framePr" in found:
            look["framed_out"] = _is_frame_out(found["framePr"])
        return look


_READ = {"rStyle", "color", "highlight", "shd", "rFonts", "textFill"}


def _is_transparent(fill: Element) -> bool:
    """Whether a fill of Word 2010 lets everything through: its alpha is how much it does."""
    alphas = (number(value(alpha, "val")) for alpha in fill.iter("{*}alpha"))
    return any(alpha is not None and alpha >= 95_000 for alpha in alphas)


def _is_frame_out(frame: Element) -> bool:
    """Whether a frame stands outside of the page, or is too low for a line."""
    height = number(value(frame, "h"))
    for key, anchor, size in (
        ("x", "hAnchor", number(value(frame, "w"))),
        ("y", "vAnchor", height),
    ):
        at, least = number(value(frame, key)), _FARTHEST_LEFT
        if value(frame, anchor) == "page":
            least = -(size or _FARTHEST_ABOVE)
        if at is not None and not least < at < _FARTHEST_RIGHT:
            return True
    return value(frame, "hRule") == "exact" and height is not None and height < _LOWEST_LINE


def is_out(look: Look) -> bool:
    """Whether a paragraph stands where no page is, or its lines have no height."""
    start = look.get("left", 0) + look.get("firstLine", 0) - look.get("hanging", 0)
    off = not _FARTHEST_LEFT < start < _FARTHEST_RIGHT
    return bool(look.get("cut") or look.get("framed_out") or off)


def why_unseen(look: Look, grounds: Sequence[str]) -> str:
    """The code of the notice for text that looks so, on one of these grounds; "" where it is seen.

    `grounds` are the colours that may be behind it, from its cell or its page.
    """
    if (
        look.get("vanish")
        or look.get("clear")
        or look.get("size", 99) <= _SMALLEST_SIZE
        or look.get("width", 100) < _NARROWEST
        or look.get("apart", 0) <= _CLOSEST
        or 0 < look.get("fits", 0) < _LOWEST_LINE
        or abs(look.get("raised", 0)) > _FARTHEST_RAISED
        or _is_like_ground(look, grounds)
    ):
        return HIDDEN
    return STRUCK if look.get("strike") or look.get("dstrike") else ""


def is_barred(look: Look) -> bool:
    """Whether unseen text leaves a bar of a colour: a person sees that something stands there."""
    own = look.get("highlight", "") or look.get("shade", "")
    return bool(own) and not are_alike(own, PAPER)


def _is_like_ground(look: Look, grounds: Sequence[str]) -> bool:
    """Whether text has the colour of what is behind it."""
    colour, highlight = look.get("colour", ""), look.get("highlight", "")
    own = highlight or look.get("shade", "") or look.get("ground", "")
    if not colour:
        # The automatic colour is white on a dark shading; a black highlighter blackens it.
        return bool(highlight == "000000")
    return all(are_alike(colour, ground) for ground in ((own,) if own else grounds))
