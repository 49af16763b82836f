"""Electronic books (.epub): their pages in the order of the book's spine (EPUB 3.3)."""

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from ingest.archive import Archive, Element, damage
from ingest.assembly import Assembly
from ingest.html.bytes import decoded
from ingest.html.document import PageReader
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from silabo.domain.pictures import PictureSource

_PAGES = ("application/xhtml+xml", "text/html")
# EPUB 3.3, 4.2.6.3.3: fonts may be obfuscated in a book that anybody may read.
_OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(data: bytes, limits: Limits) -> Extract:
    """The pages of a book as sections. Raises `RejectedDocumentError`."""
    with damage(data):
        archive = Archive(data, limits)
        _refuse_locks(archive)
        assembly = Assembly(limits)
        reader = PageReader(assembly, limits)
        pages = [page for page in _pages(archive) if page in archive]
        if not pages:
            raise RejectedDocumentError(Rejection.BROKEN_FILE)
        for page in pages:
            reader.held = partial(_held, archive, page)
            reader.read(decoded(archive.data(page), limits, ".epub"))
    return assembly.finish()


def _held(
    archive: Archive, page: str, address: str
) -> tuple[PictureSource, Callable[[], bytes]] | None:
    """The member of the book that a picture of a page is; None for one that lies elsewhere."""
    target = posixpath.join(posixpath.dirname(page), unquote(address))
    name = posixpath.normpath(target)
    if not address or ":" in address or name not in archive:
        return None
    return PictureSource(name), partial(archive.data, name)


def _refuse_locks(archive: Archive) -> None:
    """Refuse a book that only one person's program may open."""
    locks = archive.xml("META-INF/encryption.xml")
    methods = () if locks is None else locks.iter("{*}EncryptionMethod")
    if any(each.get("Algorithm", "") not in _OF_FONTS for each in methods):
        raise RejectedDocumentError(Rejection.ENCRYPTED)


def _pages(archive: Archive) -> Iterator[str]:
    """The names of the book's pages, in reading order, without its table of contents."""
    container = archive.xml("META-INF/container.xml")
    if container is None:
        raise RejectedDocumentError(Rejection.WRONG_CONTENT, extension=".epub")
    files = (each.get("full-path", "") for each in container.iter("{*}rootfile"))
    name = next(files, "")
    book = archive.xml(name)
    if book is None:
        raise RejectedDocumentError(Rejection.BROKEN_FILE)
    items = {each.get("id", ""): each for each in book.iter("{*}item")}
    seen: set[str] = set()
    for reference in book.iter("{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no" or not _is_page(item):
            continue
        target = posixpath.join(posixpath.dirname(name), unquote(item.get("href", "")))
        page = posixpath.normpath(target)
        if page not in seen:
            seen.add(page)
            yield page


def _is_page(item: Element) -> bool:
    """Whether a file of the book is a page of its text."""
    return item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
