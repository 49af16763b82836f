"""Text of a PDF page with a line drawn through it: word processors export struck-out text so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.pdf.calls import Box
from ingest.pdf.painted.layers import Patch
from ingest.pdf.words import Word

_LOW, _HIGH = 0.32, 0.68  # of a word's height: an underline is lower, a line of a frame outside
_SHORTEST = 3.0  # points
_MOSTLY = 0.7  # share of a word's width
_PALE = 225  # of 255: a white line strikes nothing out
_BAND = 16.0  # points: words are looked up by their height


def struck_out(words: Sequence[Word], rules: Iterable[Patch]) -> set[int]:
    """The words, by `id`, that thin lines run through from end to end."""
    boxes = [rule.box for rule in rules if rule.colour is None or min(rule.colour[:3]) < _PALE]
    level = [box for box in boxes if box[2] - box[0] >= max(_SHORTEST, box[3] - box[1])]
    upright = [
        (box[1], box[0], box[3], box[2])
        for box in boxes
        if box[3] - box[1] >= max(_SHORTEST, box[2] - box[0])
    ]
    return _struck(words, level, sideways=False) | _struck(words, upright, sideways=True)


def _struck(words: Sequence[Word], rules: Sequence[Box], *, sideways: bool) -> set[int]:
    """The same for lines of one direction; `sideways` ones have their axes exchanged."""
    if not rules:
        return set()
    bands: defaultdict[int, list[tuple[Word, Box]]] = defaultdict(list)
    for word in words:
        if (45 < word.look.angle % 180 < 135) == sideways:
            box = word.x0, word.y0, word.x1, word.y1
            box = (box[1], box[0], box[3], box[2]) if sideways else box
            bands[int((box[1] + box[3]) / 2 // _BAND)].append((word, box))
    covered: defaultdict[int, float] = defaultdict(float)
    widths: dict[int, float] = {}
    for left, bottom, right, top in rules:
        middle = (bottom + top) / 2
        band = int(middle // _BAND)
        for word, box in (*bands[band - 1], *bands[band], *bands[band + 1]):
            height = box[3] - box[1]
            if box[1] + _LOW * height <= middle <= box[1] + _HIGH * height:
                covered[id(word)] += max(min(right, box[2]) - max(left, box[0]), 0.0)
                widths[id(word)] = box[2] - box[0]
    return {
        word for word, width in covered.items() if width > 0 and width >= _MOSTLY * widths[word]
    }
