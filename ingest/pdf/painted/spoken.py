"""Text that a PDF file says for other text (`ActualText`): what is painted is what counts.

A file may say "fi" for a ligature that has no letters of its own, and that is kept. Where the
shapes are letters, and say another thing, their own text is read.
"""

import ctypes
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.marks import spoken_mark, without_spoken
from ingest.pdf.painted.layers import Layers
from silabo.language.normal_forms import decomposed

_LONGER = 3  # times as many characters as shapes: more is no ligature
_LONGEST = 2_000


def corrected(document: pdfium.PdfDocument, index: int, page: pdfium.PdfPage) -> set[int]:
    """The text objects of a page, by address, of which the file says another text than they show:
    from now on their shapes are read, by a new text page.
    """
    objects = list(Layers.of(calls.address(page.raw)).text)
    groups: defaultdict[int, list[int]] = defaultdict(list)  # by mark: positions in `objects`
    for position, address in enumerate(objects):
        mark = spoken_mark(address)
        if mark:
            groups[mark].append(position)
    said = _texts(page, objects, groups)
    scratch = document[index]
    try:
        others = list(Layers.of(calls.address(scratch.raw)).text)
        if len(others) != len(objects):
            return set()
        without_spoken(others[position] for group in groups.values() for position in group)
        painted = _texts(scratch, others, groups)
    finally:
        scratch.close()
    wrong = {
        objects[position]
        for mark, group in groups.items()
        if not _may_stand_for(said[mark], painted[mark])
        for position in group
    }
    without_spoken(wrong)
    return wrong


def _texts(
    page: pdfium.PdfPage, objects: Sequence[int], groups: Mapping[int, Sequence[int]]
) -> dict[int, str]:
    """The text of the objects under each mark, as PDFium reads it now."""
    textpage = page.get_textpage()
    try:
        return {
            mark: "".join(_text(objects[position], textpage) for position in group)
            for mark, group in groups.items()
        }
    finally:
        textpage.close()


def _text(address: int, textpage: pdfium.PdfTextPage) -> str:
    """The text of one object."""
    handle = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
    buffer = (ctypes.c_ushort * _LONGEST)()
    raw.FPDFTextObj_GetText(handle, textpage, buffer, ctypes.sizeof(buffer))
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]


def _may_stand_for(said: str, painted: str) -> bool:
    """Whether a text may be said for shapes: they say the same, or are no letters themselves."""
    own = _letters(painted)
    if own:
        return _letters(said) == own
    return len(said.strip()) <= max(_LONGER * len(painted.strip()), _LONGER)


def _letters(text: str) -> str:
    """The letters and digits of a text, without what ligatures and accents are made of."""
    parts = decomposed(text)
    return "".join(part for part in parts if part.isalnum() and part.isprintable()).casefold()
