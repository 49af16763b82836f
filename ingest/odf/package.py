"""The parts of an OpenDocument file that hold text and its looks."""

import re
from dataclasses import dataclass

from ingest.archive import Archive, Element
from ingest.elements import child
from ingest.limits import Limits
from ingest.odf.styles import OdfStyles
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

_ENCRYPTED = re.compile(rb"encryption-data")


@dataclass(frozen=True, slots=True)
class OdfPackage:
    """A file's body, its styles and, for formulas, its other parts."""

    body: Element
    styles: OdfStyles
    looks: Element | None  # styles.xml: master pages, outline numbers
    archive: Archive


def opened(data: bytes, limits: Limits, kind: str, extension: str) -> OdfPackage:
    """Open a file whose body is of this kind ("text" or "presentation").

    Raises `RejectedDocumentError`, and what `damage` turns into one.
    """
    archive = Archive(data, limits)
    if _ENCRYPTED.search(archive.data("META-INF/manifest.xml")):
        raise RejectedDocumentError(Rejection.ENCRYPTED)
    content = archive.xml("content.xml")
    if content is None:
        lost = "mimetype" in archive or "META-INF/manifest.xml" in archive
        if lost:
            raise RejectedDocumentError(Rejection.BROKEN_FILE)
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=extension)
    body = child(child(content, "body"), kind)
    if body is None:
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=extension)
    looks = archive.xml("styles.xml")
    return OdfPackage(body, OdfStyles(looks, content), looks, archive)
