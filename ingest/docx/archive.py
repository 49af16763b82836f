"""The parts of a Word file, checked before anything is inflated and before anything is parsed."""

import io
import zipfile
from dataclasses import dataclass

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.opc.rel import Relationships
from lxml import etree  # type: ignore[import-untyped]

from ingest.archive import Element, check, damage, parse, refuse_document_type, refuse_macros
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts that hold text, and what text looks like; None where the file has none.
    `links` has the addresses of a part's links by their relationship, for the root of each part.
    """

    document: Element
    styles: Element | None
    footnotes: Element | None
    endnotes: Element | None
    links: dict[str, dict[str, str]]  # by "document", "footnotes", "endnotes"


def opened(data: bytes, limits: Limits) -> Package:
    """Open a Word file and parse the parts that are read, each after it was checked.

    python-docx finds the parts; what is in them is parsed here, without comments and entities.

    Raises `RejectedDocumentError`.
    """
    with damage(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check(archive, limits)
            refuse_macros(archive)
            _refuse_document_types(archive)
            names = archive.namelist()
        return _parts(data, damaged=any(name.startswith("word/") for name in names))


def _refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Refuse XML with a document type before any parser sees it; no word processor writes one."""
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            refuse_document_type(archive.read(member))


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
    links = {"document": _links(main)}
    links |= {kind: _links(related[kind]) for kind in ("footnotes", "endnotes") if kind in related}
    return Package(
        document=document,
        styles=_optional(related, "styles"),
        footnotes=_optional(related, "footnotes"),
        endnotes=_optional(related, "endnotes"),
        links=links,
    )


def _links(part: Part) -> dict[str, str]:
    """The addresses outside of the file that a part leads to, by the id of their relationship."""
    return {
        name: each.target_ref for name, each in part.rels.items()
        if each.is_external and each.reltype.endswith("/hyperlink")
    }  # fmt: skip


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
