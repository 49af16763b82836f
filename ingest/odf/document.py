"""OpenDocument texts: the body in reading order, then what stands on every page, once."""

from ingest.archive import damage
from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.odf.body import BodyReader
from ingest.odf.package import OdfPackage, opened
from ingest.odf.styles import PLAIN
from ingest.odf.text import read_paragraph
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

_EDGES = ("{*}header", "{*}footer", "{*}header-left", "{*}footer-left", "{*}header-first")


def read(data: bytes, limits: Limits) -> Extract:
    """The sections of an OpenDocument text. Raises `RejectedDocumentError`."""
    with damage(data):
        package = opened(data, limits, "text", ".odt")
        assembly = Assembly(limits)
        body = BodyReader(package, assembly, limits)
        body.blocks(package.body)
        _edges(package, assembly)
        return finished(assembly, body)


def finished(assembly: Assembly, body: BodyReader, pages: int | None = None) -> Extract:
    """The document; of one without text it says whether it has pictures."""
    try:
        return assembly.finish(pages)
    except RejectedDocumentError as error:
        if error.code == Rejection.NO_TEXT and not body.pictures:
            raise RejectedDocumentError(Rejection.EMPTY_FILE) from error
        raise


def _edges(package: OdfPackage, assembly: Assembly) -> None:
    """Read headers and footers, each text once."""
    seen: set[str] = set()
    looks = package.looks
    for edge in () if looks is None else looks.iter(*_EDGES):
        for element in edge.iter("{*}p", "{*}h"):
            text = read_paragraph(element, package.styles, PLAIN, shaded=True).text.strip()
            if text not in seen and any(map(str.isalpha, text)):
                seen.add(text)
                assembly.paragraph(text)
