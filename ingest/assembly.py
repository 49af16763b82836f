"""Puts what a reader finds into sections, in reading order, and gives every piece its anchor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.characters import clean, clean_lines
from ingest.gallery import Gallery
from ingest.limits import Limits
from ingest.links import without_addresses
from ingest.marks import has_marks, language_of, worded
from ingest.rejections import Rejection
from ingest.tables import row_text
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Block, BlockKind, Extract, Notice, Section
from silabo.domain.pictures import FoundPicture, PictureSource

_LONGEST_HEADING = 200
_MOST_NOTICES = 100


@dataclass(slots=True)
class _Open:
    """A section that still takes blocks. `level` is None where there is no heading."""

    path: tuple[str, ...]
    level: int | None = None
    page: int | None = None
    blocks: list[Block] = field(default_factory=list)
    anchor: str = ""


class Assembly:
    """Collects one document. Every method cleans the text that it is given and ignores emptiness.

    Raises `RejectedDocumentError` "too_much_text" or "too_many_columns" as soon as a limit is
    passed.
    """

    def __init__(self, limits: Limits) -> None:
        """Start with the part before the first heading."""
        self._limits = limits
        self._sections = [_Open(path=())]
        self._outline: list[tuple[int, str]] = []
        self._notices: dict[Notice, None] = {}
        self._gallery = Gallery(limits)
        self._blocks = self._characters = 0
        self._paragraphs = self._tables = self._headings = 0
        self._slide = ""  # what an anchor on the slide begins with
        self._last = ""

    def heading(self, level: int, title: str, page: int | None = None) -> None:
        """Open a section. Smaller levels are further out; levels may be skipped.

        A heading with nothing under it says something by itself, so it becomes a paragraph. One
        with links has its words for a title, and stands under that with their addresses.
        """
        title = clean(title)
        bare = without_addresses(title)
        if bare != title:
            self.heading(level, bare, page)
            self.paragraph(title, page)
            return
        if not title or len(title) > _LONGEST_HEADING:
            self.paragraph(title, page)
            return
        self._count(len(title))
        self._settle(level)
        self._outline = [entry for entry in self._outline if entry[0] < level]
        self._outline.append((level, title))
        path = tuple(entry[1] for entry in self._outline)
        self._sections.append(_Open(path, level, page))

    def slide(self, number: int) -> None:
        """Begin a slide: no heading from before holds on it, and its anchors name it (`s4p1`)."""
        self._settle(0)
        self._outline = []
        self._sections.append(_Open(path=()))
        self._slide = f"s{number}"
        self._paragraphs = self._tables = 0

    def apart(self) -> None:
        """Begin a part under no heading, such as the text of a header."""
        self._settle(0)
        self._outline = []
        self._sections.append(_Open(path=()))

    def says(self, text: str) -> bool:
        """Whether a block or a heading already has just this text."""
        text = clean(text)
        return any(
            text in open_.path or any(block.text == text for block in open_.blocks)
            for open_ in self._sections
        )

    def paragraph(self, text: str, page: int | None = None) -> None:
        """Add a paragraph."""
        self._numbered(BlockKind.PARAGRAPH, clean(text), page)

    def item(self, text: str, page: int | None = None) -> None:
        """Add an item of a list, without its bullet."""
        self._numbered(BlockKind.ITEM, clean(text), page)

    def code(self, text: str, page: int | None = None) -> None:
        """Add a block of code with its lines."""
        self._numbered(BlockKind.CODE, clean_lines(text), page)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        header: bool,
        pages: Sequence[int | None] | None = None,
    ) -> None:
        """Add a table; with `header`, its first row names the columns. Empty rows are dropped, but
        for the names of columns: those are row 0, the others count from 1. `pages` has a page for
        every row.
        """
        widest = max(map(len, rows), default=0)
        if widest > self._limits.columns:
            raise RejectedDocumentError(
                Rejection.TOO_MANY_COLUMNS, columns=widest, limit=self._limits.columns
            )
        known = [None] * len(rows) if pages is None else pages
        cleaned = [[_cell(text) for text in row] for row in rows]
        filled = [(row, page) for row, page in zip(cleaned, known, strict=True) if any(row)]
        if not filled:
            return
        header = header and len(filled) > 1
        self._tables += 1
        columns = tuple(filled[0][0]) if header else ()
        for number, (row, page) in enumerate(filled, start=0 if header else 1):
            kind = BlockKind.ROW if number else BlockKind.HEADER
            text = row_text(row, columns) if number else row_text(row, [""] * len(row))
            self._add(Block(f"{self._slide}t{self._tables}r{number}", kind, text, tuple(row), page))

    def notice(self, code: str, page: int | None = None) -> None:
        """Tell the instructor of something left out on a page or, where there are none, behind the
        last block that was added; the same at one place is told once.
        """
        if len(self._notices) < _MOST_NOTICES:
            self._notices[Notice(code, page, "" if page else self._last)] = None

    def picture(
        self,
        source: PictureSource | None,
        load: Callable[[], bytes],
        *,
        words: str,
        large: bool,
        page: int | None = None,
    ) -> None:
        """Let a picture be read that a person sees here; `words` are its alternative text. A large
        one of which nothing is said is told until it has been read, and one that nobody reads stays
        told. What was there before is read at its first place. Without a source nobody can say what
        of it is seen.
        """
        repeated = self._gallery.repeats(source, load)
        if repeated:
            return
        told = "picture_without_words" if large and not words else ""
        if told or (large and repeated is None):
            self.notice(told or "picture_not_read", page)
        if source is None or repeated is None:
            return
        self._gallery.found.append(
            FoundPicture(
                source,
                own=f"{self._slide}i{len(self._gallery.found) + 1}",
                anchor="" if page else self._last,
                page=page,
                path=self._sections[-1].path,
                words=clean(words),
                told=told,
            )
        )

    def finish(self, pages: int | None = None) -> Extract:
        """The document. Raises `RejectedDocumentError` "no_text" when there are no blocks."""
        self._settle(0)
        blocks = [block for open_ in self._sections for block in open_.blocks]
        language = language_of([block.text for block in blocks]) if _have_marks(blocks) else "und"
        sections = tuple(
            Section(open_.path, open_.anchor, tuple(_worded(b, language) for b in open_.blocks))
            for open_ in self._sections
            if open_.blocks or open_.anchor
        )
        waits = self._gallery.found or (self._limits.pictures and pages and self._notices)
        if not self._blocks and not waits:
            raise RejectedDocumentError(Rejection.NO_TEXT)
        return Extract(sections, pages, tuple(self._notices), tuple(self._gallery.found))

    def _settle(self, next_level: int) -> None:
        """Close the current section before a heading of `next_level`: give a heading that has
        something under it its anchor, turn one without into a paragraph.
        """
        current = self._sections[-1]
        if current.level is None or current.anchor:
            return
        if current.blocks or current.level < next_level:
            self._headings += 1
            current.anchor = f"h{self._headings}"
            return
        self._sections.pop()
        self._outline.pop()
        parent = current.path[:-1]
        if self._sections[-1].path != parent:
            self._sections.append(_Open(parent))
        self.paragraph(current.path[-1], current.page)

    def _numbered(self, kind: BlockKind, text: str, page: int | None) -> None:
        """Add a block that counts as a paragraph."""
        if text:
            self._paragraphs += 1
            self._add(Block(f"{self._slide}p{self._paragraphs}", kind, text, page=page))

    def _add(self, block: Block) -> None:
        """Put a block into the current section, within the limits."""
        self._blocks += 1
        self._count(len(block.text) + sum(len(cell) + 1 for cell in block.cells))
        if self._blocks > self._limits.blocks:
            raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=self._limits.blocks)
        self._sections[-1].blocks.append(block)
        self._last = block.anchor

    def _count(self, characters: int) -> None:
        """Count characters, up to the limit."""
        self._characters += characters
        if self._characters > self._limits.characters:
            raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=self._limits.characters)


def _have_marks(blocks: Sequence[Block]) -> bool:
    return any(has_marks(block.text) for block in blocks)


def _worded(block: Block, language: str) -> Block:
    """A block with what its boxes and pictures mean in words."""
    if language == "und" or not has_marks(block.text):
        return block
    cells = tuple(worded(cell, language) for cell in block.cells)
    return replace(block, text=worded(block.text, language), cells=cells)


def _cell(text: str) -> str:
    """The text of a cell without the bullet that it may begin with, or be."""
    return clean(text).lstrip("•◦▪▫●○■□‣ ")
