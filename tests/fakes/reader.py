"""A reader of documents that finds what it is told to."""

from dataclasses import dataclass

from silabo.domain.containers import Unpacked
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract


@dataclass
class FakeReader:
    """A `DocumentReader` that raises, or gives what it is told to."""

    found: Extract | Exception

    def read(self, data: bytes, media_type: str, heard: object = None) -> Extract:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def picture(self, data: bytes, media_type: str, which: object) -> bytes:
        raise RejectedDocumentError("broken_file")

    def unpack(self, data: bytes, media_type: str, after: int = 0) -> Unpacked:
        raise RejectedDocumentError("no_documents")
