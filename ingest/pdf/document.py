"""PDF files: pages of words become headings, paragraphs, lists and tables in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest import progress
from ingest.assembly import Assembly
from ingest.formats import PDF_MAGIC
from ingest.limits import Limits
from ingest.lines import BULLET
from ingest.pdf.builds import steps
from ingest.pdf.headings import Headings, OutlineEntry
from ingest.pdf.hyphens import Vocabulary, joined
from ingest.pdf.lines import Line, PageLines, lines_of
from ingest.pdf.margins import without_margins
from ingest.pdf.page import read_page
from ingest.pdf.painted.known import Known
from ingest.pdf.painted.optional import has_layers
from ingest.pdf.paragraphs import Paragraphs, begins_item
from ingest.pdf.tables import Formula, FoundTable, Piece, with_tables
from ingest.pdf.words import Aside
from ingest.rejections import Rejection
from ingest.tables import names_columns
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_MOST_OUTLINE = 5_000
_MOST_UNREADABLE = 0.9  # share of the words: what is left are page numbers


def read(data: bytes, limits: Limits) -> Extract:
    """The sections of a PDF file, with a page for every block.

    Raises `RejectedDocumentError`. PDFium is not safe in threads, and a hostile file can take all
    the memory there is: see `ingest.read.read`.
    """
    if PDF_MAGIC not in data[:1024]:
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=".pdf")
    with _opened(data) as document:
        document.init_forms()
        count = len(document)
        if count > limits.pages:
            raise RejectedDocumentError(Rejection.TOO_MANY_PAGES, pages=count, limit=limits.pages)
        assembly = Assembly(limits)
        known = Known(layered=has_layers(data))
        pages = [_page_lines(document, index, known, assembly, limits) for index in range(count)]
        outline = list(_outline(document))
    if known.unreadable > _MOST_UNREADABLE * (known.readable + known.unreadable):
        raise RejectedDocumentError(Rejection.UNREADABLE_TEXT)
    _Document(pages, outline, assembly).read()
    return assembly.finish(count)


def _opened(data: bytes) -> pdfium.PdfDocument:
    """Open a file; one that only its owner's password protects opens without."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        code = Rejection.ENCRYPTED if protected else Rejection.BROKEN_FILE
        raise RejectedDocumentError(code) from error


def _page_lines(
    document: pdfium.PdfDocument, index: int, known: Known, assembly: Assembly, limits: Limits
) -> PageLines:
    """The lines of one page; tells of hidden text, and of a page without any text."""
    number = index + 1
    progress.page(number, len(document))
    try:
        found = read_page(document, index, known, limits.characters)
    except pdfium.PdfiumError:
        assembly.notice("page_without_text", number)
        return PageLines([], 0.0, 0.0, [])
    known.readable += len(found.words)
    known.unreadable += found.unreadable
    if not found.words and not found.empty and not found.unreadable:
        assembly.notice("page_without_text", number)
    return PageLines(lines_of(found.words, number), found.bottom, found.top, found.told)


def _outline(document: pdfium.PdfDocument) -> Iterator[OutlineEntry]:
    """The entries of the outline that lead to a page."""
    for count, bookmark in enumerate(document.get_toc(max_depth=6)):
        if count == _MOST_OUTLINE:
            return
        target = bookmark.get_dest()
        index = target.get_index() if target is not None else None
        if index is not None and index >= 0:
            yield OutlineEntry(bookmark.level + 1, bookmark.get_title(), index + 1)


class _Document:
    """Reads the lines of one file, page after page."""

    def __init__(
        self, pages: Sequence[PageLines], outline: Sequence[OutlineEntry], assembly: Assembly
    ) -> None:
        """Measure the whole file before any of it is read."""
        bodies = without_margins(pages, steps(pages))
        lines = list(chain.from_iterable(bodies))
        pieces = [with_tables(body) for body in bodies]
        self._pages = list(zip(pages, bodies, pieces, strict=True))
        self._assembly = assembly
        self._headings = Headings(lines, outline)
        self._paragraphs = Paragraphs(lines)
        self._vocabulary = Vocabulary(_texts(chain.from_iterable(pieces)))
        self._open: list[Line] = []
        self._table: list[FoundTable] = []

    def read(self) -> None:
        """Hand everything to the assembly."""
        for number, (page, body, pieces) in enumerate(self._pages, start=1):
            kept = set(map(id, body))
            dropped = [line for line in page.lines if id(line) not in kept]
            self._tell(chain(page.told, *(line.told for line in dropped)), number)
            index = 0
            while index < len(pieces):
                index += self._piece(pieces, index)
        self._close()

    def _tell(self, asides: Iterable[Aside], page: int) -> None:
        """Tell of what was left out behind what was added last, and add what stands apart."""
        for aside in asides:
            if aside.code:
                self._assembly.notice(aside.code, page)
            else:
                self._assembly.paragraph(aside.text, page)

    def _piece(self, pieces: Sequence[Piece], index: int) -> int:
        """Read a table, a heading or a line; returns how many pieces that took."""
        piece = pieces[index]
        if isinstance(piece, Formula):
            self._close()
            self._tell(piece.told, piece.page)
            return 1
        if isinstance(piece, FoundTable):
            if not (self._table and _goes_on(self._table[-1], piece)):
                self._close()
            self._table.append(piece)
            return 1
        if self._headings.is_contents(piece):
            self._tell(piece.told, piece.page)
            return 1
        if self._table:
            self._close()
        ahead = [line for line in pieces[index : index + 4] if isinstance(line, Line)]
        count, level = self._headings.at(ahead)
        if count:
            self._close()
            title = self._vocabulary.undivided(joined(ahead[:count])).rstrip(": ")
            self._assembly.heading(level, title, piece.page)
            self._tell(chain(*(line.told for line in ahead[:count])), piece.page)
            return count
        if self._open and not self._paragraphs.goes_on(self._open, piece):
            self._close()
        self._open.append(piece)
        return 1

    def _add_table(self) -> None:
        """Add a table with its pieces on later pages; the names of its columns are read once."""
        first = self._table[0].rows[0]
        rows: list[list[str]] = []
        pages: list[int | None] = []
        for found in self._table:
            for row in found.rows:
                if not rows or row is not found.rows[0] or row != first:
                    whole = self._vocabulary.undivided if rows else self._vocabulary.mended
                    rows.append([whole(cell) for cell in row])
                    pages.append(found.page)
        header = names_columns(rows, styled=self._table[0].styled)
        self._assembly.table(rows, header=header, pages=pages)
        for found in self._table:
            self._tell(found.told, found.page)
        self._table = []

    def _close(self) -> None:
        """Add the table, paragraph or item that is open."""
        if self._table:
            self._add_table()
        if not self._open:
            return
        text = self._vocabulary.undivided(joined(self._open))
        page = self._open[0].page
        if begins_item(self._open[0].text):
            self._assembly.item(BULLET.sub("", text), page)
        else:
            self._assembly.paragraph(text, page)
        for line in self._open:
            self._tell(line.told, line.page)
        self._open = []


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    """The lines of a file as they are read, in columns one after the other, and rows of tables."""
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece.text
        elif isinstance(piece, FoundTable):
            yield from (" ".join(row) for row in piece.rows)


def _goes_on(table: FoundTable, following: FoundTable) -> bool:
    """Whether a table goes on at the top of the next page."""
    same_width = len(table.rows[0]) == len(following.rows[0])
    return same_width and following.page == table.page + 1
