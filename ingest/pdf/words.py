"""The words of a PDF page with their boxes and looks, as PDFium gives them; hidden ones left out.

PDFium breaks when two threads use it, so it is called in a process of its own.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf.looks import SMALLEST, WHITE, Look, Looks
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

HYPHEN = "\u00ad"  # where PDFium takes a hyphen at a line's end for a division
_DIVISIONS = {0x02: HYPHEN, 0xFFFE: HYPHEN}  # what it puts there
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")  # a divided word is two, on two lines


@dataclass(slots=True)
class Word:
    """A word and its box in points, turned so that its page's text runs from left to right and `y`
    grows upwards. `glued` says that no space stands before it.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    look: Look
    glued: bool = False


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page in the order in which they are drawn, and the page's lower and upper
    edge, turned as the words are.
    """

    words: list[Word]
    hidden: bool
    bottom: float
    top: float


def read_words(page: pdfium.PdfPage, most_characters: int) -> PageWords:
    """The visible words of a page. Raises `RejectedDocumentError` "too_much_text"."""
    textpage = page.get_textpage()
    try:
        if raw.FPDFText_CountChars(textpage) > most_characters:
            raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=most_characters)
        words = list(_words(textpage, Looks()))
    finally:
        textpage.close()
    angle = _main_angle(words)
    shown = words
    if any(word.look.white or word.look.hidden for word in words):
        shown = _Backdrop(page).seen(words)
    hidden = len(shown) < len(words)
    left, bottom, right, top = page.get_bbox()
    paper = _turned(Word("", left, bottom, right, top, Look(0.0)), angle)
    return PageWords([_turned(word, angle) for word in shown], hidden, paper.y0, paper.y1)


def _words(textpage: pdfium.PdfTextPage, looks: Looks) -> Iterator[Word]:
    """Every word of the page, cut at spaces and where PDFium ends a line."""
    handle, text = textpage.raw, _text(textpage)
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    to_first, to_last = ctypes.byref(first), ctypes.byref(last)
    end = 0
    for match in _WORD.finditer(text):
        raw.FPDFText_GetLooseCharBox(handle, match.start(), to_first)
        raw.FPDFText_GetLooseCharBox(handle, match.end() - 1, to_last)
        box = (
            min(first.left, last.left),
            min(first.bottom, last.bottom),
            max(first.right, last.right),
            max(first.top, last.top),
        )
        if not math.isfinite(sum(box)):  # at no place of the page
            continue
        look = looks.of(raw.FPDFText_GetTextObject(handle, match.start()))
        glued = not text[end : match.start()].strip("\r\n")
        yield Word(match.group(), *box, look, glued)
        end = match.end()


def _text(textpage: pdfium.PdfTextPage) -> str:
    """The text of a page, in which a character's index is PDFium's."""
    handle = textpage.raw
    count = raw.FPDFText_CountChars(handle)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:  # characters without a meaning, or of more than 16 bits
        codes = (raw.FPDFText_GetUnicode(handle, index) for index in range(count))
        text = "".join(map(chr, codes))
    return text.translate(_DIVISIONS)


class _Backdrop:
    """What is painted on a page beside text: white text on a dark field is seen, and invisible text
    over a picture is what a scanner's software has read there.
    """

    def __init__(self, page: pdfium.PdfPage) -> None:
        """Look through the page's pictures and painted paths."""
        self._fields: list[tuple[float, float, float, float]] = []
        self._pictures: list[tuple[float, float, float, float]] = []
        kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING]
        for found in page.get_objects(filter=kinds, max_depth=3):
            bounds = found.get_bounds()
            if found.type == raw.FPDF_PAGEOBJ_IMAGE:
                self._pictures.append(bounds)
            elif found.type == raw.FPDF_PAGEOBJ_SHADING or _is_dark(found):
                self._fields.append(bounds)

    def seen(self, words: list[Word]) -> list[Word]:
        """The words that a reader of the page sees.

        Where most of a page is white, its dark background was not recognised: nobody hides most of
        a page, and losing it would be worse.
        """
        white = [word for word in words if word.look.white and not self._is_on_colour(word)]
        lost = set(map(id, white)) if len(white) <= len(words) / 2 else set()
        return [word for word in words if id(word) not in lost and self._is_drawn(word)]

    def _is_drawn(self, word: Word) -> bool:
        """Whether a word is drawn, or was read from the picture that it lies on."""
        if not word.look.hidden:
            return True
        return word.look.size >= SMALLEST and _within(word, self._pictures)

    def _is_on_colour(self, word: Word) -> bool:
        """Whether something that is not white lies behind a word."""
        return _within(word, self._fields) or _within(word, self._pictures)


def _is_dark(path: pdfium.PdfObject) -> bool:
    """Whether a path is filled with anything but white."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroked)
    red, green, blue, alpha = (ctypes.c_uint(255) for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= WHITE
    return mode.value != raw.FPDF_FILLMODE_NONE and not white


def _within(word: Word, boxes: list[tuple[float, float, float, float]]) -> bool:
    """Whether the middle of a word lies in one of the boxes."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return any(left <= x <= right and low <= y <= high for left, low, right, high in boxes)


def _main_angle(words: list[Word]) -> int:
    """The direction of most of a page's text: 0, 90, 180 or 270 degrees."""
    angles = Counter[int]()
    for word in words:
        angles[round(word.look.angle / 90) % 4 * 90] += len(word.text)
    return angles.most_common(1)[0][0] if angles else 0


def _turned(word: Word, angle: int) -> Word:
    """A word with its box turned back by a right angle, or two, or three."""
    x0, y0, x1, y1 = word.x0, word.y0, word.x1, word.y1
    if angle == 90:
        x0, y0, x1, y1 = y0, -x1, y1, -x0
    elif angle == 180:
        x0, y0, x1, y1 = -x1, -y1, -x0, -y0
    elif angle == 270:
        x0, y0, x1, y1 = -y1, x0, -y0, x1
    word.x0, word.y0, word.x1, word.y1 = x0, y0, x1, y1
    return word
