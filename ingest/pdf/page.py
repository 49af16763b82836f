"""One page of a PDF as it is read: its words that a person sees, and what it does not show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.additions import struck, with_additions
from ingest.pdf.annotations import annotations_of
from ingest.pdf.calls import Box
from ingest.pdf.fractions import with_fractions
from ingest.pdf.garbled import garbled
from ingest.pdf.looks import Look
from ingest.pdf.painted.known import Known
from ingest.pdf.painted.layers import Layers
from ingest.pdf.painted.seen import HIDDEN, STRUCK, UNCHECKED, PageToSee, unseen
from ingest.pdf.painted.spoken import corrected
from ingest.pdf.right_to_left import in_order, is_right_to_left
from ingest.pdf.scripts import with_scripts
from ingest.pdf.words import Aside, Word, turned, upright, words_of

GARBLED = "garbled_text"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The words of one page in the order in which they are drawn, and the page's lower and upper
    edge, turned as the words are.

    told: what is told before the first word.
    empty: whether nothing at all is on it.
    unreadable: how many words have letters without a meaning.
    """

    words: list[Word]
    bottom: float
    top: float
    told: list[Aside]
    empty: bool
    unreadable: int


def read_page(
    document: pdfium.PdfDocument, index: int, known: Known, most_characters: int
) -> ReadPage:
    """The words of a page that a person sees, with what was added to it. Raises
    `RejectedDocumentError` "too_much_text", and `PdfiumError` for a page that is damaged.
    """
    page = document[index]
    try:
        return _Reading(document, index, page, known).read(most_characters)
    finally:
        page.close()


class _Reading:
    """Reads one page that is open."""

    def __init__(
        self, document: pdfium.PdfDocument, index: int, page: pdfium.PdfPage, known: Known
    ) -> None:
        """Know the page and what its file has in common."""
        self._document = document
        self._index = index
        self._page = page
        self._known = known

    def read(self, most_characters: int) -> ReadPage:
        """See `read_page`."""
        added = annotations_of(self._document, self._page)
        words, left_out = self._words(most_characters, added.covers)
        left_out |= dict.fromkeys(struck(words, added.found), STRUCK)
        shown, told = without(words, left_out)
        unreadable = sum(code == GARBLED for code in left_out.values())
        if added.found:
            told += with_additions(shown, added.found)
        placed, angle = upright(shown)
        left, bottom, right, top = self._page.get_bbox()
        edges = turned(Word("", left, bottom, right, top, Look(0.0)), angle)
        empty = not words and next(self._page.get_objects(max_depth=1), None) is None
        return ReadPage(placed, edges.y0, edges.y1, told, empty, unreadable)

    def _words(
        self, most_characters: int, covers: Sequence[Box]
    ) -> tuple[list[Word], dict[int, str]]:
        """All words of the page, and why some of them are left out, by `id`."""
        textpage = self._page.get_textpage()
        try:
            words = words_of(textpage, most_characters)
            wrong = set[int]()
            if any(word.look.spoken for word in words):
                wrong = corrected(self._document, self._index, self._page)
            if wrong:
                textpage.close()
                textpage = self._page.get_textpage()
                words = words_of(textpage, most_characters)
                for word in words:
                    if word.source in wrong:
                        word.told = (Aside(HIDDEN),)
            page, text = calls.address(self._page.raw), calls.address(textpage.raw)
            to_see = PageToSee(page, text, self._page.get_bbox(), self._known, covers)
            unmapped = garbled(words, lambda index: calls.is_unmapped(text, index) == 1)
            left_out = dict.fromkeys(unmapped, GARBLED)
            layers = Layers.of(page)
            left_out |= unseen(words, layers, to_see)
            with_scripts(words, text)
            with_fractions(words, layers.rules)
            if is_right_to_left(words):
                words = in_order(words, lambda index: calls.char_box(text, index))
            return words, left_out
        finally:
            textpage.close()


def without(words: Sequence[Word], left_out: Mapping[int, str]) -> tuple[list[Word], list[Aside]]:
    """The words but for those left out, by `id`, whose notices stand behind the word before them;
    and the notices that stand before the first word.
    """
    if not left_out:
        return list(words), []
    shown: list[Word] = []
    told: list[Aside] = []
    for word in words:
        if id(word) not in left_out:
            shown.append(word)
        elif left_out[id(word)] in (HIDDEN, UNCHECKED) and not any(map(str.isalnum, word.text)):
            continue  # nobody misses a full stop
        elif shown:
            shown[-1].told = _with(shown[-1].told, Aside(left_out[id(word)]))
        else:
            told.append(Aside(left_out[id(word)]))
    return shown, list(dict.fromkeys(told))


def _with(asides: Iterable[Aside], aside: Aside) -> tuple[Aside, ...]:
    """What is told with one more, each once."""
    return tuple(dict.fromkeys([*asides, aside]))
