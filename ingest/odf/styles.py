"""What the styles of an OpenDocument file say of its text: hidden, struck out, a list's numbers."""

from dataclasses import dataclass, replace

from ingest.archive import Element
from ingest.elements import child, name_of, value
from ingest.lengths import length

_LONGEST_CHAIN = 20  # of styles based on each other
_MOST_STYLES = 20_000
_CLOSEST_CM = -0.3  # between letters: each stands on the one before it
_NARROWEST, _FAINTEST = 10, 5  # per cent of a letter's width, and of its ink
_GROUNDS = ("text", "paragraph", "table-cell", "table-row", "table")
_SMALLEST_CM = 3 * 2.54 / 72  # 3 points


@dataclass(frozen=True, slots=True)
class OdfStyle:
    """What is kept of a style, what it inherits included."""

    hidden: bool = False
    struck: bool = False
    bold: bool = False
    color: str = ""  # #rrggbb; "" where none is said
    background: str = ""  # of its text or paragraph; "" where none is said
    outline_level: int | None = None
    list_style: str = ""
    shift: str = ""  # "super" or "sub": above or below its line
    page_hidden: bool = False  # of a slide


PLAIN = OdfStyle()


class OdfStyles:
    """The styles of one file, by family and name; an unknown one is plain."""

    def __init__(self, *roots: Element | None) -> None:
        """Index the styles of these parts; the later ones count where two have one name."""
        self._elements: dict[tuple[str, str], Element] = {}
        self.lists: dict[str, Element] = {}
        for root in roots:
            for element in () if root is None else root.iter("{*}style", "{*}list-style"):
                if len(self._elements) > _MOST_STYLES:
                    break
                if name_of(element) == "list-style":
                    self.lists[value(element, "name")] = element
                else:
                    self._elements[value(element, "family"), value(element, "name")] = element
        self._known: dict[tuple[str, str], OdfStyle] = {}

    def __getitem__(self, key: tuple[str, str]) -> OdfStyle:
        """The style of this family with this name."""
        if key not in self._known:
            self._known[key] = self._read(*key)
        return self._known[key]

    def refined(self, style: OdfStyle, family: str, name: str) -> OdfStyle:
        """A style with what another one inside it says."""
        chain = self._chain(family, name) if name else []
        for element in reversed(chain):
            style = _refined(style, element)
        return style

    def said(self, name: str, attribute: str) -> str:
        """What the style of a drawing, or the nearest one that it is based on, says; "" for
        nothing.
        """
        chain = self._chain("graphic", name) or self._chain("presentation", name)
        said = (value(child(each, "graphic-properties"), attribute) for each in chain)
        return next(filter(None, said), "")

    def _read(self, family: str, name: str) -> OdfStyle:
        return self.refined(PLAIN, family, name)

    def _chain(self, family: str, name: str) -> list[Element]:
        """A style and those that it is based on, innermost first."""
        chain: list[Element] = []
        while (family, name) in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[family, name])
            name = value(chain[-1], "parent-style-name")
        return chain


def _refined(style: OdfStyle, element: Element) -> OdfStyle:
    """A style with what one definition adds to it."""
    text = child(element, "text-properties")
    level = value(element, "default-outline-level")
    display = value(text, "display")
    line = value(text, "text-line-through-style") or value(text, "text-line-through-type")
    weight = value(text, "font-weight")
    painted = (child(element, f"{kind}-properties") for kind in _GROUNDS)
    background = next(filter(None, (value(each, "background-color") for each in painted)), "")
    position = value(text, "text-position").split(" ")[0]
    above = "sub" if position.startswith(("sub", "-")) else "super"
    page = child(element, "drawing-page-properties")
    return replace(
        style,
        hidden=(display == "none" if display else style.hidden) or _is_unreadable(text),
        struck=line != "none" if line else style.struck,
        bold=weight in ("bold", "700", "800", "900") if weight else style.bold,
        color=value(text, "color").lower() or style.color,
        background=background.lower() if background else style.background,
        shift=("" if position in ("0%", "0") else above) if position else style.shift,
        outline_level=int(level) if level.isdecimal() and len(level) < 3 else style.outline_level,
        list_style=value(element, "list-style-name") or style.list_style,
        page_hidden=style.page_hidden or value(page, "visibility") == "hidden",
    )


def _is_unreadable(text: Element | None) -> bool:
    """Whether letters are too small, too narrow, too close or too faint to be read."""
    size, apart = length(value(text, "font-size")), length(value(text, "letter-spacing"))
    return (
        (size is not None and size <= _SMALLEST_CM)
        or (apart is not None and apart <= _CLOSEST_CM)
        or _per_cent(text, "text-scale") < _NARROWEST
        # LibreOffice writes an opacity of nothing beside the automatic colour, and paints it.
        or (_per_cent(text, "opacity") < _FAINTEST and value(text, "color") != "")
    )


def _per_cent(element: Element | None, name: str) -> int:
    """A share that an attribute holds; all of it where it holds none."""
    said = value(element, name).removesuffix("%")
    return int(said) if said.isdecimal() and len(said) < 4 else 100
