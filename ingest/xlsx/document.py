"""Workbooks sheet by sheet: each is a section, its rows keep the names of their columns."""

import io
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from ingest.archive import Element, damage, refuse_document_type
from ingest.assembly import Assembly
from ingest.elements import child, name_of, switch, value
from ingest.limits import Limits
from ingest.office import OfficePackage, id_of
from ingest.rejections import Rejection
from ingest.sheets import SheetRow, add_sheet
from ingest.xlsx.numbers import painted
from ingest.xlsx.styles import CellStyle, cell_styles
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_ON = ("1", "true")
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_PLAIN = CellStyle()


def read(data: bytes, limits: Limits) -> Extract:
    """The sheets of an Excel file as sections. Raises `RejectedDocumentError`."""
    with damage(data):
        return _Workbook(OfficePackage(data, limits), limits).read()


class _Workbook:
    """Walks through the sheets of one file."""

    def __init__(self, package: OfficePackage, limits: Limits) -> None:
        """Read what all sheets share: texts and styles."""
        self._package, self._limits = package, limits
        self._part, self._root = package.main("workbook", ".xlsx")
        self._from_1904 = value(child(self._root, "workbookPr"), "date1904") in _ON
        self._styles = cell_styles(package.xml(package.related(self._part, "styles")))
        shared = package.data(package.related(self._part, "sharedStrings"))
        self._left_out: set[str] = set()
        self._texts = [self._text(each) for each in _elements(shared, "si")]
        self._of_texts = frozenset(self._left_out)  # of any sheet: cells share them
        self._cells_left = limits.elements

    def read(self) -> Extract:
        """Read every sheet that is shown."""
        assembly = Assembly(self._limits)
        known = self._package.relationships(self._part)
        listed = child(self._root, "sheets")
        for sheet in () if listed is None else listed.iterchildren("{*}sheet"):
            related = known.get(id_of(sheet))
            if related is None or related.kind != "worksheet":  # a sheet of a chart alone
                continue
            if value(sheet, "state") in ("hidden", "veryHidden"):
                assembly.notice("hidden_sheet")
                continue
            self._sheet(value(sheet, "name"), related.target, assembly)
        for code in sorted(self._of_texts):
            assembly.notice(code)
        try:
            return assembly.finish()
        except RejectedDocumentError as error:
            if error.code == Rejection.NO_TEXT:
                raise RejectedDocumentError(Rejection.EMPTY_FILE) from error
            raise

    def _sheet(self, name: str, part: str, assembly: Assembly) -> None:
        """Read one sheet."""
        self._left_out.clear()
        rows = self._rows(part)
        if any(any(row.cells) for row in rows):
            assembly.heading(1, name)
            add_sheet(rows, assembly)
        kinds = {each.kind for each in self._package.relationships(part).values()}
        if "comments" in kinds or "threadedComment" in kinds:
            self._left_out.add("comments")
        for code in sorted(self._left_out):
            assembly.notice(code)

    def _rows(self, part: str) -> list[SheetRow]:
        """The rows of a sheet that are shown, without its hidden columns."""
        data = self._package.data(part)
        hidden = {
            column
            for each in _elements(data, "col")
            if value(each, "hidden") in _ON or _is_nothing(value(each, "width"))
            for column in range(_number(value(each, "min")), _number(value(each, "max")) + 1)
        }
        if hidden:
            self._left_out.add("hidden_rows")
        rows: list[SheetRow] = []
        last = 0
        for element in _elements(data, "row"):
            number = _number(value(element, "r")) or last + 1
            if number > last + 1:
                rows.append(SheetRow(()))
            last = number
            if value(element, "hidden") in _ON or _is_nothing(value(element, "ht")):
                self._left_out.add("hidden_rows")
            else:
                rows.append(self._row(element, hidden))
        return rows

    def _row(self, element: Element, hidden: set[int]) -> SheetRow:
        """One row."""
        cells: dict[int, str] = {}
        stands_out = True
        column = 0
        for cell in element.iterchildren("{*}c"):
            self._cells_left -= 1
            if self._cells_left < 0:
                raise RejectedDocumentError(Rejection.TOO_HEAVY)
            column = _column(value(cell, "r")) or column + 1
            style = self._style(cell)
            text = self._cell(cell, style).strip()
            if column in hidden or not text:
                continue
            if style.struck or style.hidden:
                self._left_out.add("struck_text" if style.struck else "hidden_text")
                continue
            cells[column] = text
            stands_out = stands_out and style.bold
        # Columns far to the right of others are not many empty cells.
        kept = [column for column in range(1, max(cells, default=0) + 1) if column not in hidden]
        if len(kept) > self._limits.columns:
            raise RejectedDocumentError(
                Rejection.TOO_MANY_COLUMNS, columns=len(kept), limit=self._limits.columns
            )
        return SheetRow(tuple(cells.get(column, "") for column in kept), bool(cells) and stands_out)

    def _style(self, cell: Element) -> CellStyle:
        index = _number(value(cell, "s"))
        return self._styles[index] if index < len(self._styles) else _PLAIN

    def _cell(self, cell: Element, style: CellStyle) -> str:
        """The text of a cell as it is painted; of a formula its last result."""
        kind = value(cell, "t")
        found = child(cell, "v")
        text = "" if found is None else found.text or ""
        if kind == "s":
            index = _number(text)
            return self._texts[index] if index < len(self._texts) else ""
        if kind == "inlineStr":
            inner = child(cell, "is")
            return "" if inner is None else self._text(inner)
        if kind == "b":
            return "✓" if text in _ON else "✗"
        if kind == "e":
            return ""
        return (
            text if kind in ("str", "d") else painted(text, style.code, from_1904=self._from_1904)
        )

    def _text(self, element: Element) -> str:
        """A text of runs, without those that are struck out and without readings (phonetics)."""
        pieces = []
        for inner in element.iterchildren("{*}t", "{*}r"):
            if name_of(inner) == "t":
                pieces.append(inner.text or "")
            elif switch(child(inner, "rPr"), "strike", False):
                self._left_out.add("struck_text")
            else:
                pieces += [each.text or "" for each in inner.iterchildren("{*}t")]
        return "".join(pieces)


def _elements(data: bytes, name: str) -> Iterator[Element]:
    """The elements of that name in a part, one at a time: a sheet may be large. Raises
    `RejectedDocumentError`, and `lxml.etree.XMLSyntaxError` where it is broken.
    """
    refuse_document_type(data)
    if not data:
        return
    parsed = etree.iterparse(
        io.BytesIO(data), tag="{*}" + name, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    for _, element in parsed:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _is_nothing(size: str) -> bool:
    """Whether a row has no height, or a column no width."""
    return size != "" and not size.strip("0.")


def _column(place: str) -> int:
    """The column of a place such as B7, from 1; 0 where it is none."""
    found = _PLACE.fullmatch(place)
    number = 0
    for letter in found[1] if found else "":
        number = 26 * number + ord(letter) - ord("A") + 1
    return number if number <= 16_384 else 0


def _number(text: str) -> int:
    """A small number that an attribute holds; 0 without."""
    return min(int(text), 1_048_576) if text.isdecimal() and len(text) < 9 else 0
