"""What OpenDocument texts and presentations share: paragraphs, lists, tables, frames."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ingest.archive import Element, parse
from ingest.assembly import Assembly
from ingest.boxes import Box
from ingest.elements import child, name_of, value
from ingest.headings import PSEUDO_LEVEL, can_be_heading
from ingest.lengths import length
from ingest.limits import Limits
from ingest.lines import BULLET, join_lines
from ingest.mathml import tex
from ingest.odf.lists import Counter
from ingest.odf.package import OdfPackage
from ingest.odf.pictures import picture_of
from ingest.odf.styles import PLAIN, OdfStyle
from ingest.odf.tables import cells, is_frame, is_hidden, read_table, rows_of
from ingest.odf.text import OdfParagraph, read_paragraph
from ingest.pictures import described
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

_CONTENTS = {
    *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
    *("alphabetical-index",),
}
_NOT_SHOWN = {
    *("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms"),
    *("dde-connection-decls", "notes", "settings", "animations", "event-listeners", "par"),
}
_IN_FRAMES = {"p", "h", "list", "table", "g", "frame", "custom-shape", "rect", "ellipse"}
_FRAMES = {"frame", "custom-shape", "g", "rect", "ellipse", "a"}
_MOST_HEADING_WORDS = 25
_FARTHEST = (-20, 60)  # centimetres from where a drawing is held: outside of any page


class BodyReader:
    """Reads blocks of one file into its assembly."""

    def __init__(self, package: OdfPackage, assembly: Assembly, limits: Limits) -> None:
        """Begin before the first block."""
        self._package, self._assembly = package, assembly
        self._styles = package.styles
        self._depth_left, self._left = limits.depth, limits.elements
        self._lists: dict[str, Counter] = {}
        looks = package.looks
        outline = None if looks is None else next(looks.iter("{*}outline-style"), None)
        self._outline = Counter(outline)
        self._around = PLAIN  # what the cell of a frame says of its text and paints behind it
        self.page: int | None = None
        self.paper: Box | None = None  # the size of a slide
        self.over: Sequence[Box] = ()  # what lies over the shape of a slide that is being read
        self.pictures = False
        self.reads_headings = True  # bold lines of a text; on a slide they are only bold

    def blocks(self, element: Element, *, listed: str = "", level: int = 0) -> None:
        """Read what stands one under the other. `listed` and `level` are those of a list."""
        if self._depth_left == 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        self._depth_left -= 1
        for inner in element.iterchildren():
            self._left -= 1
            if self._left < 0:
                raise RejectedDocumentError(Rejection.TOO_HEAVY)
            self._block(inner, listed, level)
        self._depth_left += 1

    def _block(self, inner: Element, listed: str, level: int) -> None:
        """Read one block, or what a wrapper holds."""
        name = name_of(inner)
        if name in ("p", "h"):
            self.paragraph(inner, name, is_item=level > 0)
        elif name == "list":
            self._list(inner, listed, level)
        elif name == "table":
            self.table(inner)
        elif name == "section" and value(inner, "display") in ("none", "condition"):
            self._assembly.notice("hidden_text", self.page)
        elif name == "tracked-changes" and next(inner.iter("{*}deletion"), None) is not None:
            self._assembly.notice("struck_text", self.page)
        elif name in _FRAMES:
            self.frame(inner)
        elif name not in _CONTENTS and name not in _NOT_SHOWN:
            self.blocks(inner, listed=listed, level=level)

    def paragraph(
        self, element: Element, name: str = "p", *, is_item: bool = False, front: str = ""
    ) -> None:
        """Read a paragraph or heading, then what hangs on it."""
        found = read_paragraph(element, self._styles, self._around, shaded=False)
        style = self._styles["paragraph", value(element, "style-name")]
        text = found.text.strip()
        level = value(element, "outline-level") if name == "h" else ""
        if text and level.isdecimal() and len(text.split()) <= _MOST_HEADING_WORDS:
            number = self._number(element, int(level[:2]))
            self._assembly.heading(int(level[:2]), number + text, self.page)
        else:
            self._add(found, style, is_item=is_item, front=front)
        self._attached(found)

    def _number(self, element: Element, level: int) -> str:
        """The number of a heading, which stands in its style."""
        if value(element, "is-list-header") == "true":
            return ""
        return self._outline.next(level, value(element, "start-value"))

    def _add(self, found: OdfParagraph, style: OdfStyle, *, is_item: bool, front: str) -> None:
        """Add a paragraph as what it is."""
        text = found.text.strip()
        if (
            self.reads_headings
            and not is_item
            and (found.bold and "\n" not in text and can_be_heading(text))
        ):
            level = style.outline_level or PSEUDO_LEVEL
            self._assembly.heading(level, text.rstrip(": "), self.page)
            return
        for line in join_lines(text.split("\n"), 0):
            bullet = BULLET.match(line)
            bare = line[bullet.end() :] if bullet else line
            if is_item or bullet:
                self._assembly.item(front + bare, self.page)
            else:
                self._assembly.paragraph(line, self.page)
            front = ""

    def _attached(self, found: OdfParagraph) -> None:
        """Tell what was left out of a paragraph, and read its drawings and notes."""
        for code in sorted(found.left_out):
            self._assembly.notice(code, self.page)
        for frame in found.frames:
            self.frame(frame)
        for note in found.notes:
            self._assembly.paragraph(note, self.page)

    def _list(self, element: Element, outer: str, level: int) -> None:
        """Read a list; its style says how its items are numbered."""
        own = value(element, "style-name") or outer
        goes_on = value(element, "continue-numbering") == "true" or value(element, "continue-list")
        if own not in self._lists or (level == 0 and not goes_on):
            self._lists[own] = Counter(self._styles.lists.get(own))
        for item in element.iterchildren("{*}list-item", "{*}list-header"):
            is_header = name_of(item) == "list-header"
            number = (
                "" if is_header else self._lists[own].next(level + 1, value(item, "start-value"))
            )
            for inner in item.iterchildren():
                if name_of(inner) in ("p", "h") and not is_header:
                    self.paragraph(inner, name_of(inner), is_item=True, front=number)
                    number = ""
                else:
                    self._block(inner, own, level + 1)

    def table(self, element: Element) -> None:
        """Read a table; one of a single column is a frame around what it holds."""
        if is_frame(element):
            self._frame_of_cells(element)
            return
        attached: list[OdfParagraph] = []

        def text_of(cell: Element) -> tuple[str, bool]:
            # OdfStyles of tables colour their rows, so white text in one is not taken for hidden.
            found = [
                read_paragraph(each, self._styles, PLAIN, shaded=True)
                for each in cell.iter("{*}p", "{*}h")
            ]
            attached.extend(found)
            shown = [each for each in found if each.text.strip()]
            text = " ".join(" ".join(each.text for each in shown).split())
            return text, bool(shown) and all(each.bold for each in shown)

        table = read_table(element, text_of)
        pages = [self.page] * len(table.rows)
        self._assembly.table(table.rows, header=table.header, pages=pages)
        if table.hidden:
            self._assembly.notice("hidden_rows", self.page)
        for each in attached:
            self._attached(each)

    def _frame_of_cells(self, element: Element) -> None:
        """Read a table of one column cell by cell, on what each of them paints."""
        before = self._around
        for row, _ in rows_of(element):
            if is_hidden(row):
                self._assembly.notice("hidden_rows", self.page)
                continue
            for cell in cells(row):
                for each in (element, row, cell):
                    family, name = name_of(each), value(each, "style-name")
                    inner = self._styles.refined(self._around, family, name)
                    if inner.background == "transparent":
                        inner = replace(inner, background=self._around.background)
                    self._around = inner
                self.blocks(cell)
                self._around = before

    def frame(self, element: Element) -> None:
        """Read a drawing: its text, its table, its formula, or what is said of a picture."""
        places = (length(value(element, name)) for name in ("x", "y"))
        if any(at is not None and not _FARTHEST[0] < at < _FARTHEST[1] for at in places):
            self._assembly.notice("hidden_text", self.page)
            return
        if self._depth_left == 0:
            raise RejectedDocumentError(Rejection.TOO_HEAVY)
        self._depth_left -= 1
        for inner in element.iterchildren():
            name = name_of(inner)
            if name == "text-box":
                self.blocks(inner)
            elif name in _IN_FRAMES:
                self._block(inner, "", 0)
            elif name == "object":
                self._object(inner, element)
                break
            elif name == "image" and child(element, "table") is None:
                self._picture(element)
                break
        self._depth_left += 1

    def _object(self, reference: Element, frame: Element) -> None:
        """Read a formula; of anything else only what is said of it."""
        part = value(reference, "href").removeprefix("./").rstrip("/")
        data = self._package.archive.data(f"{part}/content.xml") if part else b""
        math = next(reference.iter("{*}math"), None)
        if b"MathML" in data[:2_000]:
            math = parse(data)
        if math is not None and name_of(math) == "math":
            self._assembly.paragraph(tex(math), self.page)
        else:
            self._picture(frame)

    def _picture(self, frame: Element) -> None:
        """Read what is said of a picture, and let it be read; one of which nothing is said is
        told.
        """
        found = picture_of(frame, self._styles, self.paper, self.over)
        if found is None:
            return
        self.pictures = True
        said = [child(frame, name) for name in ("desc", "title")]
        words = [described(each.text or "") for each in said if each is not None]
        text = next(filter(None, words), "")
        self._assembly.paragraph(text, self.page)
        if not text and not found.read:
            self._assembly.notice("picture_without_words", self.page)
        if found.read:
            load = partial(self._package.archive.data, found.source.name if found.source else "")
            large = found.large or not text
            self._assembly.picture(found.source, load, words=text, large=large, page=self.page)
