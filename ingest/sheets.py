"""Sheets of cells: where tables begin and end, which row names their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.assembly import Assembly
from ingest.tables import names_columns


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row, and whether those that are filled all stand out (bold)."""

    cells: tuple[str, ...]
    stands_out: bool = False


def add_sheet(rows: Sequence[SheetRow], assembly: Assembly) -> None:
    """Add what stands on a sheet: rows with one cell above a table are its title, runs of rows
    without an empty one between them are tables.
    """
    for run in _runs(rows):
        left = min(_first(row.cells) for row in run)
        width = max(_last(row.cells) for row in run) + 1
        cut = [SheetRow(_padded(row.cells, left, width), row.stands_out) for row in run]
        while cut and (len(cut) == 1 or width - left > 1) and _single(cut[0].cells):
            assembly.paragraph(_single(cut.pop(0).cells))
        if not cut:
            continue
        if width - left == 1:
            for row in cut:
                assembly.paragraph(row.cells[0])
            continue
        texts = [row.cells for row in cut]
        assembly.table(texts, header=_has_header(cut))


def _has_header(rows: Sequence[SheetRow]) -> bool:
    """Whether the first row names the columns: by its looks, or by what it holds."""
    styled = rows[0].stands_out and not all(row.stands_out for row in rows[1:])
    return names_columns([row.cells for row in rows], styled=styled)


def _runs(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows between empty ones."""
    run: list[SheetRow] = []
    for row in rows:
        if any(row.cells):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _first(cells: Sequence[str]) -> int:
    return next(n for n, cell in enumerate(cells) if cell)


def _last(cells: Sequence[str]) -> int:
    return max(n for n, cell in enumerate(cells) if cell)


def _padded(cells: Sequence[str], left: int, width: int) -> tuple[str, ...]:
    """The cells of some columns, empty ones where the row ends before."""
    return (*cells[left:width], *("",) * (width - max(left, len(cells))))


def _single(cells: Sequence[str]) -> str:
    """The only cell that is filled; "" where there are more."""
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else ""
