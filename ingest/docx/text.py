"""The text of one paragraph of a Word file: runs in order, without what Word does not show."""

from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.docx.fields import Field, link_of
from ingest.docx.formulas import linear
from ingest.docx.styles import Styles, attribute, child, is_shaded, switch, value
from ingest.links import is_lost, linked

_NOT_SHOWN = {"del", "moveFrom", "pPr", "rPr", "instrText", "rt", "sdtPr", "smartTagPr"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FRAMES = {"drawing", "pict", "object"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_SMALLEST = 4  # half-points: nobody reads text of 2 points


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph says: line breaks as line feeds, the boxes and notes that hang on it, and
    whether all of it is bold, any of it hidden, and the address of a link lost.
    """

    text: str = ""
    bold: bool = False
    hidden: bool = False
    link_lost: bool = False
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def name_of(element: Element) -> str:
    """An element's local name; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def alternative(element: Element) -> Element | None:
    """The one branch of a markup alternative that is read, so that a text box is read once
    (ECMA-376 part 3, 7.4).
    """
    choice = child(element, "Choice")
    return choice if choice is not None and len(choice) else child(element, "Fallback")


class ParagraphReader:
    """Reads the paragraphs of one file."""

    def __init__(self, styles: Styles, links: dict[str, dict[str, str]], *, shaded: bool) -> None:
        """Take the file's styles, the addresses of its parts' links, and whether its pages have a
        colour.
        """
        self._styles = styles
        self._links = links
        self._shaded = shaded
        self.part = "document"  # that the paragraphs are in

    def read(self, paragraph: Element, *, shaded: bool = False) -> ParagraphText:
        """Read one paragraph; `shaded` says that it stands on a background other than paper."""
        properties = child(paragraph, "pPr")
        style = self._styles[attribute(properties, "pStyle")]
        shaded = shaded or self._shaded or style.shaded or is_shaded(properties)
        links = self._links.get(self.part, {})
        runs = _Runs(self._styles, links, shaded=shaded, bold=style.bold, hidden=style.hidden)
        runs.walk(paragraph)
        runs.close_fields()
        runs.found.text = "".join(runs.pieces)
        runs.found.bold = runs.any_shown and runs.all_bold
        return runs.found


class _Runs:
    """What is gathered while one paragraph is walked through."""

    def __init__(
        self, styles: Styles, links: dict[str, str], *, shaded: bool, bold: bool, hidden: bool
    ) -> None:
        """Take what the paragraph's style says, and the addresses of its links."""
        self.found = ParagraphText()
        self.pieces: list[str] = []
        self.any_shown, self.all_bold = False, True
        self._styles, self._shaded, self._bold, self._hidden = styles, shaded, bold, hidden
        self._links = links
        self._fields: list[Field] = []

    def walk(self, element: Element) -> None:
        """Read what stands in a paragraph, link, insertion, field or content control."""
        for inner in element.iterchildren():
            name = name_of(inner)
            if name == "r":
                self._run(inner)
            elif name in ("oMath", "oMathPara"):
                self._show(linear(inner), bold=True)
            elif name == "AlternateContent":
                branch = alternative(inner)
                if branch is not None:
                    self.walk(branch)
            elif name in ("hyperlink", "fldSimple"):
                start = len(self.pieces)
                self.walk(inner)
                self._link(start, self._address(inner))
            elif name not in _NOT_SHOWN:
                self.walk(inner)

    def close_fields(self) -> None:
        """End the fields that go on in the next paragraph: each is a link here and there."""
        while self._fields:
            self._end_field()

    def _address(self, element: Element) -> str:
        """The address of a link; that of a place within the document is "" or begins with #."""
        if name_of(element) == "fldSimple":
            return link_of(value(element, "instr"))
        address, place = self._links.get(value(element, "id"), ""), value(element, "anchor")
        return f"{address}#{place}" if address and place else address

    def _link(self, start: int, address: str) -> None:
        """Put an address behind the words that were read since a place."""
        words = "".join(self.pieces[start:])
        if words.strip() and address:
            self.pieces[start:] = [linked(words, address)]
            self.found.link_lost = self.found.link_lost or is_lost(address)

    def _field(self, mark: Element) -> None:
        """Begin a field, read its instruction, begin its result, or end it."""
        kind = value(mark, "fldCharType")
        field = self._fields[-1] if self._fields else None
        if kind == "begin":
            self._fields.append(Field())
        elif field is None:
            return
        elif kind == "separate":
            field.start = len(self.pieces)
        elif kind == "end":
            self._end_field()
        elif field.start is None:
            field.instruction += mark.text or ""

    def _end_field(self) -> None:
        """End the innermost field."""
        field = self._fields.pop()
        if field.start is not None:
            self._link(field.start, link_of(field.instruction))

    def _run(self, run: Element) -> None:
        """Read a run, unless it is hidden."""
        properties = child(run, "rPr")
        style = self._styles[attribute(properties, "rStyle")]
        if self._is_hidden(properties, self._hidden or style.hidden):
            self.found.hidden = self.found.hidden or any(inner.text for inner in run.iter("{*}t"))
            return
        bold = switch(properties, "b", self._bold or style.bold)
        for inner in run.iterchildren():
            self._run_inner(inner, bold)

    def _run_inner(self, inner: Element, bold: bool) -> None:
        """Read one element of a shown run."""
        name = name_of(inner)
        if name == "t":
            self._show(inner.text or "", bold)
        elif name in _CHARACTERS:
            self.pieces.append(_CHARACTERS[name])
        elif name in ("fldChar", "instrText"):
            self._field(inner)
        else:
            self._hanging(inner, name, bold)

    def _hanging(self, inner: Element, name: str, bold: bool) -> None:
        """Read what stands in a run and is no text of its own."""
        if name in _NOTES:
            self.found.notes.append((_NOTES[name], value(inner, "id")))
        elif name in _FRAMES:
            self._frames(inner)
        elif name == "AlternateContent":
            branch = alternative(inner)
            for inner in () if branch is None else branch.iterchildren():
                self._run_inner(inner, bold)
        elif name == "ruby":
            self.walk(child(inner, "rubyBase"))

    def _show(self, text: str, bold: bool) -> None:
        """Add text that is seen."""
        self.pieces.append(text)
        if text.strip():
            self.any_shown = True
            self.all_bold = self.all_bold and bold

    def _frames(self, element: Element) -> None:
        """Find the text boxes of a drawing."""
        if name_of(element) == "txbxContent":
            self.found.boxes.append(element)
            return
        if name_of(element) == "AlternateContent":
            element = alternative(element)
        for inner in () if element is None else element.iterchildren():
            self._frames(inner)

    def _is_hidden(self, properties: Element | None, hidden: bool) -> bool:
        """Whether a run is not seen: by its property, its size, or white on white paper."""
        if switch(properties, "vanish", hidden):
            return True
        size = attribute(properties, "sz")
        if size.isdecimal() and int(size[:6]) <= _SMALLEST:
            return True
        color = child(properties, "color")
        white = (
            value(color, "val").lower() == "ffffff" or value(color, "themeColor") == "background1"
        )
        return white and not self._shaded and not is_shaded(properties)
