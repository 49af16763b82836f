"""Tables as text (.csv): which sign divides the cells, and whether the first row names them."""

import csv
import io
from collections import Counter

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.rejections import Rejection
from ingest.sheets import SheetRow, add_sheet
from ingest.text import decode
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_MARKS = (";", "\t", ",", "|")
_LOOKED_AT = 50  # rows, to find the mark
_SAMPLE = 100_000  # characters in which they are


def read(data: bytes, limits: Limits) -> Extract:
    """The rows of a table. Raises `RejectedDocumentError`."""
    text = decode(data, limits, ".csv")
    csv.field_size_limit(limits.characters)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text)))
    except csv.Error as error:
        raise RejectedDocumentError(Rejection.BROKEN_FILE) from error
    assembly = Assembly(limits)
    filled = [SheetRow(tuple(cell.strip() for cell in row)) for row in rows]
    # A file of this kind begins with its columns' names, where that row can be names at all.
    named = [SheetRow(row.cells, stands_out=n == 0) for n, row in enumerate(filled)]
    add_sheet(named, assembly)
    return assembly.finish()


def _mark(text: str) -> str:
    """The sign that divides most rows into the same number of cells."""
    shown = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_LOOKED_AT]

    def agreement(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(shown, delimiter=mark))
        except csv.Error:
            return 0, 0
        width, count = max(widths.items(), key=lambda each: each[1], default=(0, 0))
        return (count, width) if width > 1 else (0, 0)

    return max(_MARKS, key=agreement)
