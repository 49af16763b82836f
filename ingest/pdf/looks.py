"""How text is drawn on a PDF page: its size, weight and direction, and whether it is seen."""

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]

SMALLEST = 2.0  # points: nobody reads smaller text
WHITE = 250  # of 255, in red, green and blue
_INVISIBLE_MODES = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # ISO 32000-1, table 123
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "cmbx", "sfbx")  # LaTeX names its fonts so
_FORMULA_NAMES = ("cmmi", "cmsy", "cmex", "msam", "msbm", "eufm", "rsfs", "math")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text is drawn. `angle` is in whole degrees, against the page's x axis."""

    size: float
    bold: bool = False
    formula: bool = False  # in a font that has nothing but mathematical signs
    angle: int = 0
    hidden: bool = False
    white: bool = False


class Looks:
    """The looks of a page's text objects, each asked for once."""

    def __init__(self) -> None:
        """Know none."""
        self._looks: dict[int, Look] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def of(self, text_object: Any) -> Look:
        """How a text object is drawn."""
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if address not in self._looks:
            self._looks[address] = self._read(text_object) if address else Look(0.0)
        return self._looks[address]

    def _read(self, text_object: Any) -> Look:
        """Ask PDFium for all that is kept of a look."""
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(text_object, size)
        raw.FPDFPageObj_GetMatrix(text_object, matrix)
        points = abs(size.value) * math.hypot(matrix.c, matrix.d)
        if not math.isfinite(points + matrix.a + matrix.b):  # numbers of a damaged file
            return Look(0.0)
        red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
        raw.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
        bold, formula = self._font(raw.FPDFTextObj_GetFont(text_object))
        return Look(
            size=round(points, 1),
            bold=bold,
            formula=formula,
            angle=round(math.degrees(math.atan2(matrix.b, matrix.a))),
            hidden=mode in _INVISIBLE_MODES or alpha.value == 0 or 0 < points < SMALLEST,
            white=min(red.value, green.value, blue.value) >= WHITE,
        )

    def _font(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is bold by its name, weight or flags, and whether it is for formulas."""
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
            name = buffer.value.decode("ascii", "ignore").lower()
            bold = (
                any(part in name for part in _BOLD_NAMES)
                or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
                or bool(max(raw.FPDFFont_GetFlags(font), 0) & _FORCE_BOLD)
            )
            self._fonts[address] = bold, any(part in name for part in _FORMULA_NAMES)
        return self._fonts[address]
