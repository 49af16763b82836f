"""What of a page's elements a browser paints: by their attributes, their style and the page's own
style sheets.
"""

import re
from dataclasses import dataclass

from ingest.archive import Element
from ingest.colours import PAPER, are_alike, is_transparent, plain
from ingest.html.sheets import Sheets, Style

# No browser shows these, or shows them only when something is done.
_NEVER = {
    *("script", "style", "template", "noscript", "head", "iframe", "object", "embed", "canvas"),
    *("svg", "audio", "video", "datalist", "option", "optgroup", "map", "param", "source", "track"),
}
_STRUCK = {"del", "s", "strike"}
_TOO_SMALL = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?|[0-3](?:\.\d+)?(?:px|pt)")
# A size that is no share of the one around, as "em" and "%" are.
_SIZE = re.compile(
    r"(?<![\w.#])\d[\d.]*(?:px|pt|pc|cm|mm|in|rem|vw|vh)\b|\b(?:small|medium|large)\b|^initial$"
)
_SEEN = ("visible", "initial")
# What is read by what is in it, each for itself.
_HOLDERS = {
    *("div", "section", "article", "main", "header", "footer", "aside", "figure", "form", "center"),
    *("ul", "ol", "li", "dl", "dt", "dd", "p", "span", "td", "th"),
}
_NOTHING = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%|vh|vw)?")
_ONE_PIXEL = re.compile(r"1px")
_SIZES = ("height", "max-height", "width", "max-width")
_CUT = ("hidden", "clip")
# A clip path that leaves nothing, a scale of nothing, and a step out of the page.
_ALL_CUT = re.compile(
    r"inset\((?:5\d|[6-9]\d|100)(?:\.\d+)?%(?: [^)]*)?\)|circle\(0(?:px|%)?(?: [^)]*)?\)"
    r"|polygon\(0(?:px|%)? 0(?:px|%)?(?:, ?0(?:px|%)? 0(?:px|%)?)*\)"
)
_TO_NOTHING = re.compile(r"\bscale[xy3d]{0,2}\((?:[^)]*, ?)?0(?:\.0+)?(?:, ?[\d.]+)*\)")
_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt)?|-\d{2,}(?:\.\d+)?r?em|-\d{3,}%|-\d{3,}v[wh]")
_STEPS = ("left", "top", "right", "bottom", "margin-left", "margin-top")


@dataclass(frozen=True, slots=True)
class _HandedDown:
    """What an element hands down of how text is seen, until one in it says another thing."""

    invisible: bool = False
    tiny: bool = False


def hides(style: Style) -> bool:
    """Whether properties take an element off the page, if nothing in it says another thing."""
    handed = _handed_down(style, _HandedDown())
    return handed.invisible or handed.tiny or _takes_away(style)


def _handed_down(style: Style, around: _HandedDown) -> _HandedDown:
    """What an element with a style hands down, with what is handed to it."""
    seen = style.get("visibility", "")
    invisible = seen in ("hidden", "collapse") or (around.invisible and seen not in _SEEN)
    size, font = style.get("font-size", ""), style.get("font", "")
    if _TOO_SMALL.fullmatch(size) or (not size and font.startswith(("0/", "0 "))):
        return _HandedDown(invisible, tiny=True)
    anew = _SIZE.search(size or font) is not None
    return _HandedDown(invisible, tiny=around.tiny and not anew)


def _takes_away(style: Style) -> bool:
    """Whether properties take an element off the page with all that is in it."""
    clip = style.get("clip", "")
    return (
        style.get("display") == "none"
        or style.get("opacity", "").rstrip("%") in ("0", "0.0", ".0")
        or style.get("content-visibility") == "hidden"
        or clip.replace(" ", "").startswith(("rect(0,0,0,0", "rect(0000"))
        or is_transparent(style.get("-webkit-text-fill-color", "") or style.get("color", ""))
        or _NOTHING.fullmatch(style.get("zoom", "")) is not None
        or _is_cut_off(style)
        or _is_out_of_the_page(style)
        or _same_colour(style)
    )


def _is_cut_off(style: Style) -> bool:
    """Whether a box has no size, or a clip or scale leaves nothing of it."""
    if _ALL_CUT.match(style.get("clip-path", "")) or _TO_NOTHING.search(style.get("transform", "")):
        return True
    if style.get("filter", "").replace(" ", "").startswith(("opacity(0)", "opacity(0%)")):
        return True
    if not any(style.get(name, "").startswith(_CUT) for name in ("overflow", "overflow-y")):
        return False
    sizes = [style.get(name, "") for name in _SIZES]
    return any(_NOTHING.fullmatch(each) for each in sizes) or (
        sum(_ONE_PIXEL.fullmatch(each) is not None for each in sizes) >= len(("height", "width"))
    )


def _is_out_of_the_page(style: Style) -> bool:
    """Whether text is moved to where nobody sees it."""
    indent, moved = style.get("text-indent", ""), style.get("transform", "")
    if indent.startswith("-") and _OUT.fullmatch(indent):
        return True
    if "translate" in moved and _OUT.search(moved):
        return True
    return any(_OUT.fullmatch(style.get(name, "")) for name in _STEPS)


def _same_colour(style: Style) -> bool:
    """Whether text has the colour of its own background."""
    own = style.get("color", "")
    under = style.get("background-color", "") or style.get("background", "")
    return are_alike(plain(own), plain(under))


class Visibility:
    """Knows the style sheets of one page."""

    def __init__(self, root: Element) -> None:
        """Read them. What a linked one says is not known: it may have coloured anything."""
        self._sheets = Sheets(root)
        links = any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
        self._paper = "" if links else PAPER
        self._handed: dict[Element, _HandedDown] = {}

    def is_hidden(self, element: Element) -> bool:
        """Whether an element, and so all that is in it, is not painted."""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if element.tag == "dialog" and element.get("open") is None:
            return True
        style = self._sheets.of(element)
        if _takes_away(style) or self._is_like_its_ground(element, style):
            return True
        handed = self._hands_down(element)
        if element.tag == "img":
            return handed.invisible  # whatever the size of letters is
        # What says no word itself may hold what is seen: lists close their gaps by a size of 0.
        holds = element.tag in _HOLDERS and len(element) > 0 and not _has_own_words(element)
        return (handed.invisible or handed.tiny) and not holds

    def _hands_down(self, element: Element) -> _HandedDown:
        found = self._handed.get(element)
        if found is None:
            parent = element.getparent()
            around = _HandedDown() if parent is None else self._hands_down(parent)
            found = self._handed[element] = _handed_down(self._sheets.of(element), around)
        return found

    def _is_like_its_ground(self, element: Element, style: Style) -> bool:
        """Whether text has the colour of what is behind it, and nothing in it has another one."""
        colour = plain(_colour(element, style))
        if not colour or not are_alike(colour, self._ground(element)):
            return False
        return not any(
            _colour(inner, said) or _painted(inner, said) is not None
            for inner in element.iterdescendants()
            if isinstance(inner.tag, str) and (said := self._sheets.of(inner)) is not None
        )

    def _ground(self, element: Element) -> str:
        """The colour behind an element; "" where it is not known."""
        for each in (element, *element.iterancestors()):
            ground = _painted(each, self._sheets.of(each))
            if ground is not None:
                return ground
        return self._paper

    def is_struck(self, element: Element) -> bool:
        """Whether an element is crossed out."""
        return element.tag in _STRUCK or _strikes(self._sheets.of(element))


def _colour(element: Element, style: Style) -> str:
    """The colour that is set for an element's own text; "" for none."""
    said = style.get("color", "") or (element.get("color", "") if element.tag == "font" else "")
    return "" if said in ("inherit", "currentcolor") else said


def _painted(element: Element, style: Style) -> str | None:
    """What an element paints behind its text: a colour, "" for one that is not known, None where
    what lies behind it is seen.
    """
    said = style.get("background-color") or style.get("background") or ""
    if (style.get("background-image") or "none") != "none" or "(" in said.removeprefix("rgb"):
        return plain(said)
    if said in ("", "none", "inherit", "initial", "unset") or is_transparent(said):
        said = element.get("bgcolor", "") if not said else ""
    return plain(said) if said else None


def _has_own_words(element: Element) -> bool:
    """Whether an element has words outside of what is in it."""
    return any(
        words and words.strip() for words in (element.text, *(inner.tail for inner in element))
    )


def is_never_shown(element: Element) -> bool:
    """Whether an element is no text of the page at all."""
    return element.tag in _NEVER


def _strikes(style: Style) -> bool:
    said = style.get("text-decoration-line") or style.get("text-decoration", "")
    return "line-through" in said
