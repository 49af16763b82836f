"""A PDF page as it looks, with some of its text and without: where both are alike, none is seen."""

import ctypes
from collections.abc import Collection
from dataclasses import dataclass

import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.pdf import calls
from ingest.pdf.calls import Box, Colour

FINE = 1.5  # pixels a point: strokes of the body's text are about one pixel wide
_MOST_PIXELS = 1_200_000  # an A4 page at that scale
_PARTS = 64  # places are asked for in this many parts of a pixel
_FLAGS = raw.FPDF_ANNOT | raw.FPDF_RENDER_NO_SMOOTHIMAGE  # twice as fast
_CHANNELS = 4
_DIFFERENT = 24  # of 255: what is less apart from its ground nobody reads
_PAINTED = 0.18  # share of a character's box: less is what a bar leaves over of a long letter
_SAMPLES = 61  # pixels of what is behind a word; a prime, so that they are no column
_APART, _MOSTLY = 120, 0.8  # of three times 255; share of the samples
_CONTRAST = 40  # of 255: ink on a scanned page


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels, and where its points lie on them."""

    pixels: bytes
    width: int
    height: int
    origin: tuple[float, float]
    across: tuple[float, float]
    up: tuple[float, float]

    def rows(self, box: Box) -> list[bytes]:
        """The rows of pixels in a box of the page; those outside of the page are not there."""
        corners = [self._at(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        left = max(int(min(x for x, _ in corners)), 0)
        right = min(int(max(x for x, _ in corners)) + 1, self.width)
        top = max(int(min(y for _, y in corners)), 0)
        bottom = min(int(max(y for _, y in corners)) + 1, self.height)
        if left >= right:
            return []
        line = self.width * _CHANNELS
        return [
            self.pixels[row * line + left * _CHANNELS : row * line + right * _CHANNELS]
            for row in range(top, bottom)
        ]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page lies."""
        return (
            self.origin[0] + x * self.across[0] + y * self.up[0],
            self.origin[1] + x * self.across[1] + y * self.up[1],
        )


def rendered(page: int, without: Collection[int] = (), *, scale: float = FINE) -> Picture:
    """A page with its annotations as it is shown, but for some of its objects; `scale` is in pixels
    a point.
    """
    for text_object in without:
        calls.set_active(text_object, 0)
    try:
        return _rendered(page, scale)
    finally:
        for text_object in without:
            calls.set_active(text_object, 1)


def _rendered(page: int, scale: float) -> Picture:
    """A page as it is shown."""
    high, wide = calls.page_height(page), calls.page_width(page)
    scale = min(scale, (_MOST_PIXELS / max(high * wide, 1.0)) ** 0.5)
    width, height = max(int(wide * scale), 1), max(int(high * scale), 1)
    bitmap = raw.FPDFBitmap_Create(width, height, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        calls.render(calls.address(bitmap), page, 0, 0, width, height, 0, _FLAGS)
        size = raw.FPDFBitmap_GetStride(bitmap) * height
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    origin, right, above = (
        calls.on_device(page, width * _PARTS, height * _PARTS, x, y)
        for x, y in ((0, 0), (1000, 0), (0, 1000))
    )
    return Picture(
        pixels, width, height,
        (origin[0] / _PARTS, origin[1] / _PARTS),
        ((right[0] - origin[0]) / _PARTS / 1000, (right[1] - origin[1]) / _PARTS / 1000),
        ((above[0] - origin[0]) / _PARTS / 1000, (above[1] - origin[1]) / _PARTS / 1000),
    )  # fmt: skip


def is_painted(box: Box, shown: Picture, without: Picture) -> bool:
    """Whether two pictures of a page differ in the box of a character as much as a character is."""
    rows = list(zip(shown.rows(box), without.rows(box), strict=True))
    wanted = _PAINTED * sum(len(row) // _CHANNELS for row, _ in rows)
    found = lines = 0
    for row, other in rows:
        if row != other:
            differences = _differences(row, other)
            found, lines = found + differences, lines + bool(differences)
            if found >= wanted and 2 * lines >= len(rows):
                return True
    return False


def _differences(row: bytes, other: bytes) -> int:
    """How many pixels of two rows differ so that a person sees it."""
    return sum(
        any(abs(row[at + channel] - other[at + channel]) >= _DIFFERENT for channel in range(3))
        for at in range(0, len(row), _CHANNELS)
    )


def has_ink(box: Box, shown: Picture) -> bool:
    """Whether something dark and something light lie in a box: a scanned word does so."""
    greens = b"".join(row[1::_CHANNELS] for row in shown.rows(box))
    return bool(greens) and max(greens) - min(greens) >= _CONTRAST


def contrasts(box: Box, colour: Colour, ground: Picture) -> bool:
    """Whether nearly all of a box has another colour than that of the text on it."""
    red, green, blue = colour[:3]
    pixels = b"".join(ground.rows(box))
    step = _CHANNELS * max(len(pixels) // _CHANNELS // _SAMPLES, 1)
    samples = list(zip(pixels[::step], pixels[1::step], pixels[2::step], strict=True))
    apart = sum(abs(b - blue) + abs(g - green) + abs(r - red) >= _APART for b, g, r in samples)
    return apart > _MOSTLY * len(samples)
