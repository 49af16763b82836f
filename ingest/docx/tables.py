"""Tables of Word files as rows of cells: merged cells once, header rows found."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.docx.styles import attribute, child, is_shaded, switch, value
from ingest.docx.text import ParagraphReader, ParagraphText, name_of
from ingest.tables import names_columns

_MOST_COLUMNS = 63  # Word's own limit
_REPEATED = 60  # characters: a short cell merged downwards holds for each of its rows
_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}


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


@dataclass(slots=True)
class _Cell:
    """One cell of the grid."""

    text: str
    column: int
    span: int
    goes_on: bool  # merged with the cell above
    stands_out: bool  # bold or shaded


def unwrapped(element: Element, name: str) -> Iterator[Element]:
    """The children of that name, through content controls and tracked insertions."""
    for inner in element.iterchildren():
        if name_of(inner) == name:
            yield inner
        elif name_of(inner) in _WRAPPERS:
            yield from unwrapped(inner, name)


def only_cells(table: Element) -> list[Element] | None:
    """The cells of a table with one column, which is a frame for its content; None for others."""
    rows = [list(unwrapped(row, "tc")) for row in unwrapped(table, "tr")]
    return [row[0] for row in rows if row] if all(len(row) <= 1 for row in rows) else None


def read_table(element: Element, reader: ParagraphReader) -> Table:
    """Read a table of two columns or more."""
    table = Table()
    grid = [_cells(row, reader, table) for row in unwrapped(element, "tr")]
    width = max((cell.column + cell.span for row in grid for cell in row), default=0)
    first = next(unwrapped(element, "tr"), None)
    marked = switch(child(first, "trPr"), "tblHeader", False)
    if len(grid) > 1 and len(grid[0]) == 1 and grid[0][0].span == width:
        table.title = grid.pop(0)[0].text
        marked = False
    for row in grid:
        table.rows.append(_filled(row, width, table.rows[-1] if table.rows else []))
    styled = _first_stands_out(grid)
    table.header = marked or names_columns(table.rows, styled=styled)
    return table


def _cells(row: Element, reader: ParagraphReader, table: Table) -> list[_Cell]:
    """The cells of a row, each at its column of the grid."""
    before = attribute(child(row, "trPr"), "gridBefore")
    column = _number(before, 0)
    cells: list[_Cell] = []
    for element in unwrapped(row, "tc"):
        properties = child(element, "tcPr")
        shaded = is_shaded(properties)
        # A table's style may colour its rows, so white text in a table is not taken for hidden.
        paragraphs = [reader.read(inner, shaded=True) for inner in unwrapped(element, "p")]
        table.paragraphs += paragraphs
        table.inner += unwrapped(element, "tbl")
        shown = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
        bold = bool(shown) and all(paragraph.bold for paragraph in shown)
        merge = child(properties, "vMerge")
        span = max(1, min(_number(attribute(properties, "gridSpan"), 1), _MOST_COLUMNS - column))
        goes_on = merge is not None and value(merge, "val") in ("", "continue")
        text = " ".join(" ".join(paragraph.text for paragraph in shown).split())
        cells.append(_Cell(text, column, span, goes_on, bold or shaded))
        column = min(column + span, _MOST_COLUMNS - 1)
    return cells


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


def _number(text: str, otherwise: int) -> int:
    """A small number that an attribute holds."""
    return min(int(text[:4]), _MOST_COLUMNS - 1) if text[:4].isdecimal() else otherwise
