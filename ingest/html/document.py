"""Pages by their elements: headings, paragraphs, lists, tables and code."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ingest.archive import Element
from ingest.assembly import Assembly
from ingest.characters import lowered, raised
from ingest.headings import PSEUDO_LEVEL, can_be_heading
from ingest.html.bytes import decoded
from ingest.html.lists import ListCounts
from ingest.html.notes import PageNotes, in_note, is_raised
from ingest.html.pages import parsed
from ingest.html.pictures import Held, held_nowhere, is_read, written_in
from ingest.html.visible import Visibility, is_never_shown
from ingest.limits import Limits
from ingest.links import NOTICE, is_inside, is_lost, linked
from ingest.mathml import tex
from ingest.pictures import described
from ingest.rejections import Rejection
from ingest.tables import has_header
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup"),
    *("html", "legend", "li", "main", "menu", "nav", "ol", "p", "section", "summary", "ul"),
    *("table", "pre", "hr", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", *_HEADINGS),
}
_MOST_COLUMNS = 100
_FIELDS = {"input", "select", "textarea"}
_SCRIPTS: dict[str, Callable[[str], str]] = {"sup": raised, "sub": lowered}
_BACK = {"↩", "↩︎", "^", "↑", "#", "¶"}  # links from a note back to its place, and to a heading
_BOXES = {"checkbox", "radio"}
_LEADS_AROUND = {"nav"}  # of a site, not of the course


class HtmlRow(NamedTuple):
    """A row of a table while it is put together: its cells, whether all of them are heads, and
    over how many columns those go that are wide.
    """

    cells: list[str]
    heads: bool
    wide: dict[int, int]


def read(data: bytes, limits: Limits) -> Extract:
    """The sections of a web page. Raises `RejectedDocumentError`."""
    assembly = Assembly(limits)
    PageReader(assembly, limits, written_in).read(decoded(data, limits, ".html"))
    return assembly.finish()


class PageReader:
    """Reads pages into one document."""

    def __init__(self, assembly: Assembly, limits: Limits, held: Held = held_nowhere) -> None:
        """Take where the text goes, and where the file keeps its pictures."""
        self.held = held
        self._assembly = assembly
        self._limits = limits
        self._visible: Visibility
        self._notes: PageNotes
        self._numbers: ListCounts
        self._left = limits.elements

    def read(self, text: str) -> None:
        """Read a page. Raises `RejectedDocumentError` "too_heavy" where it has no end."""
        root = parsed(text)
        if root is None:
            return
        self._visible = Visibility(root)
        self._notes = PageNotes(root)
        self._numbers = ListCounts()
        for body in root.iterchildren("body"):
            self._blocks(body, "", 0)

    def _blocks(self, element: Element, role: str, depth: int) -> None:
        """Read what an element holds: its lines one by one, and the blocks between them.

        `role` is "item" for what a list's item holds.
        """
        if depth > 4 * self._limits.depth:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        line = _Line()
        line.add(element.text)
        for inner in element.iterchildren():
            self._inner(inner, role, depth, line)
            line.add(inner.tail)
        self._flush(line, role)

    def _inner(self, inner: Element, role: str, depth: int, line: "_Line") -> None:
        """Read one element among the words of another."""
        if not isinstance(inner.tag, str) or not self._is_painted(inner):
            return
        if inner.tag in _BLOCKS or self._holds_blocks(inner):
            self._flush(line, role)
            self._block(inner, role, depth)
        else:
            self._words(inner, line, depth)

    def _is_painted(self, element: Element) -> bool:
        """Whether an element is seen; what is not, although it has words, is told."""
        self._left -= 1
        if self._left < 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        if is_never_shown(element) or element.tag in _LEADS_AROUND:
            return False
        if self._notes.is_taken(element):
            return False
        hidden, struck = self._visible.is_hidden(element), self._visible.is_struck(element)
        if (hidden or struck) and _has_words(element):
            self._assembly.notice("hidden_text" if hidden else "struck_text")
        return not hidden and not struck

    def _holds_blocks(self, element: Element) -> bool:
        """Whether an element of a line has blocks in it, as browsers allow."""
        return any(inner.tag in _BLOCKS for inner in element.iterchildren())

    def _flush(self, line: "_Line", role: str) -> None:
        """Add the lines that were gathered."""
        for text, bold in line.taken():
            if role == "item":
                self._assembly.item(self._numbers.taken() + text)
            elif bold and can_be_heading(text):
                self._assembly.heading(PSEUDO_LEVEL, text.rstrip(": "))
            else:
                self._assembly.paragraph(text)

    def _block(self, element: Element, role: str, depth: int) -> None:
        """Read a block as what it is."""
        tag = element.tag
        if tag in _HEADINGS:
            line = _Line()
            self._words(element, line, depth)
            self._assembly.heading(_HEADINGS[tag], " ".join(text for text, _ in line.taken()))
        elif tag == "pre":
            self._assembly.code("".join(self._plain(element)))
        elif tag == "table":
            self._table(element, depth)
        else:
            self._numbers.open(element)
            role = "item" if tag in ("li", "dd") else "" if tag in ("td", "th", "dt") else role
            self._blocks(element, role, depth + 1)

    def _plain(self, element: Element) -> Iterator[str]:
        """The text of code, spaces and all."""
        yield element.text or ""
        for inner in element.iterchildren():
            if isinstance(inner.tag, str) and self._is_painted(inner):
                yield from ("\n",) if inner.tag == "br" else self._plain(inner)
            yield inner.tail or ""

    def _words(self, element: Element, line: "_Line", depth: int) -> None:
        """Add the words of an element inside of a line."""
        if depth > 4 * self._limits.depth:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        tag = element.tag
        if tag in ("br", "hr"):
            line.end()
        elif tag == "img":
            self._picture(element, line)
        elif tag == "math":
            line.add(tex(element))
        elif tag in _FIELDS:
            line.add(_filled_in(element))
        elif tag in _SCRIPTS and len(element) == 0:
            line.add(_SCRIPTS[tag](element.text or ""))
        elif tag == "a":
            self._link(element, line, depth)
        else:
            with line.bold_in(tag in ("b", "strong")):
                self._among(element, line, depth)

    def _among(self, element: Element, line: "_Line", depth: int) -> None:
        """Add an element's own words and those of what is in it."""
        line.add(element.text)
        for inner in element.iterchildren():
            if isinstance(inner.tag, str) and self._is_painted(inner):
                self._words(inner, line, depth + 1)
            line.add(inner.tail)

    def _link(self, element: Element, line: "_Line", depth: int) -> None:
        """A link: its words with its address behind them; a raised number that leads to a note is
        that note.
        """
        address = element.get("href") or ""
        inner = _Line()
        self._among(element, inner, depth)
        words = " ".join(text for text, _ in inner.taken())
        if is_inside(address) and is_raised(element):
            line.add(self._note("".join(element.itertext()), element, depth))
            return
        if is_inside(address) and words in _BACK:
            return
        if is_lost(address) and _leads_out(address):
            self._assembly.notice(NOTICE)
        line.add(linked(words, address))

    def _note(self, label: str, link: Element, depth: int) -> str:
        """The note that a raised number leads to, in brackets behind what it is said of; a long one
        is read where it stands.
        """
        note = self._notes.take(link)
        if note is None:
            return ""
        if self._visible.is_hidden(note):
            self._notes.give_back(note)
            return ""
        inner = _Line()
        self._among(note, inner, depth + 1)
        inside, apart = in_note(label, " ".join(text for text, _ in inner.taken()))
        if apart:
            self._notes.give_back(note)
        return f" {inside}" if inside else ""

    def _picture(self, element: Element, line: "_Line") -> None:
        words = described(element.get("alt") or "")
        line.add(f" {words} " if words else None)
        # An empty alternative text says that a picture is an ornament (HTML, 4.8.4.4).
        untold, ornament = element.get("alt") is None, element.get("alt") == ""
        found = None if ornament else self.held(element.get("src") or "")
        if found is not None and is_read(element, found[1]):
            self._assembly.picture(*found, words=words, large=untold or bool(words))
        elif untold:
            self._assembly.notice("picture_without_words")

    def _table(self, table: Element, depth: int) -> None:
        """Read a table; one of a single column or that only lays out a page is unfolded."""
        rows = [row for row in _rows(table) if self._is_painted(row)]
        grid = [list(row.iterchildren("td", "th")) for row in rows]
        lays_out = table.get("role") in ("presentation", "none") or any(
            inner is not table for inner in table.iter("table")
        )
        if lays_out or all(len(cells) < 2 for cells in grid):
            for cells in grid:
                for cell in cells:
                    if self._is_painted(cell):
                        self._blocks(cell, "", depth + 1)
            return
        for caption in table.iterchildren("caption"):
            if self._is_painted(caption):
                self._blocks(caption, "", depth + 1)
        made = self._made(grid, depth)
        texts = [row.cells for row in made]
        heads = next((at for at, row in enumerate(made) if not row.heads), len(made))
        header = has_header(texts, [row.wide for row in made], heads=heads)
        self._assembly.table(texts, header=header)

    def _made(self, grid: list[list[Element]], depth: int) -> list[HtmlRow]:
        """The rows as texts: a cell that spans rows holds for each, one that spans columns is
        said once.
        """
        below: dict[int, tuple[int, str]] = {}
        made: list[HtmlRow] = []
        for cells in grid:
            row = HtmlRow([], bool(cells) and all(cell.tag == "th" for cell in cells), {})
            for cell in cells:
                _go_on(row.cells, below)
                text = self._cell(cell, depth)
                high = _span(cell, "rowspan")
                over = _span(cell, "colspan")
                if over > 1:
                    row.wide[len(row.cells)] = over
                for offset in range(over):
                    if high > 1:
                        below[len(row.cells)] = (high - 1, "" if offset else text)
                    row.cells.append("" if offset else text)
            _go_on(row.cells, below)
            made.append(row)
        return made

    def _cell(self, cell: Element, depth: int) -> str:
        """The text of a cell, in one line."""
        line = _Line()
        if self._is_painted(cell):
            self._words(cell, line, depth)
        return " ".join(text for text, _ in line.taken())


def _go_on(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Add the cells of rows above that go on in this row, up to the next one of its own."""
    while len(cells) in below and len(cells) < _MOST_COLUMNS:
        left, text = below.pop(len(cells))
        if left > 1:
            below[len(cells)] = (left - 1, text)
        cells.append(text)


def _leads_out(address: str) -> bool:
    """Whether an address has a scheme or a host: one beside the page leads nowhere from here."""
    return "//" in address[:12] or ":" in address.partition("/")[0]


class _Line:
    """Words that a browser would set in one line after the other."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lines: list[list[tuple[str, bool]]] = [[]]
        self._bold = 0

    def add(self, text: str | None) -> None:
        """Add words; white space is one space."""
        if text:
            self._lines[-1].append((text, self._bold > 0))

    def end(self) -> None:
        """Begin a new line."""
        self._lines.append([])

    def bold_in(self, is_bold: bool) -> "_Bold":
        """Words that are added inside are bold."""
        return _Bold(self, is_bold)

    def change(self, by: int) -> None:
        """Go into bold words, or out of them."""
        self._bold += by

    def taken(self) -> Iterator[tuple[str, bool]]:
        """The lines, and whether all words of each are bold; none is left."""
        lines, self._lines = self._lines, [[]]
        for pieces in lines:
            text = " ".join("".join(text for text, _ in pieces).split())
            if text:
                yield text, all(bold for piece, bold in pieces if piece.strip())


class _Bold:
    """The time in which words are bold."""

    def __init__(self, line: _Line, is_bold: bool) -> None:
        self._line, self._by = line, int(is_bold)

    def __enter__(self) -> None:
        self._line.change(self._by)

    def __exit__(self, *_: object) -> None:
        self._line.change(-self._by)


def _filled_in(field: Element) -> str:
    """What a field of a form shows: its value, its choice, or a box with or without a tick."""
    if field.tag == "textarea":
        return f" {field.text or ''} "
    if field.tag == "select":
        chosen = [each for each in field.iter("option") if each.get("selected") is not None]
        return f" {' '.join(each.text or '' for each in chosen)} "
    kind = (field.get("type") or "text").lower()
    if kind in _BOXES:
        return " ☑ " if field.get("checked") is not None else " ☐ "
    return f" {field.get('value') or ''} " if kind in ("text", "date", "number", "email") else ""


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table itself, the head first and the foot last."""
    for inner in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        yield from (inner,) if inner.tag == "tr" else inner.iterchildren("tr")


def _span(cell: Element, name: str) -> int:
    """Over how many columns or rows a cell goes."""
    text = cell.get(name, "1")
    return max(1, min(int(text), _MOST_COLUMNS)) if text.isdecimal() and len(text) < 4 else 1


def _has_words(element: Element) -> bool:
    """Whether an element holds text that somebody wrote, beside scripts."""
    return any(
        (each.text or "").strip()
        for each in element.iter()
        if isinstance(each.tag, str) and not is_never_shown(each)
    )
