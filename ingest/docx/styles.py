"""What Word's styles say of a paragraph: a heading's level, a list, bold, hidden."""

import re
import unicodedata
from dataclasses import dataclass, replace

from ingest.archive import Element
from silabo.language.normal_forms import decomposed

_LONGEST_CHAIN = 20  # of styles based on each other; Word itself stops at 11
_BODY_LEVEL = 10  # ECMA-376 part 1, 17.3.1.20: levels from 0, and 9 is body text; ours are from 1

# Built-in names are English in the file whatever language Word speaks; other programs and people
# write their own. Identifiers have lost their accents, and some their vowels: "Ttulo1".
_HEADING = re.compile(
    r"^(?:heading|title|ti?tulo|titre|encabezado|capi?tulo|chapitre|chapter|uberschrift"
    r"|titolo|section|seccion|apartado)[ _-]*([1-9])$"
)
_TITLES = {"title", "titulo", "ttulo", "titre", "puesto"}
_CONTENTS = re.compile(r"^(?:toc|tdc|tm|table of contents)[ _-]*\d*$")


@dataclass(frozen=True, slots=True)
class Style:
    """What is kept of a style, what it inherits included. `level` 0 is the document's title."""

    level: int | None = None
    is_list: bool = False
    is_contents: bool = False
    bold: bool = False
    hidden: bool = False
    shaded: bool = False


PLAIN = Style()


class Styles:
    """The styles of one file; an unknown style is plain."""

    def __init__(self, root: Element | None) -> None:
        """Index the styles part, if there is one."""
        elements = [] if root is None else list(root.iterchildren("{*}style"))
        self._elements = {value(element, "styleId"): element for element in elements}
        self._known: dict[str, Style] = {}

    def __getitem__(self, style_id: str) -> Style:
        """The style with this id."""
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        """Follow a style to the one that it is based on, outermost first."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in chain[:_LONGEST_CHAIN]:
            chain.append(style_id)
            style_id = attribute(self._elements[style_id], "basedOn")
        style = PLAIN
        for name in reversed(chain[:_LONGEST_CHAIN]):
            style = _refined(style, name, self._elements[name])
        return style


def _refined(style: Style, style_id: str, element: Element) -> Style:
    """A style with what one definition adds to it."""
    names = {_plain(attribute(element, "name")), _plain(style_id)}
    properties = child(element, "pPr")
    level = _level(names, properties)
    run = child(element, "rPr")
    return replace(
        style,
        level=style.level if level is None else (level if level < _BODY_LEVEL else None),
        is_list=style.is_list or has_numbering(properties),
        is_contents=any(map(_CONTENTS.match, names)),
        bold=switch(run, "b", style.bold),
        hidden=switch(run, "vanish", style.hidden),
        shaded=style.shaded or is_shaded(properties) or is_shaded(run),
    )


def _level(names: set[str], properties: Element | None) -> int | None:
    """The heading level by name, else by outline level (which counts from 0); None for neither."""
    if names & _TITLES:
        return 0
    for match in filter(None, map(_HEADING.match, sorted(names))):
        return int(match[1])
    return outline_level(properties)


def outline_level(properties: Element | None) -> int | None:
    """The heading level that paragraph properties give, from 1; 10 for body text; None without."""
    text = attribute(properties, "outlineLvl")
    if not text.isdecimal():
        return None
    return min(int(text[:2]) + 1, _BODY_LEVEL)


def has_numbering(properties: Element | None) -> bool:
    """Whether paragraph properties put the paragraph into a list; number 0 takes it out."""
    number = attribute(child(properties, "numPr"), "numId")
    return number not in ("", "0")


def is_shaded(properties: Element | None) -> bool:
    """Whether properties of a run, paragraph or cell give it a background of its own."""
    fill = value(child(properties, "shd"), "fill").lower()
    return fill not in ("", "auto", "ffffff") or child(properties, "highlight") is not None


def switch(properties: Element | None, name: str, otherwise: bool) -> bool:
    """An on-off property such as bold: there without a value means on."""
    element = child(properties, name)
    if element is None:
        return otherwise
    return value(element, "val") not in ("0", "false", "off", "none")


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name, in either of Word's two namespaces."""
    return None if element is None else next(element.iterchildren("{*}" + name), None)


def value(element: Element | None, name: str) -> str:
    """An attribute by its local name; "" without."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return ""


def attribute(element: Element | None, name: str) -> str:
    """The `val` of the child of that name: most of Word's properties are written so."""
    return value(child(element, name), "val")


def _plain(name: str) -> str:
    """A style's name in small letters without accents."""
    return "".join(c for c in decomposed(name.lower()) if not unicodedata.combining(c)).strip()
