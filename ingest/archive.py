"""Archives of a stranger: held to their limits before anything is inflated, XML without tricks."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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


@contextmanager
def damage(data: bytes) -> Iterator[None]:
    """Turn what broken and protected archives raise, and broken XML in them, into a
    `RejectedDocumentError` that is true of these bytes.
    """
    try:
        yield
    except etree.XMLSyntaxError as error:
        no_memory = error.code == etree.ErrorTypes.ERR_NO_MEMORY
        code = Rejection.TOO_HEAVY if no_memory else Rejection.BROKEN_FILE
        raise RejectedDocumentError(code) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RejectedDocumentError(_broken(data)) from error
    except RuntimeError as error:  # zipfile: "File is encrypted, password required"
        raise RejectedDocumentError(Rejection.ENCRYPTED) from error


def _broken(data: bytes) -> Rejection:
    """Why bytes are no zip archive."""
    if data.startswith(OLE_MAGIC):
        return Rejection.ENCRYPTED if ENCRYPTED_STREAM in data else Rejection.OLD_FORMAT
    return Rejection.BROKEN_FILE


def check(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Hold an archive to its limits by what it declares. Raises `RejectedDocumentError`.

    What inflates to more than it declares is refused by `zipfile`. Of two members of one name each
    program shows another, so nobody could say what a person sees.
    """
    names = archive.namelist()
    if len(names) > len(set(names)):
        raise RejectedDocumentError(Rejection.BROKEN_FILE)
    sizes = [member.file_size for member in archive.infolist()]
    if (
        len(sizes) > limits.zip_entries
        or max(sizes, default=0) > limits.zip_part_bytes
        or sum(sizes) > limits.zip_total_bytes
    ):
        raise RejectedDocumentError(Rejection.ARCHIVE_TOO_BIG)


def refuse_macros(archive: zipfile.ZipFile) -> None:
    """Refuse the macros of Office: a file without them has another extension."""
    if any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()):
        raise RejectedDocumentError(Rejection.HAS_MACROS)


def refuse_document_type(xml: bytes) -> None:
    """Refuse XML with a document type before any parser sees it; no Office program writes one."""
    if any(mark in xml for mark in _DOCTYPES):
        raise RejectedDocumentError(Rejection.HAS_DOCTYPE)


def parse(xml: bytes) -> Element:
    """Parse XML of a stranger: no document type, no entities, nothing fetched, no giant trees.

    Raises `RejectedDocumentError` "has_doctype", and `lxml.etree.XMLSyntaxError` when it is broken.
    """
    refuse_document_type(xml)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise RejectedDocumentError(Rejection.HAS_DOCTYPE)
    return root


class Archive:
    """A zip archive within its limits; its members are inflated when they are asked for.

    Names are only compared, never followed: one that leads out of the archive names nothing.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Open it. Raises `RejectedDocumentError`, and what `damage` turns into one."""
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        check(self._zip, limits)
        refuse_macros(self._zip)
        self.names = tuple(self._zip.namelist())
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self._known

    def data(self, name: str) -> bytes:
        """The bytes of a member; none where it is not there."""
        return self._zip.read(name) if name in self._known else b""

    def xml(self, name: str) -> Element | None:
        """A member as XML; None where it is not there. Raises as `parse` does."""
        return parse(self._zip.read(name)) if name in self._known else None
