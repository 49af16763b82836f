"""The words of a PDF page with their boxes and looks, as PDFium gives them.

PDFium breaks when two threads use it, so it is called in a process of its own.
"""

import ctypes
import math
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.looks import Look, Looks
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

HYPHEN = "\u00ad"  # where PDFium takes a hyphen at a line's end for a division
_DIVISIONS = {0x02: HYPHEN, 0xFFFE: HYPHEN}  # what it puts there
_WORD = re.compile(rf"[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")  # a divided word is two, on two lines
_isfinite = math.isfinite
_BOXES = struct.Struct("=8f").unpack  # left, top, right, bottom: of the first and the last letter


@dataclass(frozen=True, slots=True)
class Aside:
    """What is told beside the text: the code of a notice, or a paragraph of its own."""

    code: str = ""
    text: str = ""


@dataclass(slots=True)
class Word:
    """A word and its box in points, turned so that its page's text runs from left to right and `y`
    grows upwards.

    glued: no space stands before it.
    at: PDFium's number of its first character.
    source: the address of its text object; 0 where it has none.
    mixed: it may have letters of several sizes.
    told: what is told behind it, such as what was left out there.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    look: Look
    glued: bool = False
    at: int = 0
    source: int = 0
    mixed: bool = False
    told: tuple[Aside, ...] = ()


def words_of(textpage: pdfium.PdfTextPage, most_characters: int) -> list[Word]:
    """All words of a page in the order in which they are drawn, seen or not. Raises
    `RejectedDocumentError` "too_much_text".
    """
    if raw.FPDFText_CountChars(textpage) > most_characters:
        raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=most_characters)
    return list(_words(textpage, Looks()))


def _words(textpage: pdfium.PdfTextPage, looks: Looks) -> Iterator[Word]:
    """Every word of the page, cut at spaces and where PDFium ends a line."""
    handle, text = calls.address(textpage.raw), _text(textpage)
    boxes = ctypes.create_string_buffer(32)
    to_first = ctypes.addressof(boxes)
    to_last = to_first + 16
    loose_box, object_of, known = calls.loose_box, calls.object_of, looks.known
    end = 0
    for match in _WORD.finditer(text):
        start, after = match.span()
        loose_box(handle, start, to_first)
        loose_box(handle, after - 1, to_last)
        left, top, right, bottom, last_left, last_top, last_right, last_bottom = _BOXES(boxes)
        if last_left < left:
            left = last_left
        if last_right > right:
            right = last_right
        if last_bottom < bottom:
            bottom = last_bottom
        if last_top > top:
            top = last_top
        if not _isfinite(left + bottom + right + top):  # at no place of the page
            continue
        source = object_of(handle, start) or 0
        look = known.get(source) or looks.of(source)
        glued = start == end or (text[end] in "\r\n" and not text[end:start].strip("\r\n"))
        last = object_of(handle, after - 1) or 0
        mixed = last != source and (looks.of(last).size != look.size or not match[0].isalpha())
        yield Word(match[0], left, bottom, right, top, look, glued, start, source, mixed)
        end = after


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


def upright(words: Sequence[Word]) -> tuple[list[Word], int]:
    """The words turned so that most of the page's text runs from left to right, and by how many
    degrees; behind them those that run in another direction, each turned by its own, so that what
    is printed sideways is read too, apart.
    """
    by_angle = Counter[int]()
    for word in words:
        by_angle[word.look.angle] += len(word.text)
    angles = Counter[int]()
    for angle, count in by_angle.items():
        angles[_right_angle(angle)] += count
    if not angles:
        return list(words), 0
    main = angles.most_common(1)[0][0]
    if len(angles) == 1:
        return [turned(word, main) for word in words], main
    ordered = sorted(words, key=lambda word: _right_angle(word.look.angle) != main)
    return [turned(word, _right_angle(word.look.angle)) for word in ordered], main


def _right_angle(angle: int) -> int:
    """The nearest of 0, 90, 180 and 270 degrees."""
    return round(angle / 90) % 4 * 90


def turned(word: Word, angle: int) -> Word:
    """A word with its box turned back by a right angle, or two, or three."""
    x0, y0, x1, y1 = word.x0, word.y0, word.x1, word.y1
    if angle == 90:
        x0, y0, x1, y1 = y0, -x1, y1, -x0
    elif angle == 180:
        x0, y0, x1, y1 = -x1, -y1, -x0, -y0
    elif angle == 270:
        x0, y0, x1, y1 = -y1, x0, -y0, x1
    else:
        return word
    word.x0, word.y0, word.x1, word.y1 = x0, y0, x1, y1
    return word
