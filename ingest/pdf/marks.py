"""What a PDF file marks its text as: as a part of a layer, or as standing for another text."""

import ctypes
from collections.abc import Iterable

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls

_LAYER = "OC"  # ISO 32000-1, 8.11.3.2: optional content
_TEXT = b"ActualText"  # ISO 32000-1, 14.9.4


class Marks:
    """The marks of a page, each asked for once: many text objects share one."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[int, tuple[bool, bool]] = {}

    def of(self, text_object: int) -> tuple[bool, bool]:
        """Whether a text object stands in a layer, and whether another text is said for it."""
        layered = spoken = False
        for index in range(calls.count_marks(text_object)):
            found = self._mark(calls.mark_at(text_object, index) or 0)
            layered, spoken = layered or found[0], spoken or found[1]
        return layered, spoken

    def _mark(self, address: int) -> tuple[bool, bool]:
        """The same of one mark."""
        if not address:
            return False, False
        if address not in self._known:
            mark = ctypes.cast(address, raw.FPDF_PAGEOBJECTMARK)
            self._known[address] = _name(mark) == _LAYER, _is_spoken(mark)
        return self._known[address]


def _name(mark: object) -> str:
    """What a mark is called."""
    buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _is_spoken(mark: object) -> bool:
    """Whether a mark says another text."""
    return bool(raw.FPDFPageObjMark_GetParamValueType(mark, _TEXT) == raw.FPDF_OBJECT_STRING)


def spoken_mark(text_object: int) -> int:
    """The address of the mark that says another text for a text object; 0 for none."""
    for index in range(calls.count_marks(text_object)):
        address = calls.mark_at(text_object, index) or 0
        if address and _is_spoken(ctypes.cast(address, raw.FPDF_PAGEOBJECTMARK)):
            return int(address)
    return 0


def without_spoken(text_objects: Iterable[int]) -> None:
    """Take the marks that say another text from text objects: their shapes are read next."""
    for address in text_objects:
        found = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        for index in reversed(range(calls.count_marks(address))):
            mark = raw.FPDFPageObj_GetMark(found, index)
            if mark and _is_spoken(mark):
                raw.FPDFPageObj_RemoveMark(found, mark)
