"""Tables of Word files as rows of cells: merged cells once, header rows found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.colours import PAPER
from ingest.docx.looks import HIDDEN
from ingest.docx.styles import Styles, TableStyle, grounds_of
from ingest.docx.text import DELETED, ParagraphReader, ParagraphText
from ingest.elements import (
    attribute,
    by_name,
    child,
    is_on,
    name_of,
    number,
    switch,
    unwrapped,
    value,
)
from ingest.tables import has_header

_MOST_COLUMNS = 63  # Word's own limit
_REPEATED = 60  # characters: a short cell merged downwards holds for each of its rows
_LOWEST_ROW = 60  # twentieths of a point
_LABEL_WORDS = 4  # of a cell that names what stands beside it
# What of a table's style is shown, by attribute and by bit (ECMA-376 part 1, 17.4.55).
_SHOWN = {"firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100}
_SHOWN_ATTRIBUTES = {"firstCol": "firstColumn", "lastCol": "lastColumn"}
_BANDS = {
    "noHBand": (0x200, ("band1Horz", "band2Horz")),
    "noVBand": (0x400, ("band1Vert", "band2Vert")),
}


@dataclass(slots=True)
class Table:
    """A table as it is handed on, and what hangs on it: tables in cells, and the paragraphs read,
    for their boxes and notes. `title` is a first row that spans the whole table.
    """

    rows: list[list[str]] = field(default_factory=list)
    header: bool = False
    title: str = ""
    inner: list[Element] = field(default_factory=list)
    paragraphs: list[ParagraphText] = field(default_factory=list)
    lost: dict[str, None] = field(default_factory=dict)  # codes of what is left out


@dataclass(slots=True)
class _Cell:
    """One cell of the grid."""

    text: str
    column: int
    span: int
    goes_on: bool  # merged with the cell above
    stands_out: bool  # bold or shaded


def shown_rows(table: Element, lost: dict[str, None]) -> list[Element]:
    """The rows of a table that a person sees; what others hold is lost, as what deleted cells and
    those do over which another one lies: they are emptied.
    """
    rows = []
    open_columns: set[int] = set()
    for row in unwrapped(table, "tr"):
        why = _why_unseen(by_name(child(row, "trPr")))
        if not why:
            rows.append(row)
        elif _says_something(row):
            lost[why] = None
        for cell, why in _unseen_cells(row, open_columns):
            _empty(cell, why, lost)
    for deleted in table.iterchildren("{*}del"):
        if _says_something(deleted):
            lost[DELETED] = None
    return rows


def _why_unseen(properties: dict[str, Element]) -> str:
    """The code of the notice for a row that is not seen; "" for one that is."""
    if "del" in properties:
        return DELETED
    height = properties.get("trHeight")
    is_low = value(height, "hRule") == "exact" and (number(value(height, "val")) or 0) < _LOWEST_ROW
    return HIDDEN if is_low or ("hidden" in properties and is_on(properties["hidden"])) else ""


def _empty(cell: Element, why: str, lost: dict[str, None]) -> None:
    """Take out of a cell what it says, which is lost."""
    if _says_something(cell):
        lost[why] = None
    for inner in [inner for inner in cell if name_of(inner) != "tcPr"]:
        cell.remove(inner)


def _unseen_cells(row: Element, open_columns: set[int]) -> Iterator[tuple[Element, str]]:
    """The cells of a row that are not seen, and why. A merged cell lies over those that go on from
    it; `open_columns` are those in which one goes on, kept from row to row.
    """
    column, goes_along = _small(attribute(child(row, "trPr"), "gridBefore"), 0), False
    for cell in unwrapped(row, "tc"):
        properties = by_name(child(cell, "tcPr"))
        downwards, along = properties.get("vMerge"), properties.get("hMerge")
        lies_under = column in open_columns and _goes_on(downwards)
        if "cellDel" in properties:
            yield cell, DELETED
        elif lies_under or (goes_along and _goes_on(along)):
            yield cell, HIDDEN
        (open_columns.discard if downwards is None else open_columns.add)(column)
        goes_along = along is not None
        column += max(1, _small(value(properties.get("gridSpan"), "val"), 1))


def _goes_on(merge: Element | None) -> bool:
    """Whether a cell goes on from the one before it."""
    return merge is not None and value(merge, "val") in ("", "continue")


def _says_something(element: Element) -> bool:
    return any((inner.text or "").strip() for inner in element.iter("{*}t", "{*}delText"))


def cells_of_layout(rows: Sequence[Element], styles: Styles) -> list[Element] | None:
    """The cells of a table that only divides a page, to be read one after the other; None for a
    table that is one. A frame has one column; a page in columns has headings, tables or paragraphs
    in its cells.
    """
    grid = [list(unwrapped(row, "tc")) for row in rows]
    cells = [cell for row in grid for cell in row]
    if all(len(row) <= 1 for row in grid) or any(_has_heading(cell, styles) for cell in cells):
        return cells
    # Under a banner that spans the page, its columns are one row.
    body = grid[1:] if len(grid) == 2 and len(grid[0]) == 1 else grid
    if len(body) == 1 and not _is_labelled(body[0]):
        return (
            cells if any(_paragraphs_said(cell) > 1 or _has_table(cell) for cell in cells) else None
        )
    if len(grid) == 2 and any(_has_table(cell) and _paragraphs_said(cell) for cell in cells):
        return cells
    return None


def _has_heading(cell: Element, styles: Styles) -> bool:
    """Whether a paragraph of a cell is a heading by its style."""
    for paragraph in unwrapped(cell, "p"):
        style = attribute(child(paragraph, "pPr"), "pStyle")
        if style and styles[style].level is not None and _says_something(paragraph):
            return True
    return False


def _has_table(cell: Element) -> bool:
    return next(unwrapped(cell, "tbl"), None) is not None


def _paragraphs_said(cell: Element) -> int:
    """How many paragraphs of a cell say something."""
    return sum(map(_says_something, unwrapped(cell, "p")))


def _is_labelled(cells: Sequence[Element]) -> bool:
    """Whether a row of two cells names in the first what stands in the second."""
    if len(cells) != 2 or _paragraphs_said(cells[0]) > 1 or any(map(_has_table, cells)):
        return False
    words = " ".join(inner.text or "" for inner in cells[0].iter("{*}t")).split()
    return 0 < len(words) <= _LABEL_WORDS


def read_table(element: Element, rows: Sequence[Element], reader: ParagraphReader) -> Table:
    """Read a table of two columns or more, of these rows."""
    table = Table()
    properties = child(element, "tblPr")
    style = reader.styles.of_table(attribute(properties, "tblStyle"))
    look = _CellLook(style, _shown(child(properties, "tblLook")), len(rows), reader)
    with reader.within(table=style.run):
        grid = [_cells(row, look.of_row(at), table) for at, row in enumerate(rows)]
    width = max((cell.column + cell.span for row in grid for cell in row), default=0)
    heads = _heads(rows)
    if len(grid) > 1 and len(grid[0]) == 1 and grid[0][0].span == width:
        table.title = grid.pop(0)[0].text
        heads -= 1
    for row in grid:
        table.rows.append(_filled(row, width, table.rows[-1] if table.rows else []))
    styled = _first_stands_out(grid)
    wide = [{cell.column: cell.span for cell in row if cell.span > 1} for row in grid]
    table.header = has_header(table.rows, wide, heads=heads, styled=styled)
    return table


def _heads(rows: Sequence[Element]) -> int:
    """How many of the first rows are repeated on each page."""
    marked = [switch(child(row, "trPr"), "tblHeader", False) for row in rows]
    return marked.index(False) if False in marked else len(marked)


def _shown(look: Element | None) -> set[str]:
    """The parts of its style that a table shows."""
    bits = value(look, "val")
    known = int(bits, 16) if bits and all(c in "0123456789abcdefABCDEF" for c in bits) else None
    shown = {
        name
        for name, bit in _SHOWN.items()
        if _is_set(look, _SHOWN_ATTRIBUTES.get(name, name), bit, known, otherwise=True)
    }
    for name, (bit, parts) in _BANDS.items():
        if not _is_set(look, name, bit, known, otherwise=False):
            shown |= set(parts)
    return shown


def _is_set(
    look: Element | None, name: str, bit: int, bits: int | None, *, otherwise: bool
) -> bool:
    """Whether a table's look says something, by an attribute or by a bit."""
    said = value(look, name)
    if said:
        return said in ("1", "true", "on")
    return otherwise if bits is None else bool(bits & bit)


@dataclass(slots=True)
class _CellLook:
    """What stands behind the cells of a table."""

    style: TableStyle
    shown: set[str]  # the parts of the style that are shown
    rows: int  # of the table
    reader: ParagraphReader
    row: int = 0  # of the cell, as its column
    column: int = 0

    def of_row(self, row: int) -> "_CellLook":
        """The same for the cells of a row."""
        self.row = row
        return self

    def grounds(self, properties: Element | None) -> tuple[Sequence[str], bool]:
        """What may be behind a cell, and whether it has a colour of its own."""
        own = self.reader.styles.looks.shading(child(properties, "shd"))
        if own:
            return (own,), own != PAPER
        painted = grounds_of(self.style, self.shown, (self.row, self.rows, self.column))
        return (painted or self.reader.grounds), False

    def is_hidden(self) -> bool:
        """Whether the table's style hides the row or column of a cell."""
        parts = {"firstRow": self.row, "firstCol": self.column}
        seen = self.style.parts.keys() & self.shown
        return any(self.style.parts[name][1] for name in seen if parts.get(name) == 0)


def _cells(row: Element, look: _CellLook, table: Table) -> list[_Cell]:
    """The cells of a row, each at its column of the grid."""
    column = _small(attribute(child(row, "trPr"), "gridBefore"), 0)
    cells: list[_Cell] = []
    for element in unwrapped(row, "tc"):
        properties = child(element, "tcPr")
        look.column = column
        grounds, shaded = look.grounds(properties)
        text, bold = _cell_text(element, grounds, look, table)
        span = max(1, min(_small(attribute(properties, "gridSpan"), 1), _MOST_COLUMNS - column))
        goes_on = _goes_on(child(properties, "vMerge"))
        cells.append(_Cell(text, column, span, goes_on, bold or shaded))
        column = min(column + span, _MOST_COLUMNS - 1)
    return cells


def _cell_text(
    element: Element, grounds: Sequence[str], look: _CellLook, table: Table
) -> tuple[str, bool]:
    """What a cell says, and whether all of it is bold."""
    if look.is_hidden():
        if _says_something(element):
            table.lost[HIDDEN] = None
        return "", False
    with look.reader.within(grounds=grounds):
        paragraphs = [look.reader.read(inner) for inner in unwrapped(element, "p")]
    table.paragraphs += paragraphs
    table.inner += unwrapped(element, "tbl")
    shown = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    bold = bool(shown) and all(paragraph.bold for paragraph in shown)
    text = "".join(
        (paragraph.numbered if paragraph.label else paragraph.text)
        + "".join(f" {picture}" for picture in paragraph.pictures)
        + ("" if paragraph.goes_on else " ")
        for paragraph in paragraphs
    )
    return " ".join(text.split()), bold


def _filled(row: list[_Cell], width: int, above: list[str]) -> list[str]:
    """A row with a string for every column: a merged cell's text stands in its first one."""
    texts = [""] * width
    for cell in row:
        texts[cell.column] = cell.text
        if cell.goes_on and not cell.text and above and len(above[cell.column]) <= _REPEATED:
            texts[cell.column] = above[cell.column]
    return texts


def _first_stands_out(grid: list[list[_Cell]]) -> bool:
    """Whether the first row is bold or shaded and the other rows are not."""
    if len(grid) < 2 or not _stands_out(grid[0]):
        return False
    return 2 * sum(map(_stands_out, grid[1:])) < len(grid) - 1 or len(grid) == 2


def _stands_out(row: list[_Cell]) -> bool:
    """Whether all that a row says is bold or shaded."""
    said = [cell.stands_out for cell in row if cell.text]
    return bool(said) and all(said)


def _small(text: str, otherwise: int) -> int:
    """A small number that an attribute holds."""
    return min(int(text[:4]), _MOST_COLUMNS - 1) if text[:4].isdecimal() else otherwise
