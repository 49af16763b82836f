"""Colours of Word: names of highlighters, colours of the theme, patterns."""

from ingest.archive import Element
from ingest.colours import PAPER
from ingest.elements import child, name_of, number, value

UNKNOWN = "?"  # a picture or a pattern: whatever stands on it may be seen

# ECMA-376 part 1, 17.18.40.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "darkBlue": "00008b",
    "darkCyan": "008b8b", "darkGray": "a9a9a9", "darkGreen": "006400", "darkMagenta": "800080",
    "darkRed": "8b0000", "darkYellow": "808000", "green": "00ff00", "lightGray": "d3d3d3",
    "magenta": "ff00ff", "red": "ff0000", "white": "ffffff", "yellow": "ffff00",
}  # fmt: skip
# The names of the theme's colours in a document, and in the theme itself.
_SLOTS = {
    "background1": "lt1", "light1": "lt1", "text1": "dk1", "dark1": "dk1",
    "background2": "lt2", "light2": "lt2", "text2": "dk2", "dark2": "dk2",
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_THEME = {"lt1": PAPER, "dk1": "000000"}


class ThemeColours:
    """The colours of one file."""

    def __init__(self, theme: Element | None) -> None:
        """Take the file's theme, if it has one."""
        self._theme = dict(_THEME)
        schemes = () if theme is None else theme.iter("{*}clrScheme")
        for slot in next(iter(schemes), ()):
            for colour in slot:
                found = value(colour, "lastClr") or value(colour, "val")
                self._theme[name_of(slot)] = found.lower()

    def of_text(self, element: Element) -> str:
        """The colour of text; "" for the automatic one, which is told apart from any background."""
        return self._themed(element, "theme", "Color") or _plain(value(element, "val"))

    def of_fill(self, element: Element) -> str:
        """The colour that letters are filled with since Word 2010; "" for mixtures and patterns."""
        plain, named = (
            child(child(element, "solidFill"), kind) for kind in ("srgbClr", "schemeClr")
        )
        colour = plain if plain is not None else named
        if colour is None or any(name_of(inner) != "alpha" for inner in colour):
            return ""
        name = value(colour, "val")
        return _plain(name) if plain is not None else self._theme.get(_SLOTS.get(name, name), "")

    def of_highlight(self, element: Element) -> str:
        """The colour of a highlighter; "" for none."""
        return _HIGHLIGHTS.get(value(element, "val"), "")

    def of_shading(self, element: Element | None) -> str:
        """The colour that a shading paints; "" for none, `UNKNOWN` for a pattern."""
        if element is None:
            return ""
        pattern = value(element, "val")
        fill = self._themed(element, "themeFill", "") or _plain(value(element, "fill"))
        if pattern in ("", "clear", "nil", "pct0"):
            return fill
        if pattern == "solid":
            over = self._themed(element, "theme", "Color") or _plain(value(element, "color"))
            return over or "000000"
        return UNKNOWN

    def _themed(self, element: Element, begins: str, ends: str) -> str:
        """The colour of the theme that attributes name, lighter or darker; "" for none."""
        name = value(element, f"{begins}{ends}")
        colour = self._theme.get(_SLOTS.get(name, name), "") if name else ""
        if len(colour) != len(PAPER):
            return ""
        tint, shade = (value(element, f"{begins}{how}") for how in ("Tint", "Shade"))
        if tint:
            return _mixed(colour, PAPER, tint)
        return _mixed(colour, "000000", shade) if shade else colour


def drawn(properties: Element | None) -> str:
    """The colour that a shape is filled with; "" for none, `UNKNOWN` where that is not plain."""
    for inner in () if properties is None else properties:
        name = name_of(inner)
        if name == "noFill":
            return ""
        if name == "solidFill":
            plain = child(inner, "srgbClr")
            return _plain(value(plain, "val")) if plain is not None and not len(plain) else UNKNOWN
        if name.endswith("Fill"):
            return UNKNOWN
    return ""


def _plain(colour: str) -> str:
    """A colour as six small letters and figures; "" for none and for the automatic one."""
    return "" if colour in ("auto", "none") else colour.lower().lstrip("#")


def _mixed(colour: str, other: str, share: str) -> str:
    """A colour of which so many of 255 parts are left, the rest being another one."""
    kept = number(str(int(share, 16))) if all(c in "0123456789abcdefABCDEF" for c in share) else 255
    parts = zip(bytes.fromhex(colour), bytes.fromhex(other), strict=True)
    return bytes((one * min(kept or 0, 255) + two * (255 - min(kept or 0, 255))) // 255
                 for one, two in parts).hex()  # fmt: skip
