"""The parts of a Word file, checked before anything is inflated and before anything is parsed."""

import io
import zipfile
from dataclasses import dataclass, field

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
    """The parsed parts that hold text, and what text looks like; None where the file has none."""

    document: Element
    styles: Element | None = None
    numbering: Element | None = None
    theme: Element | None = None
    settings: Element | None = None
    footnotes: Element | None = None
    endnotes: Element | None = None
    margins: dict[str, Element] = field(default_factory=dict)  # headers and footers, by id
    chunks: dict[str, Part] = field(default_factory=dict)  # of another format, by id
    # The addresses of a part's links by their ids: for "document", "footnotes", "endnotes", and
    # for headers and footers by the id of each.
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    pictures: dict[str, dict[str, Part]] = field(default_factory=dict)  # likewise


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
    companions = {
        kind: parse(related[kind].blob)
        for kind in ("styles", "numbering", "theme", "settings", "footnotes", "endnotes")
        if kind in related
    }
    margins = {**_of_kind(main.rels, "header"), **_of_kind(main.rels, "footer")}
    linking = {"document": main, **margins}
    linking |= {kind: related[kind] for kind in ("footnotes", "endnotes") if kind in related}
    return Package(
        document=document,
        margins={name: parse(part.blob) for name, part in margins.items()},
        chunks=_of_kind(main.rels, "aFChunk"),
        links={name: _links(part) for name, part in linking.items()},
        pictures={name: _of_kind(part.rels, "image") for name, part in linking.items()},
        **companions,
    )


def _links(part: Part) -> dict[str, str]:
    """The addresses outside of the file that a part leads to, by the id of their relationship."""
    return {
        name: each.target_ref for name, each in part.rels.items()
        if each.is_external and _kind(each.reltype) == "hyperlink"
    }  # fmt: skip


def _of_kind(relationships: Relationships, kind: str) -> dict[str, Part]:
    """The parts inside the file of one kind, by the id of their relationship."""
    return {
        name: each.target_part
        for name, each in relationships.items()
        if not each.is_external and _kind(each.reltype) == kind
    }


def _kind(relationship: str) -> str:
    """The last word of a kind of relationship: the two standards (ISO 29500 transitional and
    strict) have different words before it.
    """
    return relationship.rpartition("/")[2]


def _related(relationships: Relationships) -> dict[str, Part]:
    """Parts inside the file by their kind, one of each."""
    return {
        _kind(each.reltype): each.target_part
        for each in relationships.values()
        if not each.is_external
    }
