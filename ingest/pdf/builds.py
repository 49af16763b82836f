"""Slides that are built step by step: a page that the next one repeats and adds to is read once."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ingest.pdf.lines import Line, PageLines
from ingest.pdf.margins import edges_of

_FEWEST = 2  # lines: a title alone says nothing of the slide after it
_MOST_COUNTING = 2  # lines with the number of the page
_NUMBER = re.compile(r"\d{1,9}")


def steps(pages: Sequence[PageLines]) -> set[int]:
    """The pages, by index, of which the next one shows every line again at its place, and more."""
    return {
        index
        for index, (page, following) in enumerate(pairwise(pages))
        if _is_step(page, following)
    }


def _is_step(page: PageLines, following: PageLines) -> bool:
    """Whether all of a page stands on the next one too, which has more."""
    if not _FEWEST <= len(page.lines) < len(following.lines):
        return False
    texts = {line.text for line in following.lines}
    if sum(line.text not in texts for line in page.lines) > _MOST_COUNTING:
        return False  # nearly every page
    places: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for line in following.lines:
        places[_place(line)].append(line.text)
    edges = set(map(id, edges_of(page)))
    return all(
        any(
            line.text == text or (id(line) in edges and _counts_on(line.text, text))
            for text in places.get(_place(line), ())
        )
        for line in page.lines
    )


def _counts_on(text: str, following: str) -> bool:
    """Whether two texts are alike but for a number that counts the pages."""
    differences = [
        int(later) - int(number)
        for number, later in zip(_NUMBER.findall(text), _NUMBER.findall(following), strict=True)
    ]
    return list(filter(None, differences)) == [1]


def _place(line: Line) -> tuple[str, int, int]:
    """What a line says, but for its numbers, and where."""
    return _NUMBER.sub("#", line.text), round(line.x0), round(line.y0)
