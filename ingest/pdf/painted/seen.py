"""The words of a PDF page that a person sees, and why the others are not."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf.calls import Box, char_box
from ingest.pdf.looks import SMALLEST
from ingest.pdf.painted.doubts import Doubt, Doubts
from ingest.pdf.painted.known import Known
from ingest.pdf.painted.layers import Layers, Patch
from ingest.pdf.painted.pixels import FINE, has_ink, is_painted, rendered
from ingest.pdf.painted.strokes import struck_out
from ingest.pdf.words import Word

# Codes of notices.
HIDDEN, STRUCK, UNCHECKED = "hidden_text", "struck_text", "unchecked_text"

_PIXELS, _COARSEST = 15.0, 0.4  # of the smallest type size; pixels a point
_LINE = 4.0  # points: what is higher and wider than that is not too small
_NARROWEST = 0.3  # points for a letter at the mean
_MOST_PAINTED = 0.6  # share of a word's characters; with fewer it cannot be read
_SCAN, _SCANNED_PART = 0.4, 0.1  # shares of the page: of all pictures, and of one of them


@dataclass(frozen=True, slots=True)
class PageToSee:
    """One page: PDFium's handles of it, its paper in points, what its annotations cover, and what
    is known of its file.
    """

    page: int
    textpage: int
    paper: Box
    known: Known
    later: Sequence[Box] = ()


def unseen(words: Sequence[Word], layers: Layers, page: PageToSee) -> dict[int, str]:
    """The words of a page that nobody sees as valid, by `id`, each with the code of its notice."""
    hidden, unchecked = _hidden(words, layers, page)
    left_out = dict.fromkeys(unchecked, UNCHECKED)
    left_out |= dict.fromkeys(struck_out(words, layers.rules), STRUCK)
    return left_out | dict.fromkeys(hidden, HIDDEN)


def _hidden(words: Sequence[Word], layers: Layers, page: PageToSee) -> tuple[set[int], set[int]]:
    """The words, by `id`, that are not painted where a person looks, and those of which no time was
    left to find it out.
    """
    known = page.known
    small = (word for word in words if word.y1 - word.y0 < _LINE or word.x1 - word.x0 < _LINE)
    hidden = {id(word) for word in small if _is_too_small(word)}
    open_: list[Doubt] = []
    known.turn()
    doubts = Doubts(layers, page.paper, page.later, layered=known.layered)
    for doubt in doubts.of([word for word in words if id(word) not in hidden]):
        verdict = known.is_seen(doubt, layers, page.page)
        if verdict is None:
            open_.append(doubt)
        elif not verdict:
            hidden.add(id(doubt.word))
    if known.left_s <= 0:
        return hidden, {id(doubt.word) for doubt in open_}
    return hidden | _looked_at(open_, layers, page), set()


def _looked_at(doubts: Sequence[Doubt], layers: Layers, page: PageToSee) -> set[int]:
    """Those of the words, by `id`, that a look at the page does not show."""
    if not doubts:
        return set()
    known, hidden = page.known, set[int]()
    since = known.clock()
    # Where a word lies under another one, taking both away at once would show a difference.
    behind = [doubt for doubt in doubts if not (doubt.over or doubt.other)]
    groups = [behind, [doubt for doubt in doubts if doubt.over or doubt.other]]
    look = _Look(layers, doubts, page)
    for group in filter(None, groups):
        look.take_away(group)
        for doubt in group:
            if not known.keep(doubt, seen=look.sees(doubt.word)):
                hidden.add(id(doubt.word))
    known.left_s -= known.clock() - since
    return hidden


def _is_too_small(word: Word) -> bool:
    """Whether a word is set smaller, or narrower, than anybody reads."""
    wide, high = word.x1 - word.x0, word.y1 - word.y0
    if word.look.angle % 180 > 45 and word.look.angle % 180 < 135:
        wide, high = high, wide
    narrow = len(word.text) > 1 and wide < _NARROWEST * len(word.text)
    return 0 < word.look.size < SMALLEST or 0 < high < SMALLEST or narrow


class _Look:
    """A look at one page, with the words in doubt and without them."""

    def __init__(self, layers: Layers, doubts: Sequence[Doubt], page: PageToSee) -> None:
        """Paint the page, as finely as the smallest of these words needs."""
        self._page = page
        self._scans = _scans([shape for shape in layers.shapes if shape.picture], page.paper)
        least = min((doubt.word.look.size for doubt in doubts), default=0.0)
        self._scale = max(_COARSEST, min(FINE, _PIXELS / max(least, 1.0)))
        self._shown = self._without = rendered(page.page, scale=self._scale)

    def take_away(self, doubts: Sequence[Doubt]) -> None:
        """Paint the page without some of the words, which can be looked at then."""
        sources = {doubt.word.source for doubt in doubts if doubt.word.source}
        self._without = rendered(self._page.page, sources, scale=self._scale)

    def sees(self, word: Word) -> bool:
        """Whether a word is painted, or was read from the scanned page that it lies on."""
        return (not word.look.unpainted and self._is_painted(word)) or self._is_scanned(word)

    def _is_painted(self, word: Word) -> bool:
        """Whether most of its characters are."""
        numbers = range(word.at, word.at + len(word.text))
        boxes = [box for number in numbers if (box := char_box(self._page.textpage, number))]
        boxes = boxes or [(word.x0, word.y0, word.x1, word.y1)]
        painted = sum(is_painted(box, self._shown, self._without) for box in boxes)
        return painted > _MOST_PAINTED * len(boxes)

    def _is_scanned(self, word: Word) -> bool:
        """Whether a word lies on a scanned page, with ink where it stands."""
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        on_scan = any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in self._scans)
        return on_scan and has_ink((word.x0, word.y0, word.x1, word.y1), self._shown)


def _scans(pictures: Sequence[Patch], paper: Box) -> list[Box]:
    """The pictures that are a page, or a good part of one, as a scanner makes them; or strips."""
    area = max(_area(paper), 1.0)
    boxes = [
        (max(box[0], paper[0]), max(box[1], paper[1]), min(box[2], paper[2]), min(box[3], paper[3]))
        for box in (picture.box for picture in pictures)
    ]
    if sum(map(_area, boxes)) >= _SCAN * area:
        return boxes
    return [box for box in boxes if _area(box) >= _SCANNED_PART * area]


def _area(box: Box) -> float:
    """The area of a box; none where nothing of it lies on the page."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
