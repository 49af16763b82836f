"""Parts of another format that Word shows as its own text (altChunk): HTML, plain text, Word."""

import email
import email.policy
from dataclasses import dataclass

from docx.opc.part import Part

_HTML = {"text/html", "application/xhtml+xml"}
_WEB_ARCHIVE = {"message/rfc822", "multipart/related", "application/x-mimearchive"}
_WORD = "wordprocessingml"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What such a part holds: HTML, plain text, or a whole Word file; nothing where it is another
    format.
    """

    html: bytes = b""
    text: bytes = b""
    word: bytes = b""


def chunk_of(part: Part) -> Chunk:
    """What a part holds, by what its content type and its name say."""
    media_type = part.content_type.partition(";")[0].strip().lower()
    ending = str(part.partname).rpartition(".")[2].lower()
    if media_type in _WEB_ARCHIVE or ending in ("mht", "mhtml"):
        return Chunk(html=_page_of(part.blob))
    if media_type in _HTML or ending in ("html", "htm", "xhtml"):
        return Chunk(html=part.blob)
    if _WORD in media_type or ending in ("docx", "dotx"):
        return Chunk(word=part.blob)
    return Chunk(text=part.blob) if media_type == "text/plain" or ending == "txt" else Chunk()


def _page_of(archive: bytes) -> bytes:
    """The page of a web archive (MHTML, RFC 2557); nothing is fetched for it."""
    message = email.message_from_bytes(archive, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in _HTML:
            page = part.get_payload(decode=True)
            charset = part.get_content_charset("utf-8")
            try:
                return bytes(page or b"").decode(charset, "replace").encode()
            except LookupError:  # a character set of that name is not known
                return bytes(page or b"")
    return b""
