"""What is outside the process, as Protocols. Each has a contract test that runs over every
implementation.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol

from silabo.domain.letters import Letter, MailOutcome
from silabo.domain.passages import Extract, Hit, IndexEntry, Match


class PassageIndex(Protocol):
    """Finds passages of one course by words. Keeps ids and stems, never the text: the database is
    the truth.

    Every method raises `ServiceError` when the index does not answer.
    """

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it."""
        ...

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        ...

    def search(
        self, course: int, words: str, *, versions: Collection[int], limit: int
    ) -> list[Match]:
        """The best passages of these versions of this course for the words, best first.

        The words are any text: they are analysed, never parsed. A course or version that the index
        does not know gives an empty list.
        """
        ...

    def count(self, course: int, version: int) -> int:
        """How many passages of this version the index holds."""
        ...


class PassageSearch(Protocol):
    """The index of one course, joined with the database: what answering searches with."""

    def __call__(self, words: str, *, limit: int) -> list[Hit]:
        """The best visible passages for the words, best first. Raises `ServiceError`."""
        ...


class DocumentReader(Protocol):
    """Reads an untrusted file."""

    def read(self, data: bytes, media_type: str) -> Extract:
        """The sections of a file of one of the types of ingest/formats.py.

        Raises `RejectedDocumentError` when the file cannot be read, and `ServiceError` when reading
        it failed for a reason of ours.
        """
        ...


class DocumentFiles(Protocol):
    """Keeps uploaded files by the public id of their version."""

    def save(self, version: str, stream: BinaryIO, *, limit: int) -> "StoredFile":
        """Write a file, synced to the disk. Raises `UploadError` beyond `limit` bytes and leaves
        nothing.
        """
        ...

    def load(self, version: str) -> bytes:
        """The bytes of a kept file. Raises `ServiceError` when it is not there."""
        ...

    def delete(self, version: str) -> None:
        """Forget a file; an absent one is no error."""
        ...

    def stored(self) -> list[tuple[str, datetime]]:
        """Every kept file: its version's public id, and when it was written."""
        ...


class StoredFile(Protocol):
    """What is known of a file once it is kept."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...

    @property
    def sha256(self) -> str:
        """The digest of its content, in hex."""
        ...


class Mailer(Protocol):
    """Hands letters to a mail system."""

    def send(self, letter: Letter, *, before_data: Callable[[], bool]) -> MailOutcome:
        """Hand over one letter.

        `before_data` is called when the recipient is accepted and the text is about to leave; when
        it says no, nothing leaves and the outcome is `deferred`. No exception of a mail system gets
        out: it is an outcome.
        """
        ...

    def accepted(self, message_id: str) -> bool | None:
        """Whether the mail system took a letter with this id; None when it cannot tell."""
        ...
