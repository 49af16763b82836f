"""How the bytes of a page are to be decoded (HTML standard, 13.2.3)."""

import re

from ingest.limits import Limits
from ingest.rejections import Rejection
from ingest.text import MARKS, decode
from silabo.domain.errors import RejectedDocumentError

_LOOKED_THROUGH = 4_096  # bytes; the standard asks for 1,024
_CHARSET = re.compile(rb"(?:charset|encoding)\s?=\s?[\"']?([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)
# What pages call Latin-1 is Windows-1252 to a browser.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def decoded(data: bytes, limits: Limits, extension: str) -> str:
    """The text of a page: by its byte order mark, else as it says itself, else as other text.

    Raises `RejectedDocumentError` for other content and for too much of it.
    """
    if len(data) > 10 * limits.characters:
        raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=limits.characters)
    told = _CHARSET.search(data[:_LOOKED_THROUGH])
    if told and not data.startswith(tuple(mark for mark, _ in MARKS)) and b"\0" not in data:
        name = told[1].decode("ascii").lower()
        try:
            return data.decode(_MEANT.get(name, name), errors="replace")
        except LookupError:
            pass  # nobody knows this encoding
    return decode(data, limits, extension)
