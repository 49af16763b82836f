"""Which lines of a PDF are headings: by its outline, else by type size, else by bold type."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.headings import PSEUDO_LEVEL, can_be_heading
from ingest.lines import BULLET
from ingest.pdf.lines import Line

_LARGER = 1.15  # times the body: what is set larger is a heading
_SAME_SIZE = 0.6  # points
_MOST_LEVELS = 6
_MOST_WORDS, _MOST_LINES = 25, 3
_MOST_LARGE = 0.25  # share of the text; a size with more than that is no title's
_MOST_BOLD = 0.4  # share of the text; where more is bold, bold says nothing
_OUTLINE_MATCHED = 0.6  # share of the outline's entries that must be found in the text


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the file's outline: its level from 1, and its page from 1."""

    level: int
    title: str
    page: int


class Headings:
    """Knows the headings of one file."""

    def __init__(self, lines: Sequence[Line], outline: Sequence[OutlineEntry]) -> None:
        """Measure the text: the body's size, the larger ones, how much is bold."""
        sizes, bold = Counter[float](), 0
        for line in lines:
            sizes[line.size] += len(line.text)
            bold += len(line.text) if line.bold else 0
        self.body = sizes.most_common(1)[0][0] if sizes else 0.0
        self._bold_speaks = bold < _MOST_BOLD * sizes.total()
        self._titles = _found(lines, outline)
        self._names = {title for _, title in self._titles}
        self._running = _running(lines)
        total = sizes.total()
        self._texts = {size for size, count in sizes.items() if count > _MOST_LARGE * total}
        self._levels = {} if self._titles else self._by_size(lines)

    def _by_size(self, lines: Sequence[Line]) -> dict[float, int]:
        """A level for every larger size, the largest first."""
        larger = sorted({line.size for line in lines if self._is_larger(line)}, reverse=True)
        levels: dict[float, int] = {}
        level, previous = 0, float("inf")
        for size in larger:
            if previous - size > _SAME_SIZE:
                level = min(level + 1, _MOST_LEVELS)
            levels[size], previous = level, size
        return levels

    def _is_larger(self, line: Line) -> bool:
        """Whether a line is set larger than the body and can be a title."""
        return (
            line.size > _LARGER * self.body
            and line.size not in self._texts
            and id(line) not in self._running
            and len(line.text.split()) <= _MOST_WORDS
            and has_letters(line.text)
        )

    def is_contents(self, line: Line) -> bool:
        """Whether a line is a title of the outline with the number of its page: a line of a table
        of contents.
        """
        text = line.text.rstrip("0123456789")
        return text != line.text and _key(text) in self._names

    def at(self, lines: Sequence[Line]) -> tuple[int, int]:
        """How many of these lines, from the first one on, are one heading, and its level; (0, 0)
        when the first line is none.
        """
        first = lines[0]
        for count in range(min(_MOST_LINES, len(lines)), 0, -1):
            title = _key(" ".join(line.text for line in lines[:count]))
            if title and (first.page, title) in self._titles:
                return count, self._titles[first.page, title]
        if self._is_larger(first) and first.size in self._levels:
            return _alike(lines), self._levels[first.size]
        stands_out = self._bold_speaks and first.bold and len(first.cells) == 1
        if stands_out and can_be_heading(first.text) and not BULLET.match(first.text):
            follows = len(lines) > 1 and lines[1].bold and lines[1].size == first.size
            if not follows and not first.text[0].islower():
                return 1, PSEUDO_LEVEL
        return 0, 0


def _running(lines: Sequence[Line]) -> set[int]:
    """The lines, by identity, that are large text and no title: runs of more than three that are
    set alike, such as a slide's, and the items of a list with the lines that they go on in.
    """
    running: set[int] = set()
    run: list[Line] = []
    listed = False
    for line in lines:
        if not run or not _goes_on(run[-1], line):
            run, listed = [], False
        run.append(line)
        listed = listed or BULLET.match(line.text) is not None
        if listed:
            running.add(id(line))
        if len(run) > _MOST_LINES:
            running.update(map(id, run))
    return running


def _alike(lines: Sequence[Line]) -> int:
    """How many lines in a row are set like the first, close under each other."""
    count = 1
    while count < min(_MOST_LINES, len(lines)) and _goes_on(lines[count - 1], lines[count]):
        count += 1
    return count


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a title goes on in the next line."""
    same = line.page == following.page and abs(line.size - following.size) < _SAME_SIZE
    return same and line.bold == following.bold and 0 < line.y0 - following.y0 < 1.6 * line.size


def _found(lines: Sequence[Line], outline: Sequence[OutlineEntry]) -> dict[tuple[int, str], int]:
    """The outline's entries by page and title, if most of them stand in the text."""
    titles = {(entry.page, _key(entry.title)): entry.level for entry in outline}
    if not titles:
        return {}
    texts: dict[int, str] = {}
    for line in lines:
        texts[line.page] = texts.get(line.page, "") + _key(line.text)
    matched = sum(bool(title) and title in texts.get(page, "") for page, title in titles)
    return titles if matched >= _OUTLINE_MATCHED * len(titles) else {}


def _key(title: str) -> str:
    """A title as it is compared: letters and digits only."""
    return "".join(filter(str.isalnum, title.casefold()))


def has_letters(text: str) -> bool:
    """Whether a line has at least two letters, so that a lone large number is no title."""
    return sum(map(str.isalpha, text)) >= 2
