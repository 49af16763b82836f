"""Spans of the texts of documents: where a passage stands, and what stands around it."""

import bisect
import re
from collections.abc import Sequence

Span = tuple[str, int, int]  # a document's id, and from where to where in its text, in characters

WIDE = 200  # words: what an answer may be drawn from
_WORD = re.compile(r"\S+")


class SearchableText:
    """A text in which a passage is found again, however its white space was set."""

    def __init__(self, text: str) -> None:
        """Read the text once."""
        self._positions = [position for position, letter in enumerate(text) if not letter.isspace()]
        self._letters = "".join(text[position] for position in self._positions)
        words = [match.span() for match in _WORD.finditer(text)]
        self._starts, self._ends = [start for start, _ in words], [end for _, end in words]

    def find(self, passage: str) -> tuple[int, int]:
        """The span of a passage, (0, 0) when it is not there."""
        wanted = "".join(passage.split())
        start = self._letters.find(wanted) if wanted else -1
        if start < 0:
            return (0, 0)
        return (self._positions[start], self._positions[start + len(wanted) - 1] + 1)

    def widened(self, start: int, end: int, words: int = WIDE) -> tuple[int, int]:
        """A span with as many words before it as after it, so many in all; where the text begins or
        ends, more on the other side. An empty span, or a longer one, stays as it is.
        """
        first = bisect.bisect_right(self._starts, start) - 1
        spare = words - (bisect.bisect_left(self._ends, end) + 1 - first)
        if start >= end or spare <= 0:
            return (start, end)
        after = min(len(self._ends), max(0, first - spare // 2) + words)
        return (self._starts[max(0, after - words)], self._ends[after - 1])


def widened(spans: Sequence[Span], texts: dict[str, SearchableText]) -> tuple[Span, ...]:
    """The spans, each widened with the words around it, in their order; one that stands in an
    earlier one as it was widened is left out.
    """
    wide: list[Span] = []
    for document, start, end in spans:
        if not any(name == document and a <= start < end <= b for name, a, b in wide):
            wide.append((document, *texts[document].widened(start, end)))
    return tuple(wide)
