"""A page of a PDF file as a picture of greys, for whoever reads what has no letters."""

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

DOTS = 300  # an inch: what Tesseract's manual asks for
MOST_PIXELS = 8_800_000  # an A4 page at that scale; a larger one is read more coarsely


def picture(data: bytes, page: int) -> bytes:
    """A page, from 1, as a PGM file (netpbm: P5, width, height, 255). Raises
    `RejectedDocumentError`.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            if not 1 <= page <= len(document):
                raise RejectedDocumentError(Rejection.BROKEN_FILE)
            shown = document[page - 1]
            area = max(shown.get_width() * shown.get_height(), 1.0)
            scale = min(DOTS / 72, (MOST_PIXELS / area) ** 0.5 * 0.999)
            bitmap = shown.render(scale=scale, grayscale=True)
            pixels, stride = bytes(bitmap.buffer), bitmap.stride
            rows = (
                pixels[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)
            )
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    except pdfium.PdfiumError as error:
        raise RejectedDocumentError(Rejection.BROKEN_FILE) from error
