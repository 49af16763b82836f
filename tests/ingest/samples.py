"""Small documents that the tests make themselves, so that each says what is in it."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml.etree import _Element

from ingest.formats import DOCX, MARKDOWN, PDF, TEXT
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.passages import Block, Extract

W = nsdecls("w")
PROSE = (
    "The written exam takes place in the large hall in June, and every student who has handed",
    "in four of the five exercises may sit for it. Whoever is ill on that day writes the second",
    "exam in September. Bring your student card and a pen; calculators are not allowed.",
)


def blocks(extract: Extract) -> list[Block]:
    """All blocks in order."""
    return [block for section in extract.sections for block in section.blocks]


def texts(extract: Extract) -> list[str]:
    """Their texts."""
    return [block.text for block in blocks(extract)]


def paths(extract: Extract) -> list[tuple[str, ...]]:
    """The paths of the sections that have blocks."""
    return [section.path for section in extract.sections if section.blocks]


def read_text(text: str) -> Extract:
    """Read plain text."""
    return read(text.encode(), TEXT)


def read_markdown(text: str) -> Extract:
    """Read Markdown."""
    return read(text.encode(), MARKDOWN)


def docx(build: Callable[[DocumentObject], object]) -> bytes:
    """A Word file that `build` filled."""
    document = Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read_docx(build: Callable[[DocumentObject], object], limits: Limits | None = None) -> Extract:
    """Read a Word file that `build` filled."""
    return read(docx(build), DOCX, limits)


def docx_body(xml: str) -> bytes:
    """A Word file with this XML in its body; the prefixes w, m, mc, wps, wp and a are declared."""
    spaces = "".join(
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in (
            ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
            ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
            ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        )
    )

    def build(document: DocumentObject) -> None:
        body: _Element = document.element.body
        for element in reversed(parse_xml(f"<w:body {W}{spaces}>{xml}</w:body>")):
            body.insert(0, element)

    return docx(build)


def read_body(xml: str) -> Extract:
    """Read a Word file with this XML in its body."""
    return read(docx_body(xml), DOCX)


def replaced_part(data: bytes, name: str, content: bytes) -> bytes:
    """A zip archive with other content in one member, or with that member added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@dataclass(frozen=True)
class Run:
    """Text at a place of a PDF page, in points from its lower left corner."""

    x: float
    y: float
    text: str
    size: float = 11
    bold: bool = False
    formula: bool = False  # in a font of LaTeX's formulas
    before: str = ""  # operators before the text, such as a colour


def column(
    lines: Iterable[str], *, x: float = 72, top: float = 720, leading: float = 14, size: float = 11
) -> list[Run]:
    """Lines under each other."""
    return [Run(x, top - leading * n, line, size) for n, line in enumerate(lines)]


def pdf(
    *pages: Sequence[Run], extra: str = "", media_box: str = "0 0 595 842", rotate: int = 0
) -> bytes:
    """A PDF file of these pages; `extra` are operators that every page begins with."""
    streams = [_content(page, extra) for page in pages]
    return pdf_of_streams(streams, media_box=media_box, rotate=rotate)


def _content(page: Sequence[Run], extra: str) -> bytes:
    parts = [extra]
    for run in page:
        text = run.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = "F3" if run.formula else "F2" if run.bold else "F1"
        parts.append(f"q {run.before} BT /{font} {run.size} Tf {run.x} {run.y} Td ({text}) Tj ET Q")
    return "\n".join(parts).encode("cp1252")


def pdf_of_streams(
    streams: Sequence[bytes],
    *,
    filters: str = "",
    media_box: str = "0 0 595 842",
    rotate: int = 0,
    encoded: bool = False,
) -> bytes:
    """A PDF file with these content streams, one a page; `encoded` ones are not packed again."""
    fonts = "<< /F1 3 0 R /F2 4 0 R /F3 5 0 R >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /CMMI10 /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for stream in streams:
        packed = stream if encoded else zlib.compress(stream)
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Rotate {rotate} "
            f"/Resources << /Font {fonts} >> /Contents {number + 1} 0 R >>".encode()
        )
        head = f"<< /Length {len(packed)} /Filter {filters or '/FlateDecode'} >>\nstream\n"
        objects.append(head.encode() + packed + b"\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return assembled(objects)


def pdf_page(
    content: str,
    *,
    page: str = "",
    resources: str = "",
    catalogue: str = "",
    objects: Sequence[str | bytes] = (),
) -> bytes:
    """A PDF file of one page with this content. `page`, `resources` and `catalogue` are put into
    those dictionaries; `objects` are numbered from 6.
    """
    data = content.encode("cp1252")
    return assembled(
        [
            f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {page} "
            f"/Resources << /Font << /F1 5 0 R >> {resources} >> >>".encode(),
            f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            *(each if isinstance(each, bytes) else each.encode("cp1252") for each in objects),
        ]
    )


def stream(content: str | bytes, entries: str = "") -> bytes:
    """An object of a PDF file that is a stream."""
    data = content if isinstance(content, bytes) else content.encode("cp1252")
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def shown(text: str, *, x: float = 72, y: float = 650, size: float = 12) -> str:
    """The operators that show a text."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET"


def assembled(objects: Sequence[bytes]) -> bytes:
    """Numbered objects as a PDF file; the first is the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode()
    return bytes(data)


def read_pdf(*pages: Sequence[Run], extra: str = "") -> Extract:
    """Read a PDF file of these pages."""
    return read(pdf(*pages, extra=extra), PDF)
