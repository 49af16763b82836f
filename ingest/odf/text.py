"""The text of a paragraph of an OpenDocument file, without what is not painted."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.characters import lowered, raised
from ingest.colours import PAPER, are_alike, plain
from ingest.elements import name_of, value
from ingest.links import NOTICE, is_lost, linked
from ingest.notes import in_brackets
from ingest.odf.styles import OdfStyle, OdfStyles

SHAPES = {
    *("frame", "custom-shape", "rect", "ellipse", "circle", "line", "connector", "polygon", "path"),
    *("g", "polyline", "caption", "regular-polygon", "measure", "a"),
}
_NOT_TEXT = {
    *("bookmark", "bookmark-start", "bookmark-end", "reference-mark", "annotation-end"),
    *("change", "change-start", "change-end", "soft-page-break", "ruby-text", "tracked-changes"),
    *("alphabetical-index-mark", "toc-mark", "user-index-mark", "note-citation", "script"),
    *("page-number", "text-input-hint", "placeholder"),
}
_CHARACTERS = {"tab": "\t", "line-break": "\n", "s": " "}
_SHIFTS: dict[str, Callable[[str], str]] = {"super": raised, "sub": lowered}


@dataclass(slots=True)
class OdfParagraph:
    """What a paragraph says: line breaks as line feeds, whether all of it is bold, the drawings
    and notes that hang on it, and codes of notices for what was left out.
    """

    text: str = ""
    bold: bool = False
    left_out: set[str] = field(default_factory=set)
    frames: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # long ones, which stand for themselves


def read_paragraph(
    element: Element, styles: OdfStyles, base: OdfStyle, *, shaded: bool
) -> OdfParagraph:
    """Read a paragraph or heading. `base` is what holds around it; `shaded` says that it stands on
    something other than white paper.
    """
    style = styles.refined(base, "paragraph", value(element, "style-name"))
    runs = _Runs(styles, plain(base.background) or PAPER, shaded=shaded)
    runs.walk(element, style)
    runs.found.text = "".join(runs.pieces)
    runs.found.bold = runs.any_shown and runs.all_bold
    if any(value(each, "is-hidden") == "true" for each in element.iter("{*}hidden-paragraph")):
        runs.found.text, runs.found.frames = "", []
    return runs.found


class _Runs:
    """What is gathered while one paragraph is walked through."""

    def __init__(self, styles: OdfStyles, behind: str, *, shaded: bool) -> None:
        """Begin with nothing; `behind` is the colour around, seen where nothing is painted."""
        self.found = OdfParagraph()
        self.pieces: list[str] = []
        self.any_shown, self.all_bold = False, True
        self._styles, self._behind, self._shaded = styles, behind, shaded

    def walk(self, element: Element, style: OdfStyle) -> None:
        """Read the words of an element and of what stands among them."""
        self._show(element.text, style)
        for inner in element.iterchildren():
            self._inner(inner, style)
            self._show(inner.tail, style)

    def _inner(self, inner: Element, style: OdfStyle) -> None:
        """Read one element among the words."""
        name = name_of(inner)
        if name in _CHARACTERS:
            self.pieces.append(_CHARACTERS[name])
        elif name == "note":
            self._note(inner, style)
        elif name == "annotation":
            self.found.left_out.add("comments")
        elif name in ("hidden-text", "hidden-paragraph"):
            self.found.left_out.add("hidden_text")
        elif name in SHAPES and "drawing" in inner.tag:
            self._frame(inner, style)
        elif name == "a":
            self._link(inner, style)
        elif name not in _NOT_TEXT:
            self.walk(inner, self._styles.refined(style, "text", value(inner, "style-name")))

    def _frame(self, frame: Element, style: OdfStyle) -> None:
        """Keep a drawing, unless the words that it stands among are hidden."""
        if not style.hidden:
            self.found.frames.append(frame)
        elif any("".join(each.itertext()).strip() for each in frame.iter("{*}p")):
            self.found.left_out.add("hidden_text")

    def _note(self, note: Element, style: OdfStyle) -> None:
        """Put a note behind what it is said of, under the number that the file wrote for it."""
        before, self.pieces = self.pieces, []
        bold = self.all_bold
        for body in note.iterchildren("{*}note-body"):
            for each in body.iter("{*}p", "{*}h"):
                self.walk(each, self._styles.refined(style, "paragraph", value(each, "style-name")))
                self.pieces.append(" ")
        said, self.pieces, self.all_bold = " ".join("".join(self.pieces).split()), before, bold
        cited = "".join(each.text or "" for each in note.iterchildren("{*}note-citation"))
        if said:
            inside, apart = in_brackets(cited.strip() or "*", said)
            self.pieces.append(f" {inside}")
            self.found.notes += filter(None, (apart,))

    def _link(self, link: Element, style: OdfStyle) -> None:
        """Read a link: its words with its address behind them."""
        before, self.pieces = self.pieces, []
        self.walk(link, style)
        address = value(link, "href")
        if is_lost(address):
            self.found.left_out.add(NOTICE)
        self.pieces = [*before, linked("".join(self.pieces), address)]

    def _show(self, text: str | None, style: OdfStyle) -> None:
        """Add text, if it is seen."""
        if not text:
            return
        if not text.strip():
            self.pieces.append(" ")
        elif style.struck:
            self.found.left_out.add("struck_text")
        elif style.hidden or self._is_white(style):
            self.found.left_out.add("hidden_text")
        else:
            # White space of the file is one space (part 3, 6.1.2).
            words = " ".join(f"|{text}|".split())[1:-1]
            self.pieces.append(_SHIFTS[style.shift](words) if style.shift else words)
            self.any_shown = True
            self.all_bold = self.all_bold and style.bold

    def _is_white(self, style: OdfStyle) -> bool:
        """Whether text has the colour of what it stands on."""
        under = style.background if style.background not in ("", "transparent") else ""
        if under:
            return are_alike(plain(style.color), plain(under))
        return are_alike(plain(style.color), self._behind) and not self._shaded
