"""Presentations slide by slide: the title, then what stands on it in the order of reading."""

from collections.abc import Iterable
from functools import partial

from ingest.archive import Element, damage
from ingest.assembly import Assembly
from ingest.boxes import in_reading_order
from ingest.elements import child, name_of, value
from ingest.limits import Limits
from ingest.lines import BULLET, join_lines
from ingest.pictures import described
from ingest.pptx.colours import Colours
from ingest.pptx.covers import Covers
from ingest.pptx.pictures import is_faint, picture_of
from ingest.pptx.shapes import Shape
from ingest.pptx.slides import Presentation, Slide
from ingest.pptx.tables import read_table
from ingest.pptx.text import Ground, SlideParagraph, paragraphs
from ingest.rejections import Rejection
from ingest.slides import Standing, on_many
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_TITLES = {"title", "ctrTitle"}
_LISTS = {"body", "obj"}
_AT_THE_EDGE = {"ftr", "hdr", "dt"}  # the same on every slide: read once
_NUMBER = "sldNum"


def read(data: bytes, limits: Limits) -> Extract:
    """The slides of a PowerPoint file as sections. Raises `RejectedDocumentError`."""
    with damage(data):
        return _Reader(Presentation(data, limits), limits).read()


class _Reader:
    """Walks through the slides of one file."""

    def __init__(self, presentation: Presentation, limits: Limits) -> None:
        """Begin before the first slide."""
        self._presentation = presentation
        self._assembly = Assembly(limits)
        self._slides = list(presentation)
        self._repeated = on_many([list(map(_standing, slide.shapes)) for slide in self._slides])
        self._edges: set[str] = set()  # what stood at the edge of an earlier slide
        self._pictures = False
        self._depth = limits.depth

    def read(self) -> Extract:
        """Read every slide that is shown."""
        for slide in self._slides:
            self._assembly.slide(slide.number)
            kinds = {each.kind for each in slide.relationships.values()}
            if slide.hidden:
                self._assembly.notice("hidden_slide", slide.number)
                continue
            if "notesSlide" in kinds and self._has_notes(slide):
                self._assembly.notice("speaker_notes", slide.number)
            if "comments" in kinds:
                self._assembly.notice("comments", slide.number)
            self._slide(slide)
        try:
            return self._assembly.finish(pages=len(self._presentation))
        except RejectedDocumentError as error:
            if error.code == Rejection.NO_TEXT and not self._pictures:
                raise RejectedDocumentError(Rejection.EMPTY_FILE) from error
            raise

    def _has_notes(self, slide: Slide) -> bool:
        """Whether the speaker wrote something under a slide."""
        related = slide.relationships.values()
        target = next(each.target for each in related if each.kind == "notesSlide")
        notes = self._presentation.package.xml(target)
        bodies = () if notes is None else notes.iter("{*}sp")
        return any(
            (value(next(shape.iter("{*}ph"), None), "type") == "body")
            and any((text.text or "").strip() for text in shape.iter("{*}t"))
            for shape in bodies
        )

    def _slide(self, slide: Slide) -> None:
        """Read one slide: its title, what it holds, and what layout and master paint."""
        covers = Covers(slide, self._presentation.paper)
        titles = [shape for shape in slide.shapes if shape.placeholder in _TITLES]
        others = [shape for shape in slide.shapes if shape.placeholder not in _TITLES]
        for shape in titles:
            self._title(shape, slide, covers)
        for shape in _ordered(others):
            self._shape(shape, slide, covers)
        for shape in _ordered(slide.painted_under):
            for leaf in shape.leaves:
                if not leaf.hidden:
                    self._edge(leaf, slide, Ground(Colours()))

    def _title(self, shape: Shape, slide: Slide, covers: Covers) -> None:
        """Read the title, which heads the slide."""
        found = self._paragraphs(shape, slide, covers)
        text = " ".join(" ".join(each.text for each in found).split())
        if text:
            self._assembly.heading(1, text, slide.number)

    def _shape(self, shape: Shape, slide: Slide, covers: Covers) -> None:
        """Read a shape, or those of a group in their order."""
        if shape.kind == "grpSp" and not shape.hidden:
            for inner in _ordered(shape.inner):
                self._shape(inner, slide, covers)
        elif shape.placeholder in _AT_THE_EDGE or _standing(shape) in self._repeated:
            self._edge(shape, slide, covers.ground(shape))
        elif shape.placeholder == _NUMBER:
            return
        elif shape.kind == "graphicFrame":
            self._frame(shape, slide, covers)
        elif shape.kind == "pic":
            self._picture(shape, slide, covers)
        else:
            for paragraph in self._paragraphs(shape, slide, covers):
                self._add(paragraph, slide.number)

    def _paragraphs(self, shape: Shape, slide: Slide, covers: Covers) -> list[SlideParagraph]:
        """The paragraphs of a shape that is seen, with notices for what is not."""
        patterns = [child(each.element, "txBody") for each in slide.pattern(shape)]
        styles = [child(each, "lstStyle") for each in patterns if each is not None]
        found = list(
            paragraphs(
                child(shape.element, "txBody"),
                covers.ground(shape),
                tuple(style for style in styles if style is not None),
                listed=shape.placeholder in _LISTS,
            )
        )
        if covers.hides(shape):
            if any(each.text.strip() for each in found):
                self._assembly.notice("hidden_text", slide.number)
            return []
        for paragraph in found:
            for code in sorted(paragraph.left_out):
                self._assembly.notice(code, slide.number)
        return found

    def _add(self, paragraph: SlideParagraph, page: int) -> None:
        """Add a paragraph as what it is."""
        for line in join_lines(paragraph.text.split("\n"), 0):
            bullet = BULLET.match(line)
            if paragraph.is_item or bullet:
                self._assembly.item(line[bullet.end() :] if bullet else line, page)
            else:
                self._assembly.paragraph(line, page)

    def _edge(self, shape: Shape, slide: Slide, ground: Ground) -> None:
        """Read what stands at the edge of many slides: each text once, and no day of today."""
        body = child(shape.element, "txBody")
        fields = () if body is None else body.iter("{*}fld")
        if any(value(each, "type").startswith("datetime") for each in fields):
            return
        for paragraph in paragraphs(body, ground, listed=False):
            if paragraph.text not in self._edges:
                self._edges.add(paragraph.text)
                self._add(paragraph, slide.number)

    def _picture(self, shape: Shape, slide: Slide, covers: Covers) -> None:
        """Read what is said of a picture, and let it be read; of a large one of which nothing is
        said, tell so.
        """
        if covers.hides(shape) or is_faint(shape):
            return
        self._pictures = True
        words = described(shape.description)
        self._assembly.paragraph(words, slide.number)
        found = picture_of(shape, slide, covers, self._presentation.paper)
        if found is None:
            return
        load = partial(self._presentation.package.data, found.source.name if found.source else "")
        self._assembly.picture(
            found.source, load, words=words, large=found.large, page=slide.number
        )

    def _frame(self, shape: Shape, slide: Slide, covers: Covers) -> None:
        """Read a table or a drawing of boxes; of a chart only what is said of it."""
        if covers.hides(shape):
            self._assembly.notice("hidden_text", slide.number)
            return
        data = child(child(shape.element, "graphic"), "graphicData")
        inner = None if data is None else next(data.iterchildren(), None)
        kind = "" if inner is None else name_of(inner)
        if inner is not None and kind == "tbl":
            rows, header, left_out = read_table(inner, slide.colours)
            for code in sorted(left_out):
                self._assembly.notice(code, slide.number)
            self._assembly.table(rows, header=header, pages=[slide.number] * len(rows))
        elif inner is not None and kind == "relIds":
            self._diagram(inner, slide)
        else:
            self._picture(shape, slide, covers)

    def _diagram(self, reference: Element, slide: Slide) -> None:
        """Read the boxes of a SmartArt drawing, in the order of their list."""
        known = slide.relationships.get(value(reference, "dm"))
        model = None if known is None else self._presentation.package.xml(known.target)
        for point in () if model is None else model.iter("{*}pt"):
            if value(point, "type") in ("", "node", "asst"):
                for paragraph in paragraphs(child(point, "t"), Ground(Colours()), listed=True):
                    self._add(paragraph, slide.number)


def _ordered(shapes: Iterable[Shape]) -> list[Shape]:
    """Shapes in the order in which they are read."""
    return in_reading_order([(shape, shape.box) for shape in shapes])


def _standing(shape: Shape) -> Standing | None:
    """The words of a shape that is no title, and where it stands."""
    if shape.box is None or shape.placeholder in _TITLES:
        return None
    text = "".join(each.text or "" for each in shape.element.iter("{*}t")).strip()
    return (text, shape.box) if text else None
