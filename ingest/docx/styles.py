"""What Word's styles say: a heading's level, a list, how text looks and where it stands."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from ingest.archive import Element
from ingest.colours import PAPER
from ingest.docx.looks import Look, TextLooks
from ingest.elements import attribute, child, number, value
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
_PLACEHOLDERS = {"placeholder text", "placeholdertext"}


@dataclass(frozen=True, slots=True)
class Style:
    """What is kept of a style, what it inherits included. `level` 0 is the document's title."""

    name: str = ""  # its id
    level: int | None = None
    list_id: str = ""  # of the list whose numbers it has
    depth: int | None = None  # in that list, from 0
    is_contents: bool = False
    is_placeholder: bool = False
    run: Look = field(default_factory=dict)
    paragraph: Look = field(default_factory=dict)


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How a table's style lets its text look, and what it paints behind its parts."""

    run: Look = field(default_factory=dict)
    ground: str = ""
    parts: dict[str, tuple[str, bool]] = field(default_factory=dict)  # ground, hidden: by kind


class Styles:
    """The styles of one file; an unknown style is plain."""

    def __init__(self, root: Element | None, looks: TextLooks) -> None:
        """Index the styles part, if there is one."""
        elements = [] if root is None else list(root.iterchildren("{*}style"))
        self._elements = {value(element, "styleId"): element for element in elements}
        self.looks = looks
        self._known: dict[str, Style] = {}
        self._tables: dict[str, TableStyle] = {}
        self._default = next((value(e, "styleId") for e in filter(_is_default, elements)), "")
        defaults = child(root, "docDefaults")
        self.run = looks.of_run(child(child(defaults, "rPrDefault"), "rPr"))
        self._paragraph = looks.of_paragraph(child(child(defaults, "pPrDefault"), "pPr"))

    def __getitem__(self, style_id: str) -> Style:
        """The style with this id; no id is a plain style."""
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def of_paragraph(self, style_id: str) -> Style:
        """The style of a paragraph: without an id that of all paragraphs."""
        return self[style_id or self._default]

    def of_table(self, style_id: str) -> TableStyle:
        """The style of a table."""
        if style_id not in self._tables:
            style = TableStyle()
            for name in self._chain(style_id):
                style = self._table_refined(style, self._elements[name])
            self._tables[style_id] = style
        return self._tables[style_id]

    def _chain(self, style_id: str) -> list[str]:
        """A style and those that it is based on, outermost first."""
        chain: list[str] = []
        while style_id in self._elements and style_id not in chain[:_LONGEST_CHAIN]:
            chain.append(style_id)
            style_id = attribute(self._elements[style_id], "basedOn")
        return list(reversed(chain[:_LONGEST_CHAIN]))

    def _read(self, style_id: str) -> Style:
        style = replace(PLAIN, paragraph=self._paragraph)
        for name in self._chain(style_id):
            style = self._refined(style, name, self._elements[name])
        return style

    def _refined(self, style: Style, style_id: str, element: Element) -> Style:
        """A style with what one definition adds to it."""
        names = {_plain(attribute(element, "name")), _plain(style_id)}
        properties = child(element, "pPr")
        level = _level(names, properties)
        list_id, depth = list_of(properties)
        return replace(
            style,
            name=style_id,
            level=style.level if level is None else (level if level < _BODY_LEVEL else None),
            list_id=list_id or style.list_id,
            depth=style.depth if depth is None else depth,
            is_contents=any(map(_CONTENTS.match, names)),
            is_placeholder=style.is_placeholder or not names.isdisjoint(_PLACEHOLDERS),
            run={**style.run, **self.looks.of_run(child(element, "rPr"))},
            paragraph={**style.paragraph, **self.looks.of_paragraph(properties)},
        )

    def _table_refined(self, style: TableStyle, element: Element) -> TableStyle:
        """A table's style with what one definition adds to it."""
        parts = dict(style.parts)
        for part in element.iterchildren("{*}tblStylePr"):
            hidden = self.looks.of_run(child(part, "rPr")).get("vanish", False)
            parts[value(part, "type")] = (self._ground(part), hidden)
        return TableStyle(
            {**style.run, **self.looks.of_run(child(element, "rPr"))},
            self._ground(element) or style.ground,
            parts,
        )

    def _ground(self, element: Element) -> str:
        """What a part of a table's style paints behind its text."""
        for holder in ("tcPr", "tblPr", "pPr"):
            found = self.looks.shading(child(child(element, holder), "shd"))
            if found:
                return found
        return ""


def _is_default(element: Element) -> bool:
    return value(element, "type") == "paragraph" and value(element, "default") in ("1", "true")


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


def list_of(properties: Element | None) -> tuple[str, int | None]:
    """The list of paragraph properties and the depth in it: "" and None for what they do not say;
    list "0" takes the paragraph out of the list of its style.
    """
    numbered = child(properties, "numPr")
    if numbered is None:
        return "", None
    return attribute(numbered, "numId"), number(attribute(numbered, "ilvl"))


def _plain(name: str) -> str:
    """A style's name in small letters without accents."""
    return "".join(c for c in decomposed(name.lower()) if not unicodedata.combining(c)).strip()


def grounds_of(style: TableStyle, shown: set[str], place: tuple[int, int, int]) -> list[str]:
    """What a table's style may paint behind a cell; `shown` are the parts of it that the table
    shows, and `place` its row, the rows and its column. None where it paints nothing.
    """
    row, rows, column = place
    parts = {name: style.parts[name][0] for name in style.parts.keys() & shown}
    at = {"firstRow": row == 0, "lastRow": row == rows - 1, "firstCol": column == 0}
    ends = [parts[name] for name, here in at.items() if here and parts.get(name)]
    if ends:
        return ends
    others = [ground for name, ground in parts.items() if name not in at and ground]
    return [style.ground or PAPER, *others] if others or style.ground else []
