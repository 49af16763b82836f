"""Tables on slides as rows of cells: merged cells once, the header found."""

from ingest.archive import Element
from ingest.elements import child, value
from ingest.pptx.colours import Colours
from ingest.pptx.text import Ground, paragraphs
from ingest.tables import has_header

_ON = ("1", "true")
_REPEATED = 60  # characters: a short cell merged downwards holds for each of its rows


def read_table(table: Element, colours: Colours) -> tuple[list[list[str]], bool, set[str]]:
    """The rows of a table, whether the first names the columns, and codes of what was left out.

    A cell that is merged with others stands in the first of them.
    """
    left_out: set[str] = set()
    rows: list[list[str]] = []
    wide: list[dict[int, int]] = []
    for row in table.iterchildren("{*}tr"):
        above = rows[-1] if rows else []
        rows.append([])
        wide.append({})
        first = 0
        for column, cell in enumerate(row.iterchildren("{*}tc")):
            text = _cell(cell, colours, left_out)
            if value(cell, "hMerge") not in _ON:
                first = column
            elif column:
                wide[-1][first] = column - first + 1
            goes_on = value(cell, "vMerge") in _ON and column < len(above)
            rows[-1].append(above[column] if goes_on and len(above[column]) <= _REPEATED else text)
    marked = value(child(table, "tblPr"), "firstRow") in _ON
    return rows, has_header(rows, wide, styled=marked), left_out


def _cell(cell: Element, colours: Colours, left_out: set[str]) -> str:
    """The text of a cell; a cell that another one covers has none."""
    if value(cell, "hMerge") in _ON or value(cell, "vMerge") in _ON:
        return ""
    fill = child(child(cell, "tcPr"), "solidFill")
    # A table's style may colour its rows, so white text is hidden only on a white that is said.
    ground = Ground(colours, None if fill is None else colours.of(fill))
    found = list(paragraphs(child(cell, "txBody"), ground, listed=False))
    for paragraph in found:
        left_out |= paragraph.left_out
    return " ".join(" ".join(each.text for each in found).split())
