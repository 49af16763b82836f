"""What was added to a PDF page: links, strokes through text, comments, and the fields of a form."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf.calls import Box

_MOST = 2_000  # annotations of a page
_MOST_QUADS = 200  # lines of text under one of them
_LONGEST = 4_000  # characters of a comment or a value
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_LINES = {raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY}  # a black highlight covers
_CHECKED = {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}
_WRITTEN = {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
_PASSWORD = 1 << 13  # ISO 32000-1, table 228
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?:/|$)")
TICKED, EMPTY = "☒", "☐"


class Kind(Enum):
    """What an annotation does."""

    LINK = auto()  # leads somewhere
    STROKE = auto()  # strikes out what lies under it
    COMMENT = auto()  # says something
    VALUE = auto()  # is filled into a field
    HIDDEN = auto()  # would say something, and is not shown


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: the boxes of the lines under it, and its address, comment or value."""

    kind: Kind
    boxes: tuple[Box, ...]
    text: str = ""


@dataclass(slots=True)
class Annotations:
    """The annotations of one page; `covers` are the boxes of those that are drawn over it."""

    found: list[Annotation] = field(default_factory=list)
    covers: list[Box] = field(default_factory=list)


def annotations_of(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Annotations:
    """What was added to a page, in the order of the file."""
    annotations, paper = Annotations(), page.get_bbox()
    count = raw.FPDFPage_GetAnnotCount(page)
    for index in range(min(max(count, 0), _MOST)):
        handle = raw.FPDFPage_GetAnnot(page, index)
        if handle:
            try:
                annotations.found += _read(document, handle, annotations.covers, paper)
            finally:
                raw.FPDFPage_CloseAnnot(handle)
    return annotations


def _read(
    document: pdfium.PdfDocument, handle: Any, covers: list[Box], paper: Box
) -> Iterator[Annotation]:
    """What one annotation does; its boxes are put to `covers` where it is drawn over the page."""
    kind, boxes = raw.FPDFAnnot_GetSubtype(handle), _boxes(handle)
    hidden = bool(raw.FPDFAnnot_GetFlags(handle) & _HIDDEN)
    if kind == raw.FPDF_ANNOT_LINK:
        yield from _said(Kind.LINK, boxes, "" if hidden else _address(document, handle))
    elif kind == raw.FPDF_ANNOT_WIDGET:
        value = _value(document, handle)
        is_seen = not hidden and any(_is_on(paper, box) for box in boxes)
        yield from _said(Kind.VALUE if is_seen else Kind.HIDDEN, boxes, value)
    elif kind != raw.FPDF_ANNOT_POPUP:
        comment = _string(handle, b"Contents")
        yield from _said(Kind.HIDDEN if hidden else Kind.COMMENT, boxes, comment)
        if kind == raw.FPDF_ANNOT_STRIKEOUT and not hidden:
            yield Annotation(Kind.STROKE, boxes)
        elif kind not in _LINES and not hidden:
            covers += boxes


def _said(kind: Kind, boxes: tuple[Box, ...], text: str) -> Iterator[Annotation]:
    """An annotation that says something; none where it does not."""
    if text:
        yield Annotation(kind, boxes, text)


def _boxes(handle: Any) -> tuple[Box, ...]:
    """The boxes of the lines that an annotation marks; else its own."""
    quads = raw.FS_QUADPOINTSF()
    boxes = []
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(handle), _MOST_QUADS)):
        if raw.FPDFAnnot_GetAttachmentPoints(handle, index, quads):
            across = (quads.x1, quads.x2, quads.x3, quads.x4)
            up = (quads.y1, quads.y2, quads.y3, quads.y4)
            boxes.append((min(across), min(up), max(across), max(up)))
    if boxes:
        return tuple(boxes)
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(handle, rect)
    return (
        (
            min(rect.left, rect.right), min(rect.bottom, rect.top),
            max(rect.left, rect.right), max(rect.bottom, rect.top),
        ),
    )  # fmt: skip


def _is_on(paper: Box, box: Box) -> bool:
    """Whether a box has something of the paper in it."""
    across = min(box[2], paper[2]) - max(box[0], paper[0])
    return across > 0 and min(box[3], paper[3]) > max(box[1], paper[1])


def _address(document: pdfium.PdfDocument, handle: Any) -> str:
    """Where a link leads to outside of the file; "" where it does not."""
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(handle))
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = min(raw.FPDFAction_GetURIPath(document, action, None, 0), _LONGEST)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace").strip()
    # Viewers take "www.uni.example/a" for what its author meant.
    return f"http://{address}" if _HOST.match(address) else address


def _value(document: pdfium.PdfDocument, handle: Any) -> str:
    """What a field of a form holds: its text, its choice, or a box that is ticked or empty."""
    form = document.formenv
    if form is None:
        return ""
    kind = raw.FPDFAnnot_GetFormFieldType(form, handle)
    if kind in _CHECKED:
        return TICKED if raw.FPDFAnnot_IsChecked(form, handle) else EMPTY
    secret = raw.FPDFAnnot_GetFormFieldFlags(form, handle) & _PASSWORD
    if kind not in _WRITTEN or (kind == raw.FPDF_FORMFIELD_TEXTFIELD and secret):
        return ""
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, handle, buffer, size))


def _string(handle: Any, key: bytes) -> str:
    """A text that an annotation has."""
    return _wide(lambda buffer, size: raw.FPDFAnnot_GetStringValue(handle, key, buffer, size))


def _wide(ask: Any) -> str:
    """A text that PDFium writes into a buffer of two bytes a character."""
    size = min(ask(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0].strip()
