"""Pages as trees of elements."""

from lxml import etree, html  # type: ignore[import-untyped]

from ingest.archive import Element
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError


def parsed(text: str) -> Element | None:
    """A page's tree; None where nothing is in it. Raises `RejectedDocumentError` "too_heavy" where
    it has no end.
    """
    if not text.strip():
        return None
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):  # nothing in it, or NUL characters alone
        return None
    # libxml2 leaves out what lies deeper than 255 elements; a page of people has some 30.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise RejectedDocumentError(Rejection.TOO_HEAVY)
    return root
