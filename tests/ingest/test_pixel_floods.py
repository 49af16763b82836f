"""Pictures in a document are looked at by nobody but the reader of pages, and that has an end."""

import struct
import zlib

import pytest

from ingest.formats import DOCX
from ingest.pdf.picture import MOST_PIXELS, picture
from ingest.read import read
from silabo.adapters.parser.child import ChildReader
from silabo.domain.errors import RejectedDocumentError
from tests.ingest.samples import column, docx, pdf, replaced_part, texts
from tests.ingest.scans import of_pictures

PLAIN = docx(lambda document: document.add_paragraph("El parcial es el lunes."))
SIDE = 30_000  # dots: 900 MB of greys, and less than 1 MB in the file


def png(side: int) -> bytes:
    """The beginning of a picture that says that it is so wide and high."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.mark.row("attack-33")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("image1.png", png(60_000)),
        ("image1.emf", b"\x01\0\0\0" + b"\xff" * 400),
        ("image1.wmf", b"\xd7\xcd\xc6\x9a" + b"\xff" * 400),
        ("image1.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
)
def test_a_picture_in_an_office_file_is_never_decoded(name: str, content: bytes) -> None:
    assert texts(read(replaced_part(PLAIN, f"word/media/{name}", content), DOCX)) == texts(
        read(PLAIN, DOCX)
    )


@pytest.mark.row("attack-33")
@pytest.mark.parametrize("side", ["595", "14400", "2000000"])
def test_a_page_is_painted_with_no_more_dots_than_there_may_be(side: str) -> None:
    painted = picture(pdf(column(["Uno"]), media_box=f"0 0 {side} {side}"), 1)
    width, height = map(int, painted.split(b" ", 3)[1:3])

    assert width * height <= MOST_PIXELS
    assert len(painted) <= MOST_PIXELS + 40


@pytest.mark.row("attack-33")
def test_a_flood_of_dots_in_a_page_ends_within_the_limits_of_the_child() -> None:
    rows = zlib.compressobj()
    flood = b"".join(rows.compress(bytes(SIDE)) for _ in range(SIDE)) + rows.flush()
    small = of_pictures(b"P5 1 1 255\n\xff")
    packed = zlib.compress(b"\xff")
    data = (
        small.replace(b"/Width 1 ", b"/Width %d " % SIDE)
        .replace(b"/Height 1 ", b"/Height %d " % SIDE)
        .replace(b"/Length %d >>\nstream\n" % len(packed), b"/Length %d >>\nstream\n" % len(flood))
        .replace(packed, flood)
    )
    try:
        painted = ChildReader().picture(data, "application/pdf", 1)
    except RejectedDocumentError:
        painted = b""

    assert len(data) < 2_000_000
    assert len(painted) <= MOST_PIXELS + 40
