"""The slides of a presentation in order, each with what it has from layout and master."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.archive import Element
from ingest.boxes import Box
from ingest.elements import child, value
from ingest.limits import Limits
from ingest.office import OfficePackage, Relationship, id_of
from ingest.pptx.colours import Colours, paper_of, theme_of
from ingest.pptx.shapes import Shape, ShapeReader
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

_OFF = ("0", "false")
# A body may be written as any of these; a layout may call it by another than the slide does.
_TITLES = {"title", "ctrTitle"}
_BODIES = {"body", "obj", "subTitle"}


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as its file has it."""

    number: int  # from 1, hidden ones included, as PowerPoint counts
    content: Element
    shapes: list[Shape]  # from the bottom up, each where it stands
    painted_under: list[Shape]  # of its layout and master, without their placeholders
    patterns: list[Shape]  # the placeholders of its layout, then those of its master
    colours: Colours
    hidden: bool
    relationships: dict[str, Relationship] = field(default_factory=dict)

    def pattern(self, shape: Shape) -> Iterator[Shape]:
        """The placeholders from which one of a slide has what it does not say itself."""
        return (each for each in self.patterns if _fits(shape, each))


@dataclass(frozen=True, slots=True)
class _Page:
    """A layout or master."""

    part: str
    content: Element | None
    shapes: list[Shape]

    @property
    def paints(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape.placeholder is None]

    @property
    def patterns(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape.placeholder is not None]


class Presentation:
    """A presentation. Raises `RejectedDocumentError` when it is none, or has too many slides."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open it and find its slides."""
        self.package = OfficePackage(data, limits)
        self._part, root = self.package.main("presentation", ".pptx")
        size = child(root, "sldSz")
        self.paper = Box(0, 0, _size(value(size, "cx")), _size(value(size, "cy")))
        known = self.package.relationships(self._part)
        listed = child(root, "sldIdLst")
        ids = [] if listed is None else [id_of(each) for each in listed]
        self._slides = [known[name].target for name in ids if name in known]
        if len(self._slides) > limits.pages:
            raise RejectedDocumentError(
                Rejection.TOO_MANY_PAGES, pages=len(self._slides), limit=limits.pages
            )
        self._shapes = ShapeReader(limits.elements, limits.depth)
        self._pages: dict[str, _Page] = {}

    def __len__(self) -> int:
        """How many slides there are."""
        return len(self._slides)

    def __iter__(self) -> Iterator[Slide]:
        """The slides in their order; one that the file lost is left out."""
        for number, part in enumerate(self._slides, start=1):
            content = self.package.xml(part)
            if content is not None:
                yield self._slide(number, part, content)

    def _slide(self, number: int, part: str, content: Element) -> Slide:
        """One slide."""
        layout = self._page(self.package.related(part, "slideLayout"))
        master = self._page(self.package.related(layout.part, "slideMaster"))
        under = list(layout.paints) if value(content, "showMasterSp") not in _OFF else []
        if under and value(layout.content, "showMasterSp") not in _OFF:
            under = [*master.paints, *under]
        theme = self.package.xml(self.package.related(master.part, "theme"))
        colours = Colours(theme_of(theme, master.content))
        paper = paper_of(colours, content, layout.content, master.content)
        slide = Slide(
            number=number,
            content=content,
            shapes=self._shapes.read(content),
            painted_under=under,
            patterns=[*layout.patterns, *master.patterns],
            colours=replace(colours, paper=paper),
            hidden=value(content, "show") in _OFF,
            relationships=self.package.relationships(part),
        )
        return replace(slide, shapes=[_placed(shape, slide) for shape in slide.shapes])

    def _page(self, part: str) -> _Page:
        """A layout or master, read once."""
        if part not in self._pages:
            content = self.package.xml(part)
            shapes = [] if content is None else self._shapes.read(content)
            self._pages[part] = _Page(part, content, shapes)
        return self._pages[part]


def _placed(shape: Shape, slide: Slide) -> Shape:
    """A placeholder with the place that its layout gives it, where it has none of its own."""
    if shape.box is not None or shape.placeholder is None:
        return shape
    boxes = (each.box for each in slide.pattern(shape) if each.box is not None)
    return replace(shape, box=next(boxes, None))


def _fits(shape: Shape, pattern: Shape) -> bool:
    """Whether a placeholder is made after another (ECMA-376 part 1, 19.3.1.36)."""
    if shape.index and shape.index == pattern.index:
        return True
    kinds = {shape.placeholder, pattern.placeholder}
    return len(kinds) == 1 or kinds <= _TITLES or (kinds <= _BODIES and not pattern.index)


def _size(text: str) -> float:
    """The width or height of slides; without one, nothing stands outside."""
    return float(text) if text.isdecimal() and 0 < len(text) < 12 else float("inf")
