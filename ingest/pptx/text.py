"""The text of a shape: paragraphs with their bullets and numbers, without what is not painted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.archive import Element
from ingest.characters import lowered, raised
from ingest.colours import are_alike
from ingest.docx.formulas import linear
from ingest.elements import alternative, child, name_of, value
from ingest.links import NOTICE, is_lost, linked
from ingest.office import id_of
from ingest.pptx.colours import Colours
from ingest.pptx.numbers import Numbering

_SMALLEST = 400  # hundredths of a point: nobody reads less on a screen
_USUAL = 1_800
_BULLETS = {"buChar", "buBlip", "buAutoNum"}
_DEEPEST_LEVEL = 8
_WHOLE = 100_000  # thousandths of a percent


@dataclass(slots=True)
class SlideParagraph:
    """What a paragraph says, line breaks as line feeds; whether it is an item of a list; and codes
    of notices for what was left out of it.
    """

    text: str
    is_item: bool = False
    left_out: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a text stands on: the slide's colours and links, and the colour under it (None: not
    known).
    """

    colours: Colours
    colour: str | None = None
    written: str | None = None  # the colour of text that says none of its own, where that is known
    addresses: Mapping[str, str] = field(default_factory=dict)  # of links, by their relationships


def paragraphs(
    body: Element | None, ground: Ground, inherited: tuple[Element, ...] = (), *, listed: bool
) -> Iterator[SlideParagraph]:
    """The paragraphs of a text body.

    `inherited` are the list styles that hold where the paragraph says nothing, nearest first;
    `listed` says that it is a list where none of them does either.
    """
    if body is None:
        return
    own = child(body, "lstStyle")
    styles = (*(() if own is None else (own,)), *inherited)
    numbering = Numbering()
    for element in body.iterchildren("{*}p"):
        properties = child(element, "pPr")
        level = _level(properties)
        bullet = _bullet(properties, styles, level)
        runs = _Runs(ground, _inherited(styles, level), _share(body))
        runs.walk(element)
        text = "".join(runs.pieces)
        is_item = listed if bullet is None else name_of(bullet) in _BULLETS
        front = numbering.front(bullet, level) if text.strip() else ""
        yield SlideParagraph(f"{front}{text}", is_item, runs.left_out)


def _level(properties: Element | None) -> int:
    """How deep in a list, from 0."""
    text = value(properties, "lvl")
    return min(int(text), _DEEPEST_LEVEL) if text.isdecimal() and len(text) < 3 else 0


def _bullet(properties: Element | None, styles: tuple[Element, ...], level: int) -> Element | None:
    """The element that says which bullet a paragraph has, or that it has none."""
    for holder in (properties, *(child(style, f"lvl{level + 1}pPr") for style in styles)):
        for inner in () if holder is None else holder.iterchildren():
            name = name_of(inner)
            if name in _BULLETS or name == "buNone":
                return inner
    return None


def _inherited(styles: tuple[Element, ...], level: int) -> Element | None:
    """What holds of the runs of a level where they say nothing: of the nearest style that says
    something.
    """
    found = (child(child(style, f"lvl{level + 1}pPr"), "defRPr") for style in styles)
    return next((each for each in found if each is not None), None)


def _share(body: Element) -> int:
    """How much of its size a text keeps that was made to fit, in thousandths of a per cent."""
    said = value(child(child(body, "bodyPr"), "normAutofit"), "fontScale")
    return int(said) if said.isdecimal() and len(said) < 7 else _WHOLE


def _shifted(text: str, properties: Element | None) -> str:
    """Text as it stands on its line, above or below it."""
    baseline = value(properties, "baseline").rstrip("%")
    if baseline in ("", "0"):
        return text
    return lowered(text) if baseline.startswith("-") else raised(text)


class _Runs:
    """What is gathered while one paragraph is walked through."""

    def __init__(self, ground: Ground, inherited: Element | None, share: int) -> None:
        """Take what the text stands on, what holds of its runs where they say nothing, and how
        much of their size is left, in thousandths of a per cent.
        """
        self.pieces: list[str] = []
        self.left_out: set[str] = set()
        self._ground = ground
        self._inherited, self._share = inherited, share

    def walk(self, element: Element) -> None:
        """Read runs, fields, breaks and formulas."""
        for inner in element.iterchildren():
            name = name_of(inner)
            if name in ("r", "fld"):
                self._run(inner)
            elif name == "br":
                self.pieces.append("\n")
            elif name in ("oMath", "oMathPara"):
                self.pieces.append(linear(inner))
            elif name == "AlternateContent":
                branch = alternative(inner)
                if branch is not None:
                    self.walk(branch)
            elif name == "m":  # a14:m holds a formula
                self.walk(inner)

    def _run(self, run: Element) -> None:
        """Read a run that is painted."""
        text = "".join(inner.text or "" for inner in run.iterchildren("{*}t"))
        properties = child(run, "rPr")
        if value(run, "type") == "slidenum":
            return
        if value(properties, "strike") in ("sngStrike", "dblStrike"):
            self._leave_out(text, "struck_text")
        elif self._is_hidden(properties):
            self._leave_out(text, "hidden_text")
        else:
            self.pieces.append(self._linked(_shifted(text, properties), properties))

    def _linked(self, text: str, properties: Element | None) -> str:
        """The words of a link with its address behind them."""
        link = child(properties, "hlinkClick")
        address = "" if link is None else self._ground.addresses.get(id_of(link), "")
        if is_lost(address):
            self.left_out.add(NOTICE)
        return linked(text, address)

    def _leave_out(self, text: str, code: str) -> None:
        if text.strip():
            self.left_out.add(code)

    def _is_hidden(self, properties: Element | None) -> bool:
        """Whether a run cannot be seen: too small, too close, transparent, or in the colour under
        it.
        """
        if self._is_unreadable(properties):
            return True
        if child(properties, "noFill") is not None and child(properties, "ln") is None:
            return True
        fill = child(properties, "solidFill")
        if fill is None:
            fill = child(self._inherited, "solidFill")
        alpha = "" if fill is None else value(next(fill.iter("{*}alpha"), None), "val")
        if alpha.isdecimal() and int(alpha[:7]) <= _WHOLE // 20:
            return True
        marker = child(properties, "highlight")
        colours, under = self._ground.colours, self._ground.colour
        if marker is not None:
            under = colours.named(next(iter(marker.iterchildren()), None))
        colour = self._ground.written if fill is None else colours.of(fill)
        return colour is not None and under is not None and are_alike(colour, under)

    def _is_unreadable(self, properties: Element | None) -> bool:
        """Whether letters are too small, or each stands on the one before it."""
        said = value(properties, "sz") or value(self._inherited, "sz")
        size = int(said[:6]) if said.isdecimal() else _USUAL
        apart = value(properties, "spc").removeprefix("-")
        is_close = value(properties, "spc").startswith("-") and apart.isdecimal()
        return size * self._share <= _SMALLEST * _WHOLE or (is_close and int(apart[:7]) >= size)
