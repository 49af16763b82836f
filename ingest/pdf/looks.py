"""How text is drawn on a PDF page: its size, weight, direction and colour."""

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.calls import Colour
from ingest.pdf.marks import Marks

SMALLEST = 2.0  # points: nobody reads smaller text
_UNPAINTED_MODES = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
_STROKED_MODES = {raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP}
_OF_PATTERN = (191, 191, 191, 255)  # the colour that PDFium says of what a pattern fills
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # ISO 32000-1, table 123
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "cmbx", "sfbx")  # LaTeX names its fonts so
_FORMULA_NAMES = ("cmmi", "cmsy", "cmex", "msam", "msbm", "eufm", "rsfs", "math")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text is drawn.

    size: in points.
    formula: in a font that has nothing but mathematical signs.
    angle: in whole degrees, against the page's x axis.
    unpainted: its mode leaves no ink.
    colour: None where it is no plain one.
    veiled: a mask, a blending or its alpha may leave nothing of it.
    layered: it stands in a layer, which can be off.
    spoken: the file says another text for it than its shapes do (`ActualText`).
    font: the address of its font, which is another one on each page.
    """

    size: float
    bold: bool = False
    formula: bool = False
    angle: int = 0
    unpainted: bool = False
    colour: Colour | None = (0, 0, 0, 255)
    layered: bool = False
    spoken: bool = False
    veiled: bool = False
    font: int = field(default=0, compare=False)


_NONE = Look(0.0)


class Looks:
    """The looks of a page's text objects, each asked for once; `known` are those by address."""

    def __init__(self) -> None:
        """Know none."""
        self.known: dict[int, Look] = {0: _NONE}
        self._alike: dict[tuple[object, ...], Look] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._marks = Marks()

    def of(self, text_object: int | None) -> Look:
        """How a text object is drawn, by its address."""
        address = text_object or 0
        if address not in self.known:
            self.known[address] = self._read(address)
        return self.known[address]

    def _read(self, address: int) -> Look:
        """Ask PDFium for all that is kept of a look; equal ones are one."""
        a, b, c, d, _, _ = calls.matrix(address)
        points = abs(calls.font_size(address)) * (math.hypot(c, d) if c else abs(d))
        if not math.isfinite(points + a + b):  # numbers of a damaged file
            return _NONE
        angle = 0 if b == 0 and a > 0 else round(math.degrees(math.atan2(b, a)))
        mode = calls.render_mode(address)
        stroked = mode in _STROKED_MODES
        font = calls.font_of(address) or 0
        colour = calls.stroke_colour(address) if stroked else calls.fill_colour(address)
        key = (
            font,
            round(points, 1),
            angle,
            mode in _UNPAINTED_MODES,
            None if colour == _OF_PATTERN else colour,
            self._marks.of(address) if calls.count_marks(address) > 0 else (False, False),
            calls.is_veiled(address),
        )
        if key not in self._alike:
            _, size, _, unpainted, plain, (layered, spoken), veiled = key
            bold, formula = self._font(font)
            self._alike[key] = Look(
                size, bold, formula, angle, unpainted, plain, layered, spoken, veiled, font
            )
        return self._alike[key]

    def _font(self, address: int) -> tuple[bool, bool]:
        """Whether a font is bold by its name, weight or flags, and whether it is for formulas."""
        if address not in self._fonts:
            font = ctypes.cast(address, raw.FPDF_FONT)
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
