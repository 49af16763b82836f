"""From the bytes of a file to its sections: chooses the reader by the media type."""

from importlib import import_module

from ingest.formats import BY_MEDIA_TYPE, LABELS
from ingest.limits import Limits
from ingest.passages import cut
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract


def load(media_type: str) -> None:
    """Import what reading this type needs, before limits or an audit hook make it harder.

    Readers are named and not imported, so that a process that reads one file loads the library of
    that format only.
    """
    if media_type in BY_MEDIA_TYPE:
        import_module(BY_MEDIA_TYPE[media_type].reader)


def read(data: bytes, media_type: str, limits: Limits | None = None) -> Extract:
    """The sections of a file of one of the types of `formats.FORMATS`.

    Raises `RejectedDocumentError` with a code of `Rejection`. The libraries underneath are written
    in C and the file is a stranger's: call this in a child process with limits
    (silabo/adapters/parser/child.py), never in one that serves.
    """
    if not data:
        raise RejectedDocumentError(Rejection.EMPTY_FILE)
    if media_type not in BY_MEDIA_TYPE:
        raise RejectedDocumentError(Rejection.UNKNOWN_FORMAT, extension="", formats=LABELS)
    found = BY_MEDIA_TYPE[media_type]
    reader = import_module(found.reader)
    try:
        extract: Extract = reader.read(data, limits or Limits())
    except RejectedDocumentError as error:
        if error.code == Rejection.NO_TEXT and not found.begins:  # plain text has no pictures
            raise RejectedDocumentError(Rejection.EMPTY_FILE) from error
        if error.code == Rejection.OLD_FORMAT:
            named = found.extensions[0]
            raise RejectedDocumentError(error.code, extension=named, save_as=named) from error
        raise
    cut(extract, limits)  # for what its passages would take: refused here, nobody has to carry it
    return extract
