"""PDF files as a scanner makes them: each page is one picture."""

import zlib
from collections.abc import Sequence

from ingest.pdf.picture import picture
from tests.ingest.samples import Run, column, pdf


def scan(*pages: Sequence[str]) -> bytes:
    """A file whose pages are pictures of these lines."""
    runs: list[list[Run]] = [column(lines, size=16, leading=26) for lines in pages]
    return of_pictures(*(picture(pdf(run), 1) for run in runs))


def of_pictures(*pages: bytes) -> bytes:
    """A file of A4 pages, each with one PGM picture over all of it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for page in pages:
        head, _, pixels = page.partition(b" 255\n")
        _, width, height = head.split(b" ")
        packed = zlib.compress(pixels)
        first = len(objects) + 1
        kids.append(b"%d 0 R" % first)
        content = b"q 595 0 0 842 0 0 cm /I Do Q"
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /XObject << /I %d 0 R >> >> >>" % (first + 1, first + 2),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /XObject /Subtype /Image /Width %s /Height %s /ColorSpace /DeviceGray"
            b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (width, height, len(packed), packed),
        ]
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    made, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(made))
    )
