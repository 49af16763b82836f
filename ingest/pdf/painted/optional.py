"""Whether a PDF file has layers that can be off: PDFium says it of marked text, not of forms."""

import re
import zlib

_NAME = b"/OCProperties"  # ISO 32000-1, 8.11.4.2: in the catalogue
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MOST_STREAMS = 500
_MOST_BYTES = 2_000_000  # of one stream, unpacked


def has_layers(data: bytes) -> bool:
    """Whether a file has optional content. In doubt it has: an encrypted file, a stream that is
    packed otherwise.
    """
    if _NAME in data or b"/Encrypt" in data:
        return True
    for count, found in enumerate(_STREAM.finditer(data)):
        try:
            unpacked = zlib.decompressobj().decompress(data[found.end() :], _MOST_BYTES)
        except zlib.error:
            return True
        if count == _MOST_STREAMS or _NAME in unpacked:
            return True
    return False
