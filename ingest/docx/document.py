"""Word files: the body in reading order, with headings by style, by outline level or by looks."""

from ingest.archive import Element
from ingest.assembly import Assembly
from ingest.docx.archive import Package, opened
from ingest.docx.styles import Style, Styles, attribute, child, has_numbering, outline_level, value
from ingest.docx.tables import only_cells, read_table, unwrapped
from ingest.docx.text import ParagraphReader, ParagraphText, alternative, name_of
from ingest.headings import PSEUDO_LEVEL, can_be_heading
from ingest.limits import Limits
from ingest.lines import BULLET, join_lines
from ingest.links import NOTICE
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_NOT_SHOWN = {"del", "moveFrom", "sectPr", "altChunk"}
_MOST_HEADING_WORDS = 25  # a longer "heading" is a paragraph that somebody wanted to be large


def read(data: bytes, limits: Limits) -> Extract:
    """The sections of a Word file. Raises `RejectedDocumentError`."""
    package = opened(data, limits)
    return _Body(package, limits).read(package.document)


class _Body:
    """Walks through the body of one file."""

    def __init__(self, package: Package, limits: Limits) -> None:
        """Take the parsed parts."""
        self._assembly = Assembly(limits)
        self._styles = Styles(package.styles)
        paper = value(child(package.document, "background"), "color").lower()
        self._paragraphs = ParagraphReader(
            self._styles, package.links, shaded=paper not in ("", "auto", "ffffff")
        )
        self._notes = _notes(package)
        self._depth_left = limits.depth
        self._elements_left = limits.elements

    def read(self, document: Element) -> Extract:
        """Read the whole document."""
        for body in document.iterchildren("{*}body"):
            self._blocks(body)
        try:
            return self._assembly.finish()
        except RejectedDocumentError as error:
            raise RejectedDocumentError(_why_no_text(document, error.code)) from error

    def _blocks(self, element: Element | None) -> None:
        """Read what stands one under the other in a body, cell, text box or note."""
        if self._depth_left == 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        self._depth_left -= 1
        for inner in () if element is None else element.iterchildren():
            self._block(inner)
        self._depth_left += 1

    def _block(self, inner: Element) -> None:
        """Read one block, or what a wrapper holds."""
        self._elements_left -= 1
        if self._elements_left < 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        name = name_of(inner)
        if name == "p":
            self._paragraph(inner)
        elif name == "tbl":
            self._table(inner)
        elif name == "AlternateContent":
            self._blocks(alternative(inner))
        elif name not in _NOT_SHOWN and not (name == "sdt" and _is_contents(inner)):
            self._blocks(inner)

    def _paragraph(self, element: Element) -> None:
        """Read a paragraph, then what hangs on it."""
        properties = child(element, "pPr")
        style = self._styles[attribute(properties, "pStyle")]
        if style.is_contents:
            return
        found = self._paragraphs.read(element)
        self._add(found, style, properties)
        self._attached(found)

    def _add(self, found: ParagraphText, style: Style, properties: Element | None) -> None:
        """Add a paragraph as what it is."""
        text = found.text.strip()
        level = outline_level(properties) or style.level
        named = level is not None and level < PSEUDO_LEVEL
        if level is not None and named and len(text.split()) <= _MOST_HEADING_WORDS:
            self._assembly.heading(level, text)
            return
        is_item = style.is_list or has_numbering(properties)
        if not is_item and found.bold and "\n" not in text and can_be_heading(text):
            self._assembly.heading(PSEUDO_LEVEL, text.rstrip(": "))
            return
        for line in join_lines(text.split("\n"), 0):
            bullet = BULLET.match(line)
            if is_item or bullet:
                self._assembly.item(line[bullet.end() :] if bullet else line)
            else:
                self._assembly.paragraph(line)

    def _attached(self, found: ParagraphText) -> None:
        """Read the text boxes and notes of a paragraph, once each."""
        if found.hidden:
            self._assembly.notice("hidden_text")
        if found.link_lost:
            self._assembly.notice(NOTICE)
        for box in found.boxes:
            self._blocks(box)
        for note in found.notes:
            element = self._notes.pop(note, None)
            if element is not None:
                self._paragraphs.part = f"{note[0]}s"
                self._blocks(element)
                self._paragraphs.part = "document"

    def _table(self, element: Element) -> None:
        """Read a table; a table of one column is a frame around what it holds."""
        cells = only_cells(element)
        if cells is not None:
            for cell in cells:
                self._blocks(cell)
            return
        table = read_table(element, self._paragraphs)
        self._assembly.paragraph(table.title)
        self._assembly.table(table.rows, header=table.header)
        for paragraph in table.paragraphs:
            self._attached(paragraph)
        for inner in table.inner:
            self._table(inner)


def _why_no_text(document: Element, code: str) -> str:
    """Why a file without text has none: it shows pictures, holds nothing, or lacks its body."""
    if code != Rejection.NO_TEXT:
        return code
    if next(document.iterchildren("{*}body"), None) is None:
        return Rejection.BROKEN_FILE
    pictures = ("{*}drawing", "{*}pict", "{*}object", "{*}imagedata", "{*}blip")
    return code if next(document.iter(*pictures), None) is not None else Rejection.EMPTY_FILE


def _is_contents(control: Element) -> bool:
    """Whether a content control is the table of contents, which repeats the headings."""
    gallery = child(child(control, "sdtPr"), "docPartObj")
    return attribute(gallery, "docPartGallery") == "Table of Contents"


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    """Footnotes and endnotes by kind and id; separators have ids too, but nobody refers to them."""
    return {
        (kind, value(note, "id")): note
        for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
        for note in (() if root is None else unwrapped(root, kind))
    }
