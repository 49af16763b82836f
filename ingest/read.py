"""From the bytes of a file to its sections: chooses the reader by the media type."""

from importlib import import_module

from ingest.formats import DOCX, MARKDOWN, PDF, TEXT
from ingest.limits import Limits
from ingest.passages import cut
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract

# By name, so that a process that reads one file loads the library of that format only.
_READERS = {
    DOCX: "ingest.docx",
    PDF: "ingest.pdf",
    MARKDOWN: "ingest.markdown",
    TEXT: "ingest.text",
}

_WITHOUT_PICTURES = {MARKDOWN, TEXT}


def load(media_type: str) -> None:
    """Import what reading this type needs, before limits or an audit hook make it harder."""
    if media_type in _READERS:
        import_module(_READERS[media_type])


def read(data: bytes, media_type: str, limits: Limits | None = None) -> Extract:
    """The sections of a file of one of the types of `formats.MEDIA_TYPES`.

    Raises `RejectedDocumentError` with a code of `Rejection`. The libraries underneath are written
    in C and the file is a stranger's: call this in a child process with limits
    (silabo/adapters/parser_child.py), never in one that serves.
    """
    if not data:
        raise RejectedDocumentError(Rejection.EMPTY_FILE)
    if media_type not in _READERS:
        raise RejectedDocumentError(Rejection.UNKNOWN_FORMAT, extension="")
    reader = import_module(_READERS[media_type])
    try:
        extract: Extract = reader.read(data, limits or Limits())
    except RejectedDocumentError as error:
        if error.code == Rejection.NO_TEXT and media_type in _WITHOUT_PICTURES:
            raise RejectedDocumentError(Rejection.EMPTY_FILE) from error
        raise
    cut(extract, limits)  # for what its passages would take: refused here, nobody has to carry it
    return extract
