"""The text of one paragraph of a Word file: runs in order, without what a person does not see."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from docx.opc.part import Part

from ingest.archive import Element
from ingest.colours import PAPER
from ingest.docx.archive import Package
from ingest.docx.fields import Field, box_of, counts_pages, form_value, is_blank, link_of
from ingest.docx.formulas import linear
from ingest.docx.frames import Frames
from ingest.docx.looks import HIDDEN, Look, is_barred, is_out, why_unseen
from ingest.docx.notes import Notes
from ingest.docx.numbering import ListNumbers
from ingest.docx.pictures import WordPicture
from ingest.docx.styles import Style, Styles, list_of
from ingest.docx.symbols import sign, signs
from ingest.elements import alternative, by_name, child, name_of, value
from ingest.links import NOTICE, is_lost, linked
from ingest.marks import PICTURE

DELETED = "deleted_text"  # the code of a notice
BAR = "█"  # what a person sees of text that has the colour of its bar
PAGE_NUMBER = "\ue000"  # stands for a number that is another one on each page

_NOT_SHOWN = {"moveFrom", "pPr", "rPr", "rt", "sdtPr", "smartTagPr"}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FRAMES = {"drawing", "pict", "object"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph says: line breaks as line feeds, and what hangs on it."""

    text: str = ""
    label: str = ""  # the number that Word counts by itself
    is_item: bool = False  # it is in a list
    style: Style = field(default_factory=Style)
    bold: bool = False  # all of it
    goes_on: bool = False  # the mark at its end is deleted: the next one continues it
    blank: bool = False  # a field of a form in it is not filled in
    lost: dict[str, None] = field(default_factory=dict)  # codes of what is left out, in order
    boxes: list[tuple[Element, Sequence[str]]] = field(default_factory=list)  # with grounds
    pictures: list[str] = field(default_factory=list)  # what is said of each
    # Those whose own words are to be read, each with its part of the file, where that is known.
    shown: list[tuple[WordPicture, Part | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # notes in its text, as they stand there
    long_notes: list[str] = field(default_factory=list)  # notes that stand for themselves

    @property
    def numbered(self) -> str:
        """Its text with its number in front."""
        return f"{self.label} {self.text.strip()}".strip()


class ParagraphReader:
    """Reads the paragraphs of one file, in its order."""

    def __init__(
        self, styles: Styles, numbering: ListNumbers, notes: Notes, package: Package
    ) -> None:
        """Take the file's styles, lists and notes, and what its parts lead to."""
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self._links, self._pictures = package.links, package.pictures
        self._part = "document"  # that the paragraphs are in
        self._grounds: Sequence[str] = (PAPER,)
        self._table: Look = {}  # how the table's style lets text look

    @contextmanager
    def within(
        self, *, part: str = "", grounds: Sequence[str] = (), table: Look | None = None
    ) -> Iterator[None]:
        """Read in another part of the file, on other grounds, or in a table with a style."""
        before = self._part, self._grounds, self._table
        self._part = part or self._part
        self._grounds = grounds or self._grounds
        self._table = self._table if table is None else table
        yield
        self._part, self._grounds, self._table = before

    def read(self, paragraph: Element) -> ParagraphText:
        """Read one paragraph."""
        properties = child(paragraph, "pPr")
        found = by_name(properties)
        style = self.styles.of_paragraph(value(found.get("pStyle"), "val"))
        place = style.paragraph
        if not found.keys().isdisjoint(_PLACED):
            place = {**place, **self.styles.looks.of_paragraph(properties)}
        runs = _Runs(self, style, self._base(style, place), is_out=is_out(place))
        runs.walk(paragraph)
        text = runs.finish()
        mark = found.get("rPr")
        text.goes_on = mark is not None and (
            child(mark, "del") is not None or child(mark, "moveFrom") is not None
        )
        if "numPr" in found or style.list_id:
            self._number(text, style, properties)
        return text

    def _base(self, style: Style, place: Look) -> dict[str, Any]:
        """How text of a paragraph looks that says nothing by itself."""
        base = {**self.styles.run, **self._table, **style.run}
        if place.get("ground"):
            base["ground"] = place["ground"]
        return base

    def _number(self, text: ParagraphText, style: Style, properties: Element | None) -> None:
        """Count a paragraph that is in a list. One of which nothing is seen is not counted."""
        list_id, depth = list_of(properties)
        if not list_id and style.list_id:
            list_id = style.list_id
            depth = style.depth if depth is None else depth
            if depth is None:
                depth = self.numbering.level_of_style(list_id, style.name)
        text.is_item = list_id not in ("", "0")
        if text.is_item and not text.goes_on and (text.text.strip() or not text.lost):
            text.label = self.numbering.next(list_id, depth or 0)

    def address(self, link: Element) -> str:
        """The address of a link; that of a place within the document is "" or begins with #."""
        address, place = self.link(value(link, "id")), value(link, "anchor")
        return f"{address}#{place}" if address and place else address

    def link(self, relationship: str) -> str:
        """The address that a part of the file leads to by a relationship; "" for none."""
        return self._links.get(self._part, {}).get(relationship, "")

    def picture(self, relationship: str) -> Part | None:
        """The picture that a part of the file shows by a relationship."""
        return self._pictures.get(self._part, {}).get(relationship)

    @property
    def grounds(self) -> Sequence[str]:
        """The colours that may be behind the text."""
        return self._grounds

    def note(self, kind: str, name: str) -> tuple[str, str]:
        """A note: as it stands in the text, and what stands for itself, if it is long."""
        element = self.notes.take(kind, name)
        said = ""
        if element is not None:
            with self.within(part=f"{kind}s", grounds=(PAPER,), table={}):
                read = [self.read(inner) for inner in element.iter("{*}p")]
            said = " ".join(" ".join(one.text for one in read).split())
        return self.notes.written(kind, name, said)


_PLACED = {"shd", "ind", "spacing", "framePr"}


class _Runs:
    """What is gathered while one paragraph is walked through."""

    def __init__(
        self, reader: ParagraphReader, style: Style, base: dict[str, Any], *, is_out: bool
    ) -> None:
        """Take how its text looks where it does not say; outside of the page nothing is seen."""
        self.found = ParagraphText(style=style)
        self._reader, self._base, self._is_out = reader, base, is_out
        self._base_unseen = HIDDEN if is_out else why_unseen(base, reader.grounds)
        self._pieces: list[str] = []
        self._any_shown, self._all_bold = False, True
        self._fields: list[Field] = []

    def finish(self) -> ParagraphText:
        """What was found. A field that goes on in the next paragraph is a link here and there."""
        while self._fields:
            self._end_field()
        self.found.text = "".join(self._pieces)
        self.found.bold = self._any_shown and self._all_bold
        return self.found

    def walk(self, element: Element) -> None:
        """Read what stands in a paragraph, link, insertion, field or content control."""
        for inner in element:
            name = name_of(inner)
            if name == "r":
                self._run(inner)
            elif name in _WALKED:
                _WALKED[name](self, inner)
            elif name not in _NOT_SHOWN:
                self.walk(inner)

    def _formula(self, element: Element) -> None:
        self._show(linear(element), bold=True)

    def _alternative(self, element: Element) -> None:
        branch = alternative(element)
        if branch is not None:
            self.walk(branch)

    def _hyperlink(self, element: Element) -> None:
        start = len(self._pieces)
        self.walk(element)
        self._link(start, self._reader.address(element))

    def _simple_field(self, element: Element) -> None:
        start, instruction = len(self._pieces), value(element, "instr")
        self.walk(element)
        self._result(start, instruction)

    def _deleted(self, element: Element) -> None:
        if any((inner.text or "").strip() for inner in element.iter("{*}delText", "{*}t")):
            self.found.lost[DELETED] = None

    def _control(self, element: Element) -> None:
        """Read a content control: its box, its text, or nothing where nobody has filled it in."""
        box = box_of(element)
        if box:
            self._show(box, bold=True)
        elif is_blank(element):
            self.found.blank = True
        else:
            self.walk(element)

    def _run(self, run: Element) -> None:
        """Read a run, unless it is hidden."""
        properties = child(run, "rPr")
        look, unseen = self._base, self._base_unseen
        if properties is not None and len(properties):
            styles = self._reader.styles
            own = styles.looks.of_run(properties)
            style = styles[own.pop("style", "")]
            if style.is_placeholder:
                self.found.blank = True
                return
            look = {**self._base, **style.run, **own}
            if self._base.get("vanish") and "vanish" not in own:
                look["vanish"] = True  # a character style does not show what its paragraph hides
            unseen = HIDDEN if self._is_out else why_unseen(look, self._reader.grounds)
        if unseen:
            self._unseen(run, unseen)
            if unseen == HIDDEN and is_barred(look):
                self._pieces.append(BAR)
            return
        for inner in run:
            self._run_inner(inner, look)

    def _unseen(self, run: Element, why: str) -> None:
        """Pass by a run that is not seen; the marks of fields in it still count."""
        if any((inner.text or "").strip() for inner in run.iter("{*}t")):
            self.found.lost[why] = None
        for inner in run.iter("{*}fldChar", "{*}instrText"):
            self._field(inner)

    def _run_inner(self, inner: Element, look: Look) -> None:
        """Read one element of a shown run."""
        name = name_of(inner)
        if name == "t":
            self._text(inner.text or "", look)
        elif name in _CHARACTERS:
            self._pieces.append(_CHARACTERS[name])
        elif name in ("fldChar", "instrText"):
            self._field(inner)
        elif name == "sym":
            self._show(sign(value(inner, "char"), value(inner, "font")), look.get("bold", False))
        else:
            self._hanging(inner, name, look)

    def _hanging(self, inner: Element, name: str, look: Look) -> None:
        """Read what stands in a run and is no text of its own."""
        if name in _NOTES:
            self._note(_NOTES[name], value(inner, "id"))
        elif name in _FRAMES:
            self._frames(inner)
        elif name == "AlternateContent":
            branch = alternative(inner)
            for inner in () if branch is None else branch:
                self._run_inner(inner, look)
        elif name == "ruby":
            self.walk(child(inner, "rubyBase"))
        elif name == "commentReference":
            self.found.lost["comments"] = None

    def _note(self, kind: str, name: str) -> None:
        """Put a note where it is referred to, behind what it is said of."""
        inside, apart = self._reader.note(kind, name)
        self.found.notes.append(inside)
        self._pieces.append(f" {inside} ")
        if apart:
            self.found.long_notes.append(apart)

    def _text(self, text: str, look: Look) -> None:
        """Add text, as its font paints it."""
        font = look.get("font", "")
        if font:
            text, lost = signs(text, font)
            if lost:
                self.found.lost["symbols_left_out"] = None
        self._show(text, look.get("bold", False))

    def _show(self, text: str, bold: bool) -> None:
        """Add text that is seen."""
        self._pieces.append(text)
        if text.strip():
            self._any_shown = True
            self._all_bold = self._all_bold and bold

    def _link(self, start: int, address: str) -> None:
        """Put an address behind the words that were read since a place."""
        words = "".join(self._pieces[start:])
        if words.strip() and address:
            self._pieces[start:] = [linked(words, address)]
            if is_lost(address):
                self.found.lost[NOTICE] = None

    def _field(self, mark: Element) -> None:
        """Begin a field, read its instruction, begin its result, or end it."""
        kind = value(mark, "fldCharType")
        field = self._fields[-1] if self._fields else None
        if kind == "begin":
            self._fields.append(Field(len(self._pieces), child(mark, "ffData")))
        elif field is None:
            return
        elif kind == "separate":
            self._instructed(field)
            field.start = len(self._pieces)
        elif kind == "end":
            if field.start is None:
                self._instructed(field)
            self._end_field()
        elif field.start is None:
            field.instruction += mark.text or ""

    def _instructed(self, field: Field) -> None:
        """Leave out what stands among the instruction of a field: a result alone is shown."""
        if "".join(self._pieces[field.begin :]).strip():
            self.found.lost[HIDDEN] = None
        del self._pieces[field.begin :]

    def _end_field(self) -> None:
        """End the innermost field."""
        field = self._fields.pop()
        shown = form_value(field.form)
        if shown:
            start = len(self._pieces) if field.start is None else field.start
            self._pieces[start:] = [shown]
        elif field.start is not None:
            self._result(field.start, field.instruction)

    def _result(self, start: int, instruction: str) -> None:
        """What the result of a field becomes: a link, or a mark for a number of each page."""
        if counts_pages(instruction):
            self._pieces[start:] = [PAGE_NUMBER]
        else:
            self._link(start, link_of(instruction))

    def _frames(self, element: Element) -> None:
        """Find the text boxes and pictures of a drawing."""
        frames = Frames()
        frames.read(element)
        self.found.boxes += frames.boxes
        self.found.lost |= frames.lost
        self.found.shown += [
            (each, self._reader.picture(each.relationship)) for each in frames.shown
        ]
        for words, link in frames.pictures:
            address = self._reader.link(link)
            self.found.pictures.append(f"{PICTURE} {linked(words, address)}")


_WALKED = {
    "oMath": _Runs._formula,
    "oMathPara": _Runs._formula,
    "AlternateContent": _Runs._alternative,
    "hyperlink": _Runs._hyperlink,
    "fldSimple": _Runs._simple_field,
    "del": _Runs._deleted,
    "sdt": _Runs._control,
}
