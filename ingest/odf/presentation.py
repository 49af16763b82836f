"""OpenDocument presentations: slide by slide, the title, then the rest in the order of reading."""

from ingest.archive import Element, damage
from ingest.assembly import Assembly
from ingest.boxes import Box, in_reading_order
from ingest.elements import child, name_of, value
from ingest.lengths import length
from ingest.limits import Limits
from ingest.odf.body import BodyReader
from ingest.odf.document import finished
from ingest.odf.package import OdfPackage, opened
from ingest.odf.styles import PLAIN
from ingest.odf.text import SHAPES, read_paragraph
from ingest.rejections import Rejection
from ingest.slides import Standing, on_many
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_NEVER = {"page-number"}
_FILLED = ("{*}custom-shape", "{*}rect", "{*}ellipse", "{*}circle", "{*}polygon", "{*}path")
# Of a shape that is turned the file says where it stands in another way, which is not read.
_ANYWHERE = Box(float("-inf"), float("-inf"), float("inf"), float("inf"))
_AT_THE_EDGE = {"footer", "header", "date-time"}


def read(data: bytes, limits: Limits) -> Extract:
    """The slides of an OpenDocument presentation. Raises `RejectedDocumentError`."""
    with damage(data):
        package = opened(data, limits, "presentation", ".odp")
        return _Slides(package, limits).read()


class _Slides:
    """Walks through the slides of one file."""

    def __init__(self, package: OdfPackage, limits: Limits) -> None:
        """Find the slides, and what stands on many of them."""
        self._package = package
        self._pages = list(package.body.iterchildren("{*}page"))
        if len(self._pages) > limits.pages:
            raise RejectedDocumentError(
                Rejection.TOO_MANY_PAGES, pages=len(self._pages), limit=limits.pages
            )
        self._assembly = Assembly(limits)
        self._body = BodyReader(package, self._assembly, limits)
        self._body.reads_headings = False
        self._paper = self._body.paper = _paper(package)
        self._repeated = on_many(
            [list(map(_standing, page.iterchildren("{*}*"))) for page in self._pages]
        )
        self._edges: set[str] = set()
        self._elements: list[Element] = []
        self._height: dict[int, int] = {}  # of each element of a slide, from the bottom up
        self._filled: list[tuple[int, Box]] = []

    def read(self) -> Extract:
        """Read every slide that is shown."""
        for number, page in enumerate(self._pages, start=1):
            self._assembly.slide(number)
            self._body.page = number
            style = self._package.styles["drawing-page", value(page, "style-name")]
            if style.page_hidden or value(page, "visibility") == "hidden":
                self._assembly.notice("hidden_slide", number)
                continue
            self._slide(page, number)
        return finished(self._assembly, self._body, len(self._pages))

    def _slide(self, page: Element, number: int) -> None:
        """Read one slide."""
        if _has_notes(page):
            self._assembly.notice("speaker_notes", number)
        if child(page, "annotation") is not None:
            self._assembly.notice("comments", number)
        shapes = [each for each in page.iterchildren() if name_of(each) in SHAPES]
        titles = [each for each in shapes if value(each, "class") == "title"]
        for title in titles:
            text = " ".join(_words(title).split())
            if text and value(title, "placeholder") != "true":
                self._assembly.heading(1, text, number)
        self._elements = list(page.iter())  # kept: their ids hold for as long
        self._height = {id(each): at for at, each in enumerate(self._elements)}
        self._filled = [
            (self._height[id(each)], _box(each) or _ANYWHERE)
            for each in page.iter(*_FILLED, "{*}frame")
            if self._is_filled(each)
        ]
        others = [(each, _box(each)) for each in shapes if each not in titles]
        for shape in in_reading_order(others):
            self._shape(shape, number)

    def _shape(self, shape: Element, number: int) -> None:
        """Read a shape, or those of a group in their order."""
        kind, box = value(shape, "class"), _box(shape)
        if value(shape, "placeholder") == "true" or kind in _NEVER:
            return
        if box is not None and box.area and not box.touches(self._paper):
            if _words(shape).strip():
                self._assembly.notice("hidden_text", number)
        elif kind in _AT_THE_EDGE or _standing(shape) in self._repeated:
            self._edge(shape, number)
        elif name_of(shape) == "g":
            inner = [each for each in shape.iterchildren() if name_of(each) in SHAPES]
            for each in in_reading_order([(each, _box(each)) for each in inner]):
                self._shape(each, number)
        else:
            own = self._height[id(shape)]
            self._body.over = [over for height, over in self._filled if height > own]
            self._body.frame(shape)

    def _is_filled(self, shape: Element) -> bool:
        """Whether a shape may cover what lies under it: it does, unless it says otherwise; a text
        box only where it says so.
        """
        fill = self._package.styles.said(value(shape, "style-name"), "fill")
        if name_of(shape) == "frame":
            return child(shape, "text-box") is not None and fill not in ("", "none")
        return fill != "none"

    def _edge(self, shape: Element, number: int) -> None:
        """Read what stands on many slides, each text once."""
        for element in shape.iter("{*}p"):
            found = read_paragraph(element, self._package.styles, PLAIN, shaded=True)
            text = found.text.strip()
            if text not in self._edges:
                self._edges.add(text)
                self._assembly.paragraph(text, number)


def _has_notes(page: Element) -> bool:
    """Whether the speaker wrote something under a slide."""
    notes = child(page, "notes")
    frames = () if notes is None else notes.iter("{*}frame")
    return any(
        value(frame, "class") == "notes"
        and value(frame, "placeholder") != "true"
        and _words(frame).strip()
        for frame in frames
    )


def _words(shape: Element) -> str:
    """All words of a shape, line by line."""
    return " ".join("".join(each.itertext()) for each in shape.iter("{*}p", "{*}h"))


def _standing(shape: Element) -> Standing | None:
    """The words of a shape that is no title, and where it stands."""
    box = _box(shape)
    if box is None or name_of(shape) == "g" or value(shape, "class") == "title":
        return None
    text = _words(shape).strip()
    return (text, box) if text else None


def _box(shape: Element) -> Box | None:
    """Where a shape stands, in centimetres; a group stands where its shapes do."""
    if name_of(shape) == "g":
        boxes = [box for each in shape.iterchildren() if (box := _box(each)) is not None]
        if not boxes:
            return None
        return Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )
    left, top = length(value(shape, "x")), length(value(shape, "y"))
    width, height = length(value(shape, "width")), length(value(shape, "height"))
    if left is None or top is None:
        return None
    return Box(left, top, left + (width or 0), top + (height or 0))


def _paper(package: OdfPackage) -> Box:
    """The size of a slide; without one, nothing stands outside."""
    looks = package.looks
    for properties in () if looks is None else looks.iter("{*}page-layout-properties"):
        width = length(value(properties, "page-width"))
        height = length(value(properties, "page-height"))
        # The first layout may be that of notes, which stand upright.
        if width and height and width > height:
            return Box(0, 0, width, height)
    return _ANYWHERE
