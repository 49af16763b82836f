"""Plain text: how its bytes are to be decoded, and what its lines look like."""

import re
from collections.abc import Iterator
from itertools import groupby

from ingest.assembly import Assembly
from ingest.formats import looks_like_text
from ingest.headings import can_be_heading, is_capitals
from ingest.limits import Limits
from ingest.lines import BULLET, join_lines, wrap_width
from ingest.marks import begins_with_box, box_first
from ingest.rejections import Rejection
from ingest.tables import names_columns
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNDERLINE = re.compile(r"^(=|-|~|_|\*)\1{2,}$")
_RULE = re.compile(r"^[\s|:+=_~*-]+$")


def decode(data: bytes, limits: Limits, extension: str) -> str:
    """The text of bytes: by its byte order mark, else UTF-8, else Windows-1252.

    Every byte means something in Windows-1252 here (its five gaps are dropped), so this never
    fails on text. Raises `RejectedDocumentError` for other content and for too much of it.
    """
    if not looks_like_text(data):
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=extension)
    if len(data) > 4 * limits.characters:
        raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=limits.characters)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="ignore")


def read(data: bytes, limits: Limits) -> Extract:
    """The paragraphs, lists, tables and headings of a text file."""
    lines = [line.rstrip() for line in decode(data, limits, ".txt").splitlines()]
    assembly = Assembly(limits)
    width = wrap_width(lines)
    for block in _blocks(lines):
        _read_block(block, width, assembly)
    return assembly.finish()


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    for blank, run in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            yield list(run)


def _read_block(lines: list[str], width: int, assembly: Assembly) -> None:
    """Read one run of lines."""
    if _heads(lines, assembly):
        lines = lines[1:]
        if lines and _UNDERLINE.match(lines[0].strip()):
            lines = lines[1:]
    rows = _rows(lines)
    if rows:
        assembly.table(rows, header=names_columns(rows))
        return
    for is_list, run in groupby(_with_continuations(lines), key=lambda line: line[0]):
        if is_list:
            for _, item in run:
                assembly.item(" ".join(item))
        else:
            plain = [line for _, part in run for line in part if not _RULE.match(line)]
            for paragraph in join_lines(plain, width):
                assembly.paragraph(paragraph)


def _heads(lines: list[str], assembly: Assembly) -> bool:
    """Open a section if the first line is underlined, or alone and in capitals."""
    title = lines[0].strip()
    underline = lines[1].strip() if len(lines) > 1 else ""
    if _UNDERLINE.match(underline) and can_be_heading(title) and not BULLET.match(title):
        assembly.heading(1 if underline[0] in "=*" else 2, title)
        return True
    if len(lines) == 1 and is_capitals(title) and can_be_heading(title):
        assembly.heading(3, title)
        return True
    return False


def _rows(lines: list[str]) -> list[list[str]]:
    """The cells of lines that are all divided alike by tabs or bars; [] when they are not."""
    lines = [line for line in lines if not _RULE.match(line)]
    for mark in ("\t", "|"):
        rows = [_cells(line, mark) for line in lines]
        if len(rows) >= 2 and len(rows[0]) >= 2 and len({len(row) for row in rows}) == 1:
            return rows
    return []


def _cells(line: str, mark: str) -> list[str]:
    """One line divided at a mark; a row's outer bars divide nothing, tabs in a row count once."""
    if mark == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in re.split(r"\t+", line.strip())]


def _with_continuations(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Lines marked as (is an item, its lines); an indented line goes on the item above it."""
    marked: list[tuple[bool, list[str]]] = []
    for line in lines:
        bullet = BULLET.match(line.lstrip())
        item = box_first(line.lstrip()[bullet.end() if bullet else 0 :])
        if bullet or begins_with_box(item):
            marked.append((True, [item]))
        elif marked and marked[-1][0] and (line[0].isspace() or line[0].islower()):
            marked[-1][1].append(line)
        else:
            marked.append((False, [line]))
    return marked
