"""What the styles of a workbook say of a cell: its number format, bold, struck out, unseen."""

from dataclasses import dataclass

from ingest.archive import Element
from ingest.elements import child, switch, value
from ingest.xlsx.numbers import BUILT_IN

_MOST_STYLES = 70_000  # Excel has room for 65,490


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What is kept of a cell's style."""

    code: str = "General"
    bold: bool = False
    struck: bool = False
    hidden: bool = False  # white on paper without a colour, or a format that paints nothing


def cell_styles(root: Element | None) -> list[CellStyle]:
    """The styles of a workbook, in the order in which cells name them."""
    if root is None:
        return []
    formats = {
        value(each, "numFmtId"): value(each, "formatCode")
        for each in _inner(root, "numFmts", "numFmt")
    }
    fonts = _inner(root, "fonts", "font")
    fills = _inner(root, "fills", "fill")
    return [
        _style(each, formats, _at(fonts, value(each, "fontId")), _at(fills, value(each, "fillId")))
        for each in _inner(root, "cellXfs", "xf")[:_MOST_STYLES]
    ]


def _style(
    cell: Element, formats: dict[str, str], font: Element | None, fill: Element | None
) -> CellStyle:
    """One style."""
    number = value(cell, "numFmtId")
    built_in = int(number) if number.isdecimal() and len(number) < 5 else 0
    code = formats.get(number) or BUILT_IN.get(built_in, "General")
    colour = child(font, "color")
    white = value(colour, "rgb").upper() in ("FFFFFFFF", "00FFFFFF") or (
        value(colour, "theme") == "0" and not value(colour, "tint")
    )
    pattern = value(child(fill, "patternFill"), "patternType")
    return CellStyle(
        code=code,
        bold=switch(font, "b", False),
        struck=switch(font, "strike", False),
        hidden=(white and pattern in ("", "none")) or code.replace('"', "") == ";;;",
    )


def _inner(root: Element, holder: str, name: str) -> list[Element]:
    found = child(root, holder)
    return [] if found is None else list(found.iterchildren("{*}" + name))


def _at(elements: list[Element], index: str) -> Element | None:
    """The element at an index that a file gives."""
    number = int(index) if index.isdecimal() and len(index) < 7 else 0
    return elements[number] if number < len(elements) else None
