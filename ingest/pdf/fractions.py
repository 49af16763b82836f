"""Fractions of a PDF: what stands over and under a short line becomes "1/(1 + k)"."""

from collections.abc import Sequence

from ingest.pdf.calls import Box
from ingest.pdf.painted.layers import Patch
from ingest.pdf.words import Word

_LONGEST = 160.0  # points
_WIDER = 0.7  # of the type size: how far the line may reach beyond what stands over or under it
_NEAR = 0.9  # of the type size: how far from the line the middle of either may stand
_MOST_LINES = 400  # of a page: the borders of a large table are more
_MOST_WORDS = 6
_NAME = 3  # letters: longer words are no names of a formula, and an underlined title is no fraction


def with_fractions(words: list[Word], rules: Sequence[Patch]) -> None:
    """Make one word of each fraction in the words of a page. Upright text only."""
    lines = [rule.box for rule in rules if 3 < rule.box[2] - rule.box[0] < _LONGEST]
    lines = [box for box in lines if box[2] - box[0] > 4 * (box[3] - box[1])]
    for line in lines[:_MOST_LINES]:
        over = _beside(words, line, above=True)
        under = _beside(words, line, above=False)
        if over and under and _spans(line, over, under):
            _replace(words, over, under, line)


def _beside(words: Sequence[Word], line: Box, *, above: bool) -> list[Word]:
    """The words right over or under a line; none where one of them is no piece of a formula."""
    y = (line[1] + line[3]) / 2
    found: list[Word] = []
    for word in words:
        size = word.look.size
        distance = (word.y0 + word.y1) / 2 - y
        if not above:
            distance = -distance
        if 0 < distance < _NEAR * size and line[0] - 2 < word.x0 and word.x1 < line[2] + 2:
            found.append(word)
    plain = [word.text for word in found if not word.look.formula]
    if any(sum(map(str.isalpha, text)) > _NAME for text in plain) or len(found) > _MOST_WORDS:
        return []
    signs = any(word.look.formula or any(map(str.isdigit, word.text)) for word in found)
    return found if signs else []


def _spans(line: Box, over: Sequence[Word], under: Sequence[Word]) -> bool:
    """Whether a line is as long as the longer of both, which stand over its middle."""
    widest, size = 0.0, max(word.look.size for word in over)
    for side in (over, under):
        left, right = min(word.x0 for word in side), max(word.x1 for word in side)
        if abs((left + right) - (line[0] + line[2])) > size:
            return False
        widest = max(widest, right - left)
    return line[2] - line[0] - widest < _WIDER * size


def _replace(words: list[Word], over: list[Word], under: list[Word], line: Box) -> None:
    """Put a fraction where its first word is, at the height of its line."""
    first, size = over[0], over[0].look.size
    gone = set(map(id, [*over[1:], *under]))
    first.text = f"{_bracketed(over)}/{_bracketed(under)}"
    first.x0, first.x1 = line[0], line[2]
    first.y0, first.y1 = line[1] - size / 2, line[3] + size / 2
    first.told = tuple(aside for word in (*over, *under) for aside in word.told)
    words[:] = [word for word in words if id(word) not in gone]


def _bracketed(side: Sequence[Word]) -> str:
    """One side of a fraction, in brackets where it is more than one sign."""
    text = " ".join(word.text for word in side)
    return text if text.isalnum() else f"({text})"
