"""The passages of one question, each analysed once: what can be quoted, what stands around it."""

from functools import cached_property

from silabo.answering.weights import AROUND
from silabo.domain.passages import BETWEEN_CELLS, BlockKind, Passage
from silabo.language.analysed import AnalysedText, Words
from silabo.language.lexicon import all_words
from silabo.language.run_in_heads import head_of, with_heads
from silabo.language.sentences import split
from silabo.language.words import fold, words

_WHOLE = {BlockKind.ROW, BlockKind.HEADER, BlockKind.CODE}
# Names of columns for all the rest: what a row says under them is not about notes.
_ANY_COLUMN = all_words(lambda lexicon: lexicon.any_column)


class AnalysedPassage:
    """A passage as terms are matched with it."""

    def __init__(self, passage: Passage, reading: "Reading") -> None:
        """Look at nothing yet."""
        self.passage = passage
        self._reading = reading

    @cached_property
    def sentences(self) -> list[str]:
        """What can be quoted of it (`sentences_of`)."""
        return sentences_of(self.passage)

    @cached_property
    def head(self) -> str:
        """The title in the line that it begins with, "" where it has none."""
        passage = self.passage
        return "" if passage.kind in _WHOLE else head_of(split(passage.text))

    @cached_property
    def pieces(self) -> list[AnalysedText]:
        """Its sentences, or its row without the names of columns that say nothing."""
        return [self._text(_without_any_column(text, self.passage)) for text in self.sentences]

    @cached_property
    def title(self) -> AnalysedText:
        """The title of its document."""
        return self._text(self.passage.own_title)

    @cached_property
    def section(self) -> AnalysedText:
        """The headings over it."""
        return self._text(" ".join(self.passage.path))

    @cached_property
    def key(self) -> AnalysedText:
        """The first cell of its row."""
        return self._text(self.passage.cells[0])

    @cached_property
    def cells(self) -> AnalysedText:
        """All cells of its row, without the names of their columns."""
        return self._text(BETWEEN_CELLS.join(self.passage.cells))

    def place_under(self, title: str) -> AnalysedText:
        """What stands around it, and a title over it if one is known; neither its document's title
        nor columns whose names say nothing.
        """
        passage = self.passage
        named = [name for name in passage.header if not _is_any_column(name)]
        return self._text(" ".join([*passage.path, passage.lead, *named, f"{title} {self.head}"]))

    def _text(self, text: str) -> AnalysedText:
        return self._reading.text(text, self.passage.language)


class Reading:
    """The passages that were read, analysed: whoever answers keeps one and hands it to each answer,
    for questions of a course meet the same passages again.

    Headings and titles stand over many passages, so equal texts are one. At most so many passages
    are kept; then it begins anew. Several threads may share one object.
    """

    def __init__(self, most: int = 4096) -> None:
        """Nothing was read yet."""
        self._most = most
        self._words = Words()
        self._texts: dict[tuple[str, str], AnalysedText] = {}
        self._passages: dict[int, AnalysedPassage] = {}

    def text(self, text: str, language: str) -> AnalysedText:
        """A text, analysed."""
        known = self._texts.get((text, language))
        if known is None:
            known = AnalysedText(text, language, self._words)
            self._texts[text, language] = known
        return known

    def passage(self, passage: Passage) -> AnalysedPassage:
        """A passage, analysed."""
        known = self._passages.get(passage.id)
        # A test or an evaluation may number the passages of two courses alike.
        if known is None or known.passage != passage:
            if len(self._passages) >= self._most:
                self._passages, self._texts = {}, {}
            known = AnalysedPassage(passage, self)
            self._passages[passage.id] = known
        return known


def sentences_of(passage: Passage) -> list[str]:
    """What can be quoted of a passage: its sentences, each with the label or title in the line that
    stands before it, or a row or a piece of code as a whole.
    """
    return [passage.text] if passage.kind in _WHOLE else with_heads(split(passage.text))


def is_title(passage: Passage) -> bool:
    """Whether a paragraph looks like a heading that was not marked as one: short, without an end
    mark, nothing after a colon.
    """
    text = passage.text.strip()
    if passage.kind is not BlockKind.PARAGRAPH or ":" in text[:-1]:
        return False
    return len(text.split()) <= AROUND.longest_title and text[-1:] not in ".!?;)"


def _without_any_column(text: str, passage: Passage) -> str:
    """A row without the names of columns that say nothing of what stands in them."""
    for name in passage.header:
        if name and _is_any_column(name):
            text = text.replace(f"{name}: ", "")
    return text


def _is_any_column(name: str) -> bool:
    """Whether the name of a column says nothing of what stands in it: "Notes", "Details"."""
    return all(fold(word) in _ANY_COLUMN for word in words(name))
