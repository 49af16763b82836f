"""What is printed on every page of a PDF, page numbers included, is taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from ingest.pdf.lines import Line, PageLines, text_of
from silabo.language.lexicon import any_of

_DEPTH = 0.12  # of the page's height: where running titles stand
_BAND = 8.0  # points: the same spot on two pages
_SHARE = 0.3  # of the pages; left and right pages may differ
_PAGE_NUMBER = re.compile(
    rf"{any_of(lambda lexicon: lexicon.page_labels)}\s*\d{{1,4}}"
    rf"(?:\s*(?:/|{any_of(lambda lexicon: lexicon.page_of)})\s*\d{{1,4}})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,6}")
_LONG_CELL = 8  # letters
_REGULAR = 0.6  # share of the pages on which a number stays, or counts on
# "Grading ........ 7" is a line of a table of contents.
_LEADERS = re.compile(r"(?:[.…·]\s?){5,}\d*$|(?:[.…·]\s?){10,}")

Spot = tuple[str, int]


def without_margins(pages: Sequence[PageLines], skipped: Collection[int] = ()) -> list[list[Line]]:
    """The pages without running titles, page numbers and the lines of a table of contents; of those
    that are skipped, by index, nothing.

    A running title at the top of the pages is kept where it stands first. Pages that hold nothing
    else are given back as they are.
    """
    found: defaultdict[Spot, dict[int, list[int]]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for line in edges_of(page):
            for text, spot in _spots(line):
                found[spot][number] = [int(digits) for digits in _NUMBER.findall(text)]
    least = max(2, _SHARE * len(pages))
    repeated = {spot: numbers for spot, numbers in found.items() if len(numbers) >= least}
    titles = {spot for spot, numbers in repeated.items() if _stays(numbers)}
    numbered = {spot for spot, numbers in repeated.items() if _counts(numbers)} - titles
    met: set[Spot] = set()
    bodies = [
        [] if index in skipped else _body(page, titles, numbered, met)
        for index, page in enumerate(pages)
    ]
    return bodies if any(bodies) else [list(page.lines) for page in pages]


def _body(page: PageLines, titles: set[Spot], numbered: set[Spot], met: set[Spot]) -> list[Line]:
    """One page without what is repeated; `met` gathers the titles that were kept."""
    middle = (page.bottom + page.top) / 2
    dropped: set[int] = set()
    for line in edges_of(page):
        spots = {spot for _, spot in _spots(line)}
        first = line.y0 > middle and not spots & titles & met
        is_number = spots & numbered or _PAGE_NUMBER.fullmatch(line.text)
        if is_number or (spots & titles and not first):
            dropped.add(id(line))
        met |= spots
    return [
        line for line in page.lines if id(line) not in dropped and not _LEADERS.search(line.text)
    ]


def _stays(numbers: dict[int, list[int]]) -> bool:
    """Whether the numbers in a line, if any, are the same on most pages."""
    return all(_share(column, numbers, 0) >= _REGULAR for column in _columns(numbers))


def _counts(numbers: dict[int, list[int]]) -> bool:
    """Whether one of the numbers in a line counts the pages."""
    return any(_share(column, numbers, 1) >= _REGULAR for column in _columns(numbers))


def _columns(numbers: dict[int, list[int]]) -> list[tuple[int, ...]]:
    """The first numbers of all pages, the second ones, and so on."""
    return list(zip(*numbers.values(), strict=False))


def _share(column: Sequence[int], pages: Iterable[int], step: int) -> float:
    """The share of the pages on which a number is the same, but for the pages' own counting."""
    steps = Counter(number - step * page for page, number in zip(pages, column, strict=True))
    return steps.most_common(1)[0][1] / len(column)


def edges_of(page: PageLines) -> list[Line]:
    """The lines near the upper and the lower edge of a page."""
    depth = _DEPTH * (page.top - page.bottom)
    low, high = page.bottom + depth, page.top - depth
    return [line for line in page.lines if line.y1 < low or line.y0 > high]


def _spots(line: Line) -> list[tuple[str, Spot]]:
    """What a line says, and what its longer cells say where it has a left and a right one: each
    text with its spot, which is the same whatever the page number.
    """
    texts = [line.text]
    if len(line.cells) > 1:
        cells = map(text_of, line.cells)
        texts += [cell for cell in cells if sum(map(str.isalpha, cell)) >= _LONG_CELL]
    return [(text, (_DIGITS.sub("#", text), round(line.y0 / _BAND))) for text in texts]
