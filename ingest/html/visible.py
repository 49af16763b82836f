"""What of a page's elements a browser paints: by their attributes, their style and simple rules of
the page's own style sheets.
"""

import re
from collections.abc import Iterator

from ingest.archive import Element
from ingest.colours import PAPER, are_alike, plain

# No browser shows these, or shows them only when something is done.
_NEVER = {
    *("script", "style", "template", "noscript", "head", "iframe", "object", "embed", "canvas"),
    *("svg", "audio", "video", "datalist", "option", "optgroup", "map", "param", "source", "track"),
}
_STRUCK = {"del", "s", "strike"}
_LONGEST_SHEET = 200_000  # characters of style that are looked through
_MOST_RULES = 5_000
_SIMPLE = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_TOO_SMALL = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?|[0-3](?:\.\d+)?(?:px|pt)")
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


def declarations(style: str) -> dict[str, str]:
    """The properties that a style sets, in small letters."""
    found: dict[str, str] = {}
    for part in style.split(";"):
        name, colon, text = part.partition(":")
        if colon:
            found[name.strip().lower()] = text.replace("!important", "").strip().lower()
    return found


def hides(style: dict[str, str]) -> bool:
    """Whether properties take an element off the page."""
    size, clip = style.get("font-size", ""), style.get("clip", "")
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("opacity", "").rstrip("%") in ("0", "0.0", ".0")
        or style.get("content-visibility") == "hidden"
        or _TOO_SMALL.fullmatch(size) is not None
        or style.get("font", "").startswith(("0/", "0 "))
        or clip.replace(" ", "").startswith(("rect(0,0,0,0", "rect(0000"))
        or style.get("color") == "transparent"
        or _is_cut_off(style)
        or _is_out_of_the_page(style)
        or _same_colour(style)
    )


def _is_cut_off(style: dict[str, str]) -> bool:
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


def _is_out_of_the_page(style: dict[str, str]) -> bool:
    """Whether text is moved to where nobody sees it."""
    indent, moved = style.get("text-indent", ""), style.get("transform", "")
    if indent.startswith("-") and _OUT.fullmatch(indent):
        return True
    if "translate" in moved and _OUT.search(moved):
        return True
    return any(_OUT.fullmatch(style.get(name, "")) for name in _STEPS)


def _same_colour(style: dict[str, str]) -> bool:
    """Whether text has the colour of its own background."""
    own = style.get("color", "")
    under = style.get("background-color", "") or style.get("background", "")
    return are_alike(plain(own), plain(under))


class Visibility:
    """Knows the style sheets of one page. Only rules of plain names count: an element, classes and
    an id (`p.note`), in no media query; others would need a browser.
    """

    def __init__(self, root: Element) -> None:
        """Read the page's style elements; a linked sheet is not fetched."""
        self._hiding: list[tuple[str, frozenset[str]]] = []
        self._striking: list[tuple[str, frozenset[str]]] = []
        self._paper = PAPER  # "" where somebody else may have coloured it
        if any("stylesheet" in (link.get("rel") or "") for link in root.iter("link")):
            self._paper = ""
        for sheet in root.iter("style"):
            for names, style in _rules((sheet.text or "")[:_LONGEST_SHEET]):
                self._keep(names, style)

    def _keep(self, names: list[tuple[str, frozenset[str]]], style: dict[str, str]) -> None:
        """Keep a rule that hides or strikes something."""
        if len(self._hiding) + len(self._striking) > _MOST_RULES:
            return
        if any(name.startswith("background") for name in style) and any(
            tag in ("html", "body", "*", "main") for tag, _ in names
        ):
            self._paper = ""
        if hides(style):
            self._hiding += names
        if _strikes(style):
            self._striking += names

    def is_hidden(self, element: Element) -> bool:
        """Whether an element, and so all that is in it, is not painted."""
        style = declarations(element.get("style", ""))
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if hides(style) or self._is_white(element, style):
            return True
        shown = style.get("display", "none") != "none"
        return not shown and _any_fits(element, self._hiding)

    def _is_white(self, element: Element, style: dict[str, str]) -> bool:
        """Whether text is white where nothing else says what it stands on."""
        if not are_alike(plain(style.get("color", "")), self._paper):
            return False
        above = [element, *element.iterancestors()]
        return not any(
            "background" in each.get("style", "") or each.get("bgcolor") or each.get("class")
            for each in above
        )

    def is_struck(self, element: Element) -> bool:
        """Whether an element is crossed out."""
        if element.tag in _STRUCK or _strikes(declarations(element.get("style", ""))):
            return True
        return _any_fits(element, self._striking)


def is_never_shown(element: Element) -> bool:
    """Whether an element is no text of the page at all."""
    return element.tag in _NEVER


def _strikes(style: dict[str, str]) -> bool:
    decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return "line-through" in decoration


def _any_fits(element: Element, rules: list[tuple[str, frozenset[str]]]) -> bool:
    """Whether one of these selectors means an element."""
    if not rules:
        return False
    own = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return any(tag in ("", "*", element.tag) and names <= own for tag, names in rules)


def _rules(sheet: str) -> Iterator[tuple[list[tuple[str, frozenset[str]]], dict[str, str]]]:
    """The rules of a style sheet: simple selectors and what they set."""
    parts = sheet.split("/*")
    sheet = parts[0] + "".join(part.partition("*/")[2] for part in parts[1:])
    depth, start, selector = 0, 0, ""
    for at, sign in enumerate(sheet):
        if sign == "{":
            depth += 1
            if depth == 1:
                selector, start = sheet[start:at].strip(), at + 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                if not selector.startswith("@"):
                    yield list(_simple(selector)), declarations(sheet[start:at])
                start = at + 1


def _simple(selector: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The plain ones among the selectors of a rule: a tag ("" for any), and classes and ids."""
    for each in selector.split(",")[:50]:
        found = _SIMPLE.fullmatch(each.strip())
        if found and found[0]:
            names = frozenset(re.findall(r"[.#][\w-]+", found[2]))
            yield (found[1] or "").lower(), names
