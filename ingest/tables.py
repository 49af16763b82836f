"""Rows of cells: which row names the columns, and how a row reads as text."""

from collections.abc import Sequence

from silabo.domain.passages import AFTER_NAME, BETWEEN_CELLS

Row = Sequence[str]

_LONGEST_COLUMN_NAME = 60


def names_columns(rows: Sequence[Row], *, styled: bool = False) -> bool:
    """Whether the first row is a header, where the file does not say.

    `styled` says that the first row alone is bold or shaded. Without it, the first row is a header
    when it holds short, different names without digits while the other rows do have digits. A table
    of two columns is mostly a list of "key | value", so there every other row, at least two, must
    have a number for its value.
    """
    if len(rows) < 2 or not _are_names(rows[0]):
        return False
    if styled:
        return True
    others = rows[1:]
    if len(rows[0]) == 2:
        return len(others) > 1 and all(_is_number(row[1]) for row in others)
    return len(rows[0]) > 2 and 2 * sum(any(map(_has_digit, r)) for r in others) >= len(others)


def _are_names(row: Row) -> bool:
    """Whether cells can be the names of columns: filled (the first may be empty), short,
    different, without digits.
    """
    names = [cell for cell in row if cell]
    return (
        len(names) >= max(2, len(row) - 1)
        and len(set(names)) == len(names)
        and all(len(name) <= _LONGEST_COLUMN_NAME and not _has_digit(name) for name in names)
    )


def _has_digit(cell: str) -> bool:
    """Whether a cell holds a digit."""
    return any(character.isdigit() for character in cell)


def _is_number(cell: str) -> bool:
    """Whether a cell begins with a number: "60 %", "< 5", "3 June"."""
    return cell.lstrip("<>≤≥~$€£(+- ")[:1].isdigit()


def row_text(cells: Row, header: Row = ()) -> str:
    """A row as it reads aloud: "Column: cell · Column: cell".

    Empty cells are skipped; a cell without a column name stands alone, and so does the only cell of
    a row of three columns or more, which is a title within the table. Without a header, two cells
    read "Key: value".
    """
    filled = [index for index, cell in enumerate(cells) if cell]
    if not header and len(cells) == 2 and len(filled) == 2:
        return _named(cells[0], cells[1])
    if len(filled) == 1 and len(cells) > 2:
        return cells[filled[0]]
    return BETWEEN_CELLS.join(
        _named(header[index] if index < len(header) else "", cells[index]) for index in filled
    )


def _named(name: str, cell: str) -> str:
    """A cell after its column's name."""
    name = name.rstrip(" :")
    return f"{name}{AFTER_NAME}{cell}" if name else cell
