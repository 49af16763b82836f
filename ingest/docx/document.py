"""Word files: the body in reading order, with headings by style, by outline level or by looks."""

from docx.opc.part import Part

from ingest.archive import Element, damage
from ingest.assembly import Assembly
from ingest.colours import PAPER
from ingest.docx.archive import Package, opened
from ingest.docx.chunks import chunk_of
from ingest.docx.colours import ThemeColours
from ingest.docx.fields import is_blank
from ingest.docx.frames import EMBEDDED
from ingest.docx.looks import TextLooks
from ingest.docx.margins import shown_margins, without_page_numbers
from ingest.docx.notes import Notes
from ingest.docx.numbering import ListNumbers
from ingest.docx.pictures import WordPicture
from ingest.docx.styles import Styles, outline_level
from ingest.docx.tables import cells_of_layout, read_table, shown_rows
from ingest.docx.text import DELETED, ParagraphReader, ParagraphText
from ingest.elements import alternative, attribute, child, name_of, value
from ingest.headings import PSEUDO_LEVEL, can_be_heading
from ingest.html.bytes import decoded
from ingest.html.document import PageReader
from ingest.limits import Limits
from ingest.lines import BULLET, join_lines
from ingest.marks import begins_with_box
from ingest.rejections import Rejection
from ingest.text import decode
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from silabo.domain.pictures import PictureSource

_NOT_SHOWN = {"moveFrom", "sectPr"}
_MOST_HEADING_WORDS = 25  # a longer "heading" is a paragraph that somebody wanted to be large
_LONGEST_LABEL = 8  # words before a field of a form
_WORD_IN_LABEL = 3  # letters: "Article 2" opens a paragraph, "b)" an item


def read(data: bytes, limits: Limits) -> Extract:
    """The sections of a Word file. Raises `RejectedDocumentError`."""
    with damage(data):
        assembly = Assembly(limits)
        package = opened(data, limits)
        body = _Body(package, limits, assembly)
        body.read()
        try:
            return assembly.finish()
        except RejectedDocumentError as error:
            raise RejectedDocumentError(_why_no_text(package.document, error.code)) from error


class _Body:
    """Walks through the body of one file."""

    def __init__(self, package: Package, limits: Limits, assembly: Assembly) -> None:
        """Take the parsed parts."""
        self._package, self._limits, self._assembly = package, limits, assembly
        styles = Styles(package.styles, TextLooks(ThemeColours(package.theme)))
        notes = Notes(package.footnotes, package.endnotes)
        numbering = ListNumbers(package.numbering, package.styles)
        self._paragraphs = ParagraphReader(styles, numbering, notes, package)
        self._carried: ParagraphText | None = None  # whose end was deleted
        self._in_margin = self._in_chunk = False
        self._depth_left = limits.depth
        self._elements_left = limits.elements

    def read(self) -> None:
        """Read the whole document: its body, then its headers and footers."""
        paper = value(child(self._package.document, "background"), "color").lower()
        plain = paper if len(paper) == len(PAPER) else PAPER
        with self._paragraphs.within(grounds=(plain,)):
            for body in self._package.document.iterchildren("{*}body"):
                self._blocks(body)
            self._margins()

    def _margins(self) -> None:
        """Read the headers and footers that are shown, each text once."""
        self._in_margin = True
        for name in shown_margins(self._package):
            self._assembly.apart()
            with self._paragraphs.within(part=name):
                self._blocks(self._package.margins[name])
        self._in_margin = False

    def _blocks(self, element: Element | None) -> None:
        """Read what stands one under the other in a body, cell, text box or note."""
        if self._depth_left == 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        self._depth_left -= 1
        for inner in () if element is None else element:
            self._block(inner)
        self._carry_out()
        self._depth_left += 1

    def _block(self, inner: Element) -> None:
        """Read one block, or what a wrapper holds."""
        self._elements_left -= 1
        if self._elements_left < 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        name = name_of(inner)
        if name in _BLOCKS:
            _BLOCKS[name](self, inner)
        elif name not in _NOT_SHOWN:
            self._wrapped(inner)

    def _alternative(self, element: Element) -> None:
        self._blocks(alternative(element))

    def _deleted(self, element: Element) -> None:
        if next(element.iter("{*}t", "{*}delText"), None) is not None:
            self._assembly.notice(DELETED)

    def _wrapped(self, element: Element) -> None:
        """Read what a wrapper holds, which goes on in what follows it."""
        if len(element):
            carried, self._carried = self._carried, None
            first = next(iter(element))
            if carried is not None and name_of(first) == "p":
                self._carried = carried
            elif carried is not None:
                self._finish(carried)
        self._blocks(element)

    def _control(self, control: Element) -> None:
        """Read a content control: no table of contents, which repeats the headings, and nothing
        where nobody has filled it in.
        """
        gallery = attribute(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
        if gallery != "Table of Contents" and not is_blank(control):
            self._wrapped(child(control, "sdtContent"))

    def _paragraph(self, element: Element) -> None:
        """Read a paragraph, then what hangs on it."""
        style = attribute(child(element, "pPr"), "pStyle")
        if style and self._paragraphs.styles[style].is_contents:
            return
        found = self._paragraphs.read(element)
        if self._carried is not None:
            found = _joined(self._carried, found)
            self._carried = None
        if found.goes_on:
            self._carried = found
            return
        self._finish(found, outline_level(child(element, "pPr")))

    def _carry_out(self) -> None:
        """Add what was to go on, where nothing follows it."""
        carried, self._carried = self._carried, None
        if carried is not None:
            self._finish(carried)

    def _finish(self, found: ParagraphText, level: int | None = None) -> None:
        """Add a paragraph and what hangs on it."""
        if found.blank and _is_label(found.text):
            found.lost["form_not_filled"] = None
        else:
            self._add(found, level or found.style.level)
        self._attached(found)

    def _add(self, found: ParagraphText, level: int | None) -> None:
        """Add a paragraph as what it is."""
        text = found.numbered if found.text.strip() else ""
        if self._in_margin:
            self._margin(text)
            return
        if level is not None and level < PSEUDO_LEVEL and self._heading(level, found, text):
            return
        is_bold = found.bold and not found.is_item and "\n" not in text
        if is_bold and can_be_heading(text):
            self._assembly.heading(PSEUDO_LEVEL, text.rstrip(": "))
            return
        opens = found.label and max(map(len, _words(found.label)), default=0) >= _WORD_IN_LABEL
        for line in join_lines(text.split("\n"), 0):
            bullet = None if found.label else BULLET.match(line)
            if begins_with_box(line) or bullet or (found.is_item and not opens):
                self._assembly.item(line[bullet.end() :] if bullet else line)
            else:
                self._assembly.paragraph(line)

    def _heading(self, level: int, found: ParagraphText, text: str) -> bool:
        """Open a section, if its title is no whole paragraph; its notes stand under it."""
        title = text
        for note in found.notes:
            title = title.replace(note, " ")
        if len(title.split()) > _MOST_HEADING_WORDS:
            return False
        self._assembly.heading(level, title)
        for note in found.notes:
            self._assembly.paragraph(note)
        return True

    def _margin(self, text: str) -> None:
        """Add a line of a header or footer, unless the document says it elsewhere."""
        for line in text.split("\n"):
            bare = without_page_numbers(line)
            if not self._assembly.says(bare):
                self._assembly.paragraph(bare)

    def _attached(self, found: ParagraphText) -> None:
        """Read the text boxes, pictures and long notes of a paragraph."""
        for picture in found.pictures:
            self._assembly.paragraph(picture)
        for shown, part in found.shown:
            self._picture(shown, part)
        for code in found.lost:
            self._assembly.notice(code)
        for box, grounds in found.boxes:
            with self._paragraphs.within(grounds=grounds, table={}):
                self._blocks(box)
        for note in found.long_notes:
            self._assembly.paragraph(note)

    def _picture(self, shown: WordPicture, part: Part | None) -> None:
        """Let a picture be read. What another file holds that is in this one is out of reach."""
        source = None
        if part is not None and not self._in_chunk:
            source = PictureSource(str(part.partname).lstrip("/"), shown.seen)
        self._assembly.picture(
            source,
            lambda: part.blob if part is not None else b"",
            words=shown.words,
            large=shown.large,
        )

    def _table(self, element: Element) -> None:
        """Read a table; one that only divides the page is read cell by cell."""
        self._carry_out()
        lost: dict[str, None] = {}
        rows = shown_rows(element, lost)
        cells = cells_of_layout(rows, self._paragraphs.styles)
        if cells is not None:
            for cell in cells:
                own = self._paragraphs.styles.looks.shading(child(child(cell, "tcPr"), "shd"))
                with self._paragraphs.within(grounds=(own,) if own else ()):
                    self._blocks(cell)
        else:
            self._grid(element, rows, lost)
        for code in lost:
            self._assembly.notice(code)

    def _grid(self, element: Element, rows: list[Element], lost: dict[str, None]) -> None:
        """Read a table of rows and columns."""
        table = read_table(element, rows, self._paragraphs)
        lost |= table.lost
        self._assembly.paragraph(table.title)
        self._assembly.table(table.rows, header=table.header)
        for paragraph in table.paragraphs:
            paragraph.pictures = []  # they stand in their cell
            self._attached(paragraph)
        for inner in table.inner:
            self._table(inner)

    def _chunk(self, element: Element) -> None:
        """Read a part of another format, where the text of it stands."""
        part = self._package.chunks.get(value(element, "id"))
        chunk = chunk_of(part) if part is not None else None
        if chunk is None or self._in_chunk:
            self._assembly.notice(EMBEDDED)
        elif chunk.html:
            page = decoded(chunk.html, self._limits, ".html")
            PageReader(self._assembly, self._limits).read(page)
        elif chunk.text:
            for line in decode(chunk.text, self._limits, ".txt").splitlines():
                self._assembly.paragraph(line)
        elif chunk.word:
            inner = _Body(opened(chunk.word, self._limits), self._limits, self._assembly)
            inner._in_chunk = True
            inner.read()
        else:
            self._assembly.notice(EMBEDDED)


_BLOCKS = {
    "p": _Body._paragraph,
    "tbl": _Body._table,
    "AlternateContent": _Body._alternative,
    "altChunk": _Body._chunk,
    "del": _Body._deleted,
    "sdt": _Body._control,
}


def _joined(first: ParagraphText, second: ParagraphText) -> ParagraphText:
    """Two paragraphs of which the first one's end was deleted: it has the looks of the second."""
    second.text = first.text + second.text
    second.bold = second.bold and (first.bold or not first.text.strip())
    second.blank = first.blank or second.blank
    second.lost = first.lost | second.lost
    for name in ("boxes", "pictures", "shown", "notes", "long_notes"):
        setattr(second, name, getattr(first, name) + getattr(second, name))
    return second


def _is_label(text: str) -> bool:
    """Whether a text only names what a field of a form would say."""
    bare = text.strip()
    return not bare or (bare.endswith(":") and len(bare.split()) <= _LONGEST_LABEL)


def _words(label: str) -> list[str]:
    """The words of a number that Word counts by itself: of "Article 2." the first."""
    return [word for word in label.replace(".", " ").split() if word.isalpha()]


def _why_no_text(document: Element, code: str) -> str:
    """Why a file without text has none: it shows pictures, or what cannot be read, holds nothing,
    or lacks its body.
    """
    if code != Rejection.NO_TEXT:
        return code
    if next(document.iterchildren("{*}body"), None) is None:
        return Rejection.BROKEN_FILE
    if next(document.iter("{*}altChunk"), None) is not None:
        return Rejection.PART_NOT_READ
    pictures = ("{*}drawing", "{*}pict", "{*}object", "{*}imagedata", "{*}blip")
    return code if next(document.iter(*pictures), None) is not None else Rejection.EMPTY_FILE
