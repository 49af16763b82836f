"""Tables of OpenDocument files as rows of cells: what is repeated and merged, unfolded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.elements import name_of, value
from ingest.tables import has_header

_MOST_COLUMNS = 100
_MOST_REPEATED = 100  # rows or cells; empty ones are repeated to the sheet's edge
_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}
_HIDDEN = ("collapse", "filter")


@dataclass(slots=True)
class OdfTable:
    """A table as it is handed on. `is_frame` says that it has one column: a frame for what it
    holds. `hidden` says that rows were left out.
    """

    rows: list[list[str]] = field(default_factory=list)
    header: bool = False
    hidden: bool = False


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row, covered ones too."""
    yield from row.iterchildren("{*}table-cell", "{*}covered-table-cell")


def rows_of(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether each is one of its head."""
    for inner in table.iterchildren():
        name = name_of(inner)
        if name == "table-row":
            yield inner, False
        elif name in _GROUPS:
            for row, is_head in rows_of(inner):
                yield row, is_head or name == "table-header-rows"


def is_hidden(row: Element) -> bool:
    """Whether a row is not shown."""
    return value(row, "visibility") in _HIDDEN


def is_frame(table: Element) -> bool:
    """Whether a table has a single column."""
    return all(
        sum(_times(cell, "number-columns-repeated") for cell in cells(row)) <= 1
        for row, _ in rows_of(table)
    )


def read_table(table: Element, text_of: Callable[[Element], tuple[str, bool]]) -> OdfTable:
    """Read a table; `text_of` gives the text of a cell, and whether all of it is bold."""
    found = OdfTable()
    below: dict[int, tuple[int, str]] = {}
    heads, bold_first = 0, False
    wide: list[dict[int, int]] = []
    for row, is_head in rows_of(table):
        if is_hidden(row):
            found.hidden = True
            continue
        texts, all_bold = _row(row, text_of, below)
        if not found.rows:
            bold_first = all_bold
        heads += is_head
        times = _times(row, "number-rows-repeated") if any(texts) else 1
        found.rows += [texts] * times
        wide += [_wide(row)] * times
    found.header = has_header(found.rows, wide, heads=heads, styled=bold_first)
    return found


def _wide(row: Element) -> dict[int, int]:
    """Over how many columns the cells of a row go that are wide."""
    found: dict[int, int] = {}
    column = 0
    for cell in cells(row):
        over = _times(cell, "number-columns-spanned")
        if over > 1:
            found[column] = over
        column += _times(cell, "number-columns-repeated")
    return found


def _row(
    row: Element,
    text_of: Callable[[Element], tuple[str, bool]],
    below: dict[int, tuple[int, str]],
) -> tuple[list[str], bool]:
    """The texts of a row, and whether all of them are bold."""
    texts: list[str] = []
    bold = True
    for cell in cells(row):
        if name_of(cell) == "covered-table-cell":
            for _ in range(_times(cell, "number-columns-repeated")):
                left, text = below.pop(len(texts), (0, ""))
                if left > 1:
                    below[len(texts)] = (left - 1, text)
                texts.append(text)
            continue
        text, is_bold = text_of(cell)
        bold = bold and (is_bold or not text)
        high = _times(cell, "number-rows-spanned")
        if high > 1:
            below[len(texts)] = (high - 1, text)
        texts += [text] * _times(cell, "number-columns-repeated")
    return texts[:_MOST_COLUMNS], bold and any(texts)


def _times(element: Element, name: str) -> int:
    """How often something is repeated, or over how much it goes."""
    text = value(element, name)
    number = int(text) if text.isdecimal() and len(text) < 8 else 1
    return max(1, min(number, _MOST_REPEATED))
