"""Which words of a PDF page may not be seen, by their looks and by what lies behind and over them.

A doubt says where the pixels have to be looked at, which costs as much as reading a page. A word
without any doubt is seen; one in doubt is left out where no time is left to look at it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ingest.pdf import calls
from ingest.pdf.calls import Box, Colour, Matrix
from ingest.pdf.looks import Look
from ingest.pdf.painted.layers import Layers, Patch, placed
from ingest.pdf.words import Word

_APART = 60  # of 255: colours that far apart are told apart
_OPAQUE = 64  # of 255: what is less opaque may be too faint
_MOST_PAIRS = 100_000  # of a word and a shape: a page with more is looked at
_PAPER: Colour = (255, 255, 255, 255)
_LEFT, _BOTTOM, _RIGHT, _TOP = map(attrgetter, ("x0", "y0", "x1", "y1"))
_SOURCE = attrgetter("source")
_LAST = 1 << 60  # after all that is painted
_NO_ORDER = (-1, None)
_NOWHERE: Box = (1e9, 1e9, -1e9, -1e9)
_WHOLE_PAGE: Box = (-1e9, -1e9, 1e9, 1e9)

_Risk = tuple[Box, int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may not be seen: what lies behind it and over it, in the order of painting.

    other: its own look, a clipping path or an annotation leaves a doubt too.
    """

    word: Word
    behind: tuple[Patch, ...] = ()
    over: tuple[Patch, ...] = ()
    other: bool = False


class Doubts:
    """Finds the words of one page that may not be seen."""

    def __init__(
        self, layers: Layers, paper: Box, later: Sequence[Box] = (), *, layered: bool = False
    ) -> None:
        """Know what is painted. `later` are the boxes of what is painted over the whole page: its
        annotations; with `layered`, a form may belong to a layer that is off.
        """
        self._layered = layered
        self._layers = layers
        self._paper = paper
        self._later = later
        self._clips: dict[int, Box] = {}

    def of(self, words: Sequence[Word]) -> list[Doubt]:
        """The words in doubt, in their order."""
        shapes = self._that_matter(words)
        if not self._layers.whole or len(shapes) * len(words) > _MOST_PAIRS:
            return [Doubt(word, other=True) for word in words]
        risks = {name: self._risks(look, shapes) for name, look in _looks(words).items()}
        if not any(risks.values()) and self._are_on_paper(words):
            return []
        clips, text, found = self._clips, self._layers.text, list[Doubt]()
        for word in words:
            x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
            left, bottom, right, top = clips.get(word.source) or self._clip(word.source)
            inside = left <= x <= right and bottom <= y <= top
            if inside:  # most words of most pages
                risk = risks[id(word.look)]
                order = text.get(word.source, _NO_ORDER)[0] if risk else 0
                if not _is_at_risk(risk, x, y, order):
                    continue
            doubt = self._doubt(word, shapes, clipped=not inside)
            if doubt is not None:
                found.append(doubt)
        return found

    def _are_on_paper(self, words: Sequence[Word]) -> bool:
        """Whether all words stand on the paper and none is clipped: so do those of most pages."""
        left, bottom, right, top = self._paper
        return (
            left <= min(map(_LEFT, words), default=left)
            and bottom <= min(map(_BOTTOM, words), default=bottom)
            and max(map(_RIGHT, words), default=right) <= right
            and max(map(_TOP, words), default=top) <= top
            and all(self._clip(source) is self._paper for source in set(map(_SOURCE, words)))
        )

    def _risks(self, look: Look, shapes: Sequence[Patch]) -> list[_Risk]:
        """Where text of one look may not be seen: each box with the order of painting up to which
        text in it is at risk.
        """
        if _is_odd(look) or alike(look.colour, _PAPER):
            return [(_WHOLE_PAGE, _LAST)]
        colour = look.colour
        last = [_LAST if alike(colour, shape.colour) else shape.order for shape in shapes]
        boxes = [shape.box for shape in shapes]
        return [*((box, _LAST) for box in self._later), *zip(boxes, last, strict=True)]

    def _that_matter(self, words: Sequence[Word]) -> list[Patch]:
        """The shapes that can hide one of the words, or be the ground that shows it: they come
        after one, or may have its colour, or lie behind one that white paper would hide.
        """
        if not self._layers.shapes:
            return []
        text = self._layers.text
        first = min((text[word.source][0] for word in words if word.source in text), default=-1)
        colours = {look.colour for look in _looks(words).values()}
        pale = any(alike(colour, _PAPER) for colour in colours)
        return [
            shape
            for shape in self._layers.shapes
            if shape.order > first
            or (pale and shape.solid)
            or any(alike(colour, shape.colour) for colour in colours)
        ]

    def _doubt(self, word: Word, shapes: Sequence[Patch], *, clipped: bool) -> Doubt | None:
        """The doubt that a word is seen; None where there is none."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        other = clipped or _is_odd(word.look) or any(_holds(box, x, y) for box in self._later)
        order = self._layers.text.get(word.source, _NO_ORDER)[0]
        around = [shape for shape in shapes if _holds(shape.box, x, y)]
        behind = tuple(shape for shape in around if shape.order < order)
        over = tuple(around[len(behind) :])
        if other or over or _is_like_its_ground(word, behind):
            return Doubt(word, behind, over, other)
        return None

    def _clip(self, source: int) -> Box:
        """Where a text object may paint: on the paper, and where its clipping paths let it. Nowhere
        for sure where it stands in a form that may belong to a layer.
        """
        if source not in self._clips:
            place = self._layers.text.get(source, _NO_ORDER)[1]
            box = _NOWHERE if self._layered and place is not None else self._paper
            for clip in _clipping_boxes(source, place):
                box = (
                    max(box[0], clip[0]), max(box[1], clip[1]),
                    min(box[2], clip[2]), min(box[3], clip[3]),
                )  # fmt: skip
            self._clips[source] = box
        return self._clips[source]


def _clipping_boxes(source: int, place: Matrix | None) -> Iterator[Box]:
    """The boxes around the paths that clip a text object, on the page."""
    if not source:
        return
    clips = calls.clip_of(source)
    for path in range(max(calls.count_clips(clips), 0) if clips else 0):
        points = [
            point
            for index in range(min(calls.count_clip_segments(clips, path), 200))
            if (point := calls.segment_point(calls.clip_segment(clips, path, index)))
        ]
        if points:
            across, up = zip(*points, strict=True)
            yield placed((min(across), min(up), max(across), max(up)), place) or _WHOLE_PAGE


def _is_odd(look: Look) -> bool:
    """Whether text may not be seen wherever it stands."""
    faint = look.colour is None or look.colour[3] < _OPAQUE
    return look.unpainted or look.layered or look.veiled or faint


def _is_like_its_ground(word: Word, behind: Sequence[Patch]) -> bool:
    """Whether a word may have the colour of what is behind it."""
    grounds: list[Colour | None] = [_PAPER]
    for shape in behind:
        if shape.solid and shape.colour and _is_within(word, shape.box):
            grounds = []
        grounds.append(shape.colour)
    return any(alike(word.look.colour, ground) for ground in grounds)


def _looks(words: Sequence[Word]) -> dict[int, Look]:
    """The looks of words, by `id`: there are few."""
    return {id(word.look): word.look for word in words}


def _is_at_risk(risks: Sequence[_Risk], x: float, y: float, order: int) -> bool:
    """Whether text of that order of painting is at risk where it stands."""
    for (left, bottom, right, top), last in risks:  # a loop: it is asked of every word
        if left <= x <= right and bottom <= y <= top and order < last:
            return True
    return False


def _holds(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_within(word: Word, box: Box) -> bool:
    """Whether the middle line of a word lies in a box from end to end."""
    return (
        box[0] - 1 <= word.x0
        and word.x1 <= box[2] + 1
        and box[1] <= (word.y0 + word.y1) / 2 <= box[3]
    )


def alike(one: Colour | None, other: Colour | None) -> bool:
    """Whether two colours may not be told apart; one that nobody knows may be any."""
    if one is None or other is None:
        return True
    return max(abs(a - b) for a, b in zip(one[:3], other[:3], strict=True)) < _APART
