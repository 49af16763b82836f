"""PDFium's functions that are called for every word: by plain addresses, without ctypes' checks.

A page has hundreds of words and objects, so that what a call costs is what reading costs.
Addresses are integers here, and results are read from one buffer: nothing of this may be kept
beyond its page.
"""

import ctypes
import struct
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

_ADDRESS = ctypes.c_void_p


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function, taking and giving addresses as integers."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _ADDRESS).value or 0)


_INT = ctypes.c_int
loose_box = _plain(raw.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
_char_origin = _plain(raw.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
is_unmapped = _plain(raw.FPDFText_HasUnicodeMapError, _INT, _ADDRESS, _INT)
_char_box = _plain(raw.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, *[_ADDRESS] * 4)
object_of = _plain(raw.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
count_objects = _plain(raw.FPDFPage_CountObjects, _INT, _ADDRESS)
object_at = _plain(raw.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
count_inner = _plain(raw.FPDFFormObj_CountObjects, _INT, _ADDRESS)
inner_at = _plain(raw.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
type_of = _plain(raw.FPDFPageObj_GetType, _INT, _ADDRESS)
render_mode = _plain(raw.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
font_of = _plain(raw.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
set_active = _plain(raw.FPDFPageObj_SetIsActive, _INT, _ADDRESS, _INT)
count_segments = _plain(raw.FPDFPath_CountSegments, _INT, _ADDRESS)
count_marks = _plain(raw.FPDFPageObj_CountMarks, _INT, _ADDRESS)
mark_at = _plain(raw.FPDFPageObj_GetMark, _ADDRESS, _ADDRESS, ctypes.c_ulong)
clip_of = _plain(raw.FPDFPageObj_GetClipPath, _ADDRESS, _ADDRESS)
count_clip_segments = _plain(raw.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _INT)
clip_segment = _plain(raw.FPDFClipPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT, _INT)
count_clips = _plain(raw.FPDFClipPath_CountPaths, _INT, _ADDRESS)
page_width = _plain(raw.FPDF_GetPageWidthF, ctypes.c_float, _ADDRESS)
page_height = _plain(raw.FPDF_GetPageHeightF, ctypes.c_float, _ADDRESS)
render = _plain(raw.FPDF_RenderPageBitmap, None, _ADDRESS, _ADDRESS, *[_INT] * 6)

_to_device = _plain(
    raw.FPDF_PageToDevice, _INT, _ADDRESS, *[_INT] * 5, *[ctypes.c_double] * 2, *[_ADDRESS] * 2
)
_font_size = _plain(raw.FPDFTextObj_GetFontSize, _INT, _ADDRESS, _ADDRESS)
_matrix = _plain(raw.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_fill = _plain(raw.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)
_stroke = _plain(raw.FPDFPageObj_GetStrokeColor, _INT, *[_ADDRESS] * 5)
_point = _plain(raw.FPDFPathSegment_GetPoint, _INT, *[_ADDRESS] * 3)
_has_transparency = _plain(raw.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
_stroke_width = _plain(raw.FPDFPageObj_GetStrokeWidth, _INT, _ADDRESS, _ADDRESS)
_bounds = _plain(raw.FPDFPageObj_GetBounds, _INT, *[_ADDRESS] * 5)
_draw_mode = _plain(raw.FPDFPath_GetDrawMode, _INT, *[_ADDRESS] * 3)

_BUFFER = ctypes.create_string_buffer(32)
_AT = ctypes.addressof(_BUFFER)
_FOUR = (_AT, _AT + 4, _AT + 8, _AT + 12)
_FOUR_WIDE = (_AT, _AT + 16, _AT + 8, _AT + 24)  # left, right, bottom, top
_one_float = struct.Struct("=f").unpack_from
_six_floats = struct.Struct("=6f").unpack_from
_four_floats = struct.Struct("=4f").unpack_from
_two_doubles = struct.Struct("=2d").unpack_from
_four_doubles = struct.Struct("=4d").unpack_from
_four_numbers = struct.Struct("=4I").unpack_from
_two_floats = struct.Struct("=2f").unpack_from
_two_numbers = struct.Struct("=2i").unpack_from

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, alpha: of 255


def address(pointer: Any) -> int:
    """The address of what one of pypdfium2's pointers points to."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


def char_box(textpage: int, index: int) -> Box | None:
    """The box that the shape of a character fills; None for a space."""
    if not _char_box(textpage, index, *_FOUR_WIDE):
        return None
    box: Box = _four_doubles(_BUFFER)
    return box if box[0] < box[2] and box[1] < box[3] else None


def baseline(textpage: int, index: int) -> float:
    """The height at which a character stands; 0 where it has no place."""
    return float(_two_doubles(_BUFFER)[1]) if _char_origin(textpage, index, _AT, _AT + 8) else 0.0


def font_size(text_object: int) -> float:
    """The size of a text object's font, before its matrix."""
    return float(_one_float(_BUFFER)[0]) if _font_size(text_object, _AT) else 0.0


def matrix(page_object: int) -> Matrix:
    """The matrix of a text or form object; one without a place where it has none."""
    return _six_floats(_BUFFER) if _matrix(page_object, _AT) else (0.0,) * 6


def fill_colour(page_object: int) -> Colour | None:
    """What an object is filled with; None where it is no plain colour."""
    return _four_numbers(_BUFFER) if _fill(page_object, *_FOUR) else None


def stroke_colour(page_object: int) -> Colour | None:
    """What an object is stroked with; None where it is no plain colour."""
    return _four_numbers(_BUFFER) if _stroke(page_object, *_FOUR) else None


def is_veiled(page_object: int) -> bool:
    """Whether a mask, a blending or its alpha may leave nothing of an object."""
    return bool(_has_transparency(page_object))


def stroke_width(page_object: int) -> float:
    """How thick an object's lines are, in its own units."""
    return float(_one_float(_BUFFER)[0]) if _stroke_width(page_object, _AT) else 0.0


def bounds(page_object: int) -> Box | None:
    """The box around an object, in the units of the page or form that it stands in."""
    return _four_floats(_BUFFER) if _bounds(page_object, *_FOUR) else None


def segment_point(segment: int | None) -> tuple[float, float] | None:
    """The point at which a segment of a path ends."""
    return _two_floats(_BUFFER) if segment and _point(segment, _AT, _AT + 4) else None


def draw_mode(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is stroked."""
    if not _draw_mode(path, _AT, _AT + 4):
        return False, False
    filled, stroked = _two_numbers(_BUFFER)
    return filled != raw.FPDF_FILLMODE_NONE, bool(stroked)


def on_device(page: int, width: int, height: int, x: float, y: float) -> tuple[int, int]:
    """Where a point of a page lies on a picture of that many pixels, which shows all of it."""
    _to_device(page, 0, 0, width, height, 0, x, y, _AT, _AT + 4)
    found: tuple[int, int] = _two_numbers(_BUFFER)
    return found
