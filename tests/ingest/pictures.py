"""Pictures of printed words, as a screenshot has them, in each kind of picture."""

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, ImageOps

from ingest.limits import Limits
from ingest.pdf.picture import picture
from tests.ingest.samples import column, pdf

SEEN = Limits(pictures=True)
LINE = "El segundo parcial vale 70 puntos y es en el aula 14."


def printed(lines: Sequence[str] = (LINE,), *, scale: float = 0.4) -> Image.Image:
    """These lines in black on white, about as large as on a screen."""
    page = Image.open(io.BytesIO(picture(pdf(column(lines, size=16, leading=26)), 1)))
    around = ImageOps.invert(page).getbbox()
    assert around is not None
    written = ImageOps.expand(page.crop(around), border=40, fill=255)
    return written.resize((int(written.width * scale), int(written.height * scale)))


def encoded(shown: Image.Image, kind: str = "PNG") -> bytes:
    """A picture as a file of this kind."""
    stream = io.BytesIO()
    shown.save(stream, kind)
    return stream.getvalue()


def flood(side: int = 50_000) -> bytes:
    """A whole PNG file of so many dots each way, which is small: it is all of one colour."""
    rows = zlib.compressobj(9)
    row = b"\0" + bytes(side // 8)
    packed = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    )
