"""Rows of cells: which rows name the columns, and how a row reads as text."""

from collections.abc import Mapping, Sequence

from silabo.domain.passages import AFTER_NAME, BETWEEN_CELLS

Row = Sequence[str]
Wide = Mapping[int, int]  # of one row: over how many columns a cell goes, by its first column

_LONGEST_COLUMN_NAME = 60
_WITHIN = " – "  # between the name of a group of columns and a column's own


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


def has_header(
    rows: list[list[str]], wide: Sequence[Wide], *, heads: int = 0, styled: bool = False
) -> bool:
    """Whether the first row names the columns, once the rows that do it together are one.

    `heads` rows are names by what the file says; `styled` says that the first stands out.
    """
    together = one_header(rows, wide, heads=heads)
    return heads > 0 or together or names_columns(rows, styled=styled)


def one_header(rows: list[list[str]], wide: Sequence[Wide], *, heads: int = 1) -> bool:
    """Make the first rows one where they name the columns together, as "Midterms" over "First" and
    "Second" does; whether they do. `heads` rows are names by what the file says.
    """
    high = 1
    while high < len(rows) - 1 and (
        _divides(rows[high], rows[high - 1], wide[high - 1], sure=high < heads)
    ):
        high += 1
    if high < 2:
        return False
    levels = [_spread(row, cells) for row, cells in zip(rows[:high], wide, strict=False)]
    width = max(map(len, levels))
    rows[:high] = [[_WITHIN.join(_names_of(column, levels)) for column in range(width)]]
    return True


def _divides(row: Row, above: Row, wide: Wide, *, sure: bool) -> bool:
    """Whether a row has a name under each column of the wide cells above it, and nothing else."""
    groups = [
        range(first, min(first + over, len(row)))
        for first, over in wide.items()
        if first < len(row) and row[first] != above[first]
    ]
    divided = {column for group in groups for column in group}
    # Over all columns it is a title: what stands below it are values as well as names.
    is_title = not sure and any(len(group) >= len(row) for group in groups)
    return (
        bool(groups)
        and not is_title
        and all(len({row[column] for column in group} - {""}) > 1 for group in groups)
        and all(
            _is_name(cell, digits=sure)
            if column in divided
            else cell in ("", above[column] if column < len(above) else "")
            for column, cell in enumerate(row)
        )
    )


def _is_name(cell: str, *, digits: bool) -> bool:
    """Whether a cell may be the name of a column within a group."""
    return len(cell) <= _LONGEST_COLUMN_NAME and (digits or not _has_digit(cell))


def _spread(row: Row, wide: Wide) -> list[str]:
    """A row with the text of a wide cell in all of its columns."""
    spread = list(row)
    for first, over in wide.items():
        for column in range(first, min(first + over, len(row))):
            spread[column] = row[first]
    return spread


def _names_of(column: int, levels: Sequence[Row]) -> dict[str, None]:
    """What the rows of a header say above a column, each once."""
    return dict.fromkeys(row[column] for row in levels if column < len(row) and row[column])


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
