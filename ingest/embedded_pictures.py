"""A picture that stands in a file, cut to what a person sees of it, for whoever reads its words."""

import io
import math
import struct

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from ingest import notebook
from ingest.archive import Archive, damage
from ingest.formats import HTML, NOTEBOOK
from ingest.html import pictures as html_pictures
from ingest.limits import Limits
from ingest.pdf.picture import MOST_PIXELS
from ingest.pictures import MOST_BYTES, kind_of
from ingest.rejections import Rejection
from ingest.written_pictures import source_of
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.pictures import WHOLE, Part, PictureSource

MOST_DOTS = 40_000_000  # a picture of a camera has 12 to 24 million
_WANTED = 2_000  # dots of the longer side: letters of a screen are too small for Tesseract
_LARGEST_SCALE = 3.0
# Where pictures have no names of their own.
_WRITTEN = {HTML: html_pictures.written, NOTEBOOK: notebook.written}
# Named so that they are loaded before a process fences itself in.
_PLUGINS = (
    *(BmpImagePlugin, GifImagePlugin, JpegImagePlugin),
    *(PngImagePlugin, TiffImagePlugin, WebPImagePlugin),
)


def picture(data: bytes, media_type: str, source: PictureSource, limits: Limits) -> bytes:
    """What is seen of a picture of a file, as a PGM file (netpbm: P5, width, height, 255).

    Raises `RejectedDocumentError`, and what Pillow raises of a picture that is broken.
    """
    if media_type in _WRITTEN:
        written = _WRITTEN[media_type](data, limits)
        held = next((each for each in written if source_of(each).name == source.name), b"")
        return painted(held, source)
    with damage(data):
        held = Archive(data, limits).data(source.name)
    return painted(held, source)


def painted(held: bytes, source: PictureSource) -> bytes:
    """What is seen of a picture, of white ground, large enough to be read. Raises as `picture`."""
    kind = kind_of(held)
    if not kind or len(held) > MOST_BYTES:
        raise RejectedDocumentError(Rejection.BROKEN_FILE)
    _refuse_floods(_size_of_webp(held) if kind == "WEBP" else (1, 1))
    with _opened(held, kind) as opened:
        _refuse_floods(opened.size)
        if kind == "JPEG" and source.seen == WHOLE:
            opened.draft("L", (_WANTED, _WANTED))  # decoded no larger than it is read
        shown = _grey(opened.crop(_dots(source.seen, opened.size)))
    for part in source.covered:
        shown.paste(255, _dots(part, shown.size))
    width, height = _wanted(*shown.size)
    shown = shown.resize((width, height), Image.Resampling.BICUBIC)
    return b"P5 %d %d 255\n" % (width, height) + shown.tobytes()


def _opened(held: bytes, kind: str) -> Image.Image:
    """A picture of which only the head has been read."""
    try:
        return Image.open(io.BytesIO(held), formats=(kind,))
    except Image.DecompressionBombError as error:
        raise RejectedDocumentError(Rejection.TOO_HEAVY) from error


def _refuse_floods(size: tuple[int, int]) -> None:
    """Refuse a picture by the size that it declares, before anything of it is decoded."""
    if size[0] * size[1] > MOST_DOTS:
        raise RejectedDocumentError(Rejection.TOO_HEAVY)


def _size_of_webp(held: bytes) -> tuple[int, int]:
    """The size that a WebP picture declares (RFC 9649): Pillow makes room for it on opening."""
    kind, head = held[12:16], held[20:30]
    if kind == b"VP8X":
        wide, high = (int.from_bytes(head[at : at + 3], "little") for at in (4, 7))
        return wide + 1, high + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    wide, high = struct.unpack("<HH", head[6:10])
    return wide & 0x3FFF, high & 0x3FFF


def _dots(part: Part, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A part of a picture in dots, of at least one."""
    left, top = (min(math.floor(part[at] * size[at]), size[at] - 1) for at in (0, 1))
    right, bottom = (math.ceil(part[at + 2] * size[at]) for at in (0, 1))
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _grey(shown: Image.Image) -> Image.Image:
    """A picture in greys, on white where it lets its ground through."""
    if shown.mode in ("P", "L", "RGB") and "transparency" in shown.info:
        shown = shown.convert("RGBA")
    grey = shown.convert("L")
    if not shown.mode.endswith("A"):
        return grey
    ground = Image.new("L", shown.size, 255)
    ground.paste(grey, mask=shown.getchannel("A"))
    return ground


def _wanted(width: int, height: int) -> tuple[int, int]:
    """How large a picture is read."""
    scale = min(_WANTED / max(width, height), _LARGEST_SCALE)
    scale = max(scale, 1.0)
    scale = min(scale, (MOST_PIXELS / (width * height)) ** 0.5 * 0.999)
    return max(1, int(width * scale)), max(1, int(height * scale))
