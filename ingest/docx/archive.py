"""The parts of a Word file, checked before anything is inflated and before anything is parsed."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.opc.rel import Relationships
from lxml import etree  # type: ignore[import-untyped]

from ingest.formats import ENCRYPTED_STREAM, OLE_MAGIC
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError

Element = Any  # an lxml element: lxml has no types

_DOCTYPES = [b"<!DOCTYPE", b"<!ENTITY"]
# The same in the two other encodings that XML parsers know without being told.
_DOCTYPES += [
    mark.decode().encode(wide) for mark in _DOCTYPES for wide in ("utf-16-le", "utf-16-be")
]


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts that hold text, and what text looks like; None where the file has none."""

    document: Element
    styles: Element | None
    footnotes: Element | None
    endnotes: Element | None


def opened(data: bytes, limits: Limits) -> Package:
    """Open a Word file and parse the parts that are read, each after it was checked.

    python-docx finds the parts; what is in them is parsed here, without comments and entities.

    Raises `RejectedDocumentError`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, limits)
            _refuse_document_types(archive)
            names = archive.namelist()
        return _parts(data, damaged=any(name.startswith("word/") for name in names))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RejectedDocumentError(_broken(data)) from error
    except RuntimeError as error:  # zipfile: "File is encrypted, password required"
        raise RejectedDocumentError(Rejection.ENCRYPTED) from error


def _broken(data: bytes) -> Rejection:
    """Why bytes are no zip archive."""
    if data.startswith(OLE_MAGIC):
        return Rejection.ENCRYPTED if ENCRYPTED_STREAM in data else Rejection.OLD_FORMAT
    return Rejection.BROKEN_FILE


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Hold the archive to its limits by what it declares, and refuse macros."""
    members = archive.infolist()
    sizes = [member.file_size for member in members]
    if (
        len(members) > limits.zip_entries
        or max(sizes, default=0) > limits.zip_part_bytes
        or sum(sizes) > limits.zip_total_bytes
    ):
        raise RejectedDocumentError(Rejection.ARCHIVE_TOO_BIG)
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise RejectedDocumentError(Rejection.HAS_MACROS)


def _refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Refuse XML with a document type before any parser sees it; no word processor writes one."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            _refuse_document_type(archive.read(member))


def _refuse_document_type(xml: bytes) -> None:
    if any(mark in xml for mark in _DOCTYPES):
        raise RejectedDocumentError(Rejection.HAS_DOCTYPE)


def _parts(data: bytes, *, damaged: bool) -> Package:
    """The main document and its companions, found by their relationships (ECMA-376 part 2).

    `damaged` says that what is not found was there once: it is a Word file that lost a part.
    """
    lost = RejectedDocumentError(Rejection.BROKEN_FILE)
    other = RejectedDocumentError(Rejection.WRONG_CONTENT, extension=".docx")
    try:
        package = OpcPackage.open(io.BytesIO(data))
    except (KeyError, AttributeError, PackageNotFoundError) as error:
        raise (lost if damaged else other) from error
    main = _related(package.rels).get("officeDocument")
    if main is None:
        raise lost if damaged else other
    document = parse(main.blob)
    if etree.QName(document).localname != "document":
        raise other
    related = _related(main.rels)
    companions = (_optional(related, kind) for kind in ("styles", "footnotes", "endnotes"))
    return Package(document, *companions)


def _related(relationships: Relationships) -> dict[str, Part]:
    """Package inside the file by the last word of their relationship: the two standards (ISO 29500
    transitional and strict) have different words before it.
    """
    return {
        each.reltype.rpartition("/")[2]: each.target_part
        for each in relationships.values()
        if not each.is_external
    }


def _optional(related: dict[str, Part], kind: str) -> Element | None:
    """A companion part; None where there is none."""
    return parse(related[kind].blob) if kind in related else None


def parse(xml: bytes) -> Element:
    """Parse XML of a stranger: no document type, no entities, nothing fetched, no giant trees.

    Raises `RejectedDocumentError` "has_doctype", and `lxml.etree.XMLSyntaxError` when it is broken.
    """
    _refuse_document_type(xml)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise RejectedDocumentError(Rejection.HAS_DOCTYPE)
    return root
