"""Word files with parts that the tests write themselves: styles, lists, notes, headers."""

from lxml import etree

from ingest.archive import Element
from ingest.formats import DOCX
from ingest.read import read
from silabo.domain.passages import Extract
from tests.ingest.samples import docx, replaced_part

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "o": "urn:schemas-microsoft-com:office:office",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMPTY = docx(lambda document: None)


def related(xml: str) -> Element:
    """An element with the usual prefixes."""
    return etree.fromstring(f"<root {SPACES}>{xml}</root>")[0]


def word_file(
    body: str,
    *,
    styles: str = "",
    parts: dict[str, tuple[str, str]] | None = None,
    chunks: dict[str, tuple[str, bytes]] | None = None,
) -> Extract:
    """Read a Word file with this body and these styles; `parts` has for an id the kind of a part
    and its XML within its root, `chunks` a file name and its bytes.
    """
    data = replaced_part(
        EMPTY,
        "word/document.xml",
        f"<w:document {SPACES}><w:body>{body}</w:body></w:document>".encode(),
    )
    relationships = [("s1", "styles", "styles.xml")]
    data = replaced_part(
        data, "word/styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>".encode()
    )
    for name, (kind, xml) in (parts or {}).items():
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        content = f"<w:{root} {SPACES}>{xml}</w:{root}>".encode()
        data = replaced_part(data, f"word/{name}.xml", content)
        relationships.append((name, kind, f"{name}.xml"))
    for name, (file_name, content) in (chunks or {}).items():
        data = replaced_part(data, f"word/{file_name}", content)
        relationships.append((name, "aFChunk", file_name))
    rels = "".join(
        f'<Relationship Id="{name}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for name, kind, target in relationships
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    data = replaced_part(
        data,
        "word/_rels/document.xml.rels",
        f'<Relationships xmlns="{space}">{rels}</Relationships>'.encode(),
    )
    return read(_typed(data), DOCX)


def _typed(data: bytes) -> bytes:
    """A package that says of what kind its files are."""
    types = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in {
            "xml": "application/xml",
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "html": "text/html",
            "mht": "message/rfc822",
            "txt": "text/plain",
            "rtf": "application/rtf",
            "docx": DOCX,
            "jpeg": "image/jpeg",
        }.items()
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types += f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return replaced_part(
        data, "[Content_Types].xml", f'<Types xmlns="{space}">{types}</Types>'.encode()
    )
