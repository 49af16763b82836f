"""What is outside the process, as Protocols. Each has a contract test that runs over every
implementation.
"""

from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import BinaryIO, Protocol

from silabo.domain.containers import Unpacked
from silabo.domain.deliveries import Bounce
from silabo.domain.drafts import Draft, Told
from silabo.domain.letters import Letter, MailReply
from silabo.domain.models import JsonSchema, Measured, Message, TextKind, Vector
from silabo.domain.passages import Extract, Hit, IndexEntry, Match, Passage
from silabo.domain.pictures import PictureSource, ReadWord
from silabo.domain.replies import Dropped, IncomingReply


class PassageIndex(Protocol):
    """Finds passages of one course by words, and by meaning where it keeps vectors. Keeps ids,
    stems and vectors, never the text: the database is the truth.

    Every method raises `IndexAwayError` when the index does not answer or takes nothing, and
    `ServiceError` when it refuses what it was given.
    """

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it."""
        ...

    def extend(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put new passages of a version beside those that the index has: their vectors stay."""
        ...

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        ...

    def clear(self, course: int) -> None:
        """Forget a whole course; an unknown one is no error."""
        ...

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
        space: str = "",
    ) -> list[Match]:
        """The best passages of these versions of this course for the words, best first.

        The words are any text: they are analysed, never parsed. A `vector` of this `space` of what
        is asked lets an index that keeps vectors find by both: then scores are from 0 to 1, and
        matches have similarities. Another ignores it. A course or version that the index does not
        know gives an empty list.
        """
        ...

    def count(self, course: int, *versions: int) -> int:
        """How many passages of these versions the index holds."""
        ...

    def close(self) -> None:
        """End what this thread has opened; the next call opens it again."""
        ...


class VectorIndex(PassageIndex, Protocol):
    """A passage index that keeps vectors too. A passage is found by its words at once, and by its
    meaning when its vector has come.
    """

    def without_vector(self, course: int, version: int, *, space: str, limit: int) -> list[int]:
        """Passages of a version, by number, that have no vector of this space yet."""
        ...

    def put(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Keep the vectors that these passages of a version have, beside those of other spaces."""
        ...

    def keep_only(self, space: str) -> int:
        """Forget the vectors of every other space, those of deleted documents among them; return
        of how many spaces. Call it when every visible passage has its vector of this one.
        """
        ...


class PassageSearch(Protocol):
    """The index of one course, joined with the database: what answering searches with."""

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        """The best visible passages for the words, best first; by meaning too where there is a
        model, of the `question` that the words are of. Raises `ServiceError`.
        """
        ...

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        """The visible passages after one in its version, in order, at most `limit`."""
        ...


class LanguageModel(Protocol):
    """Writes text from a prompt.

    The first token, each next one and the whole text have deadlines. Neither the prompt nor the
    text is ever cut silently.
    """

    @property
    def name(self) -> str:
        """What administrators know the model by."""
        ...

    @property
    def budget(self) -> int:
        """Tokens that a prompt may have."""
        ...

    def tokens(self, text: str) -> int:
        """How many tokens a text has at most, by a careful estimate."""
        ...

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, Measured | None]:
        """The text, in pieces as they come; with a `schema` it is one JSON value that obeys it. The
        generator returns what the server measured of a whole text, None where it tells nothing.

        Closing the generator ends the writing on the server too. Raises, while it is read, one of
        the kinds of `ModelError`: a text that ends without one of them is whole.
        """
        ...


class Embedder(Protocol):
    """Turns texts into vectors: texts that mean the same lie near each other."""

    @property
    def space(self) -> str:
        """Names what makes the vectors, model and digest: those of two spaces never compare.

        Asks the server at first use. Raises `ModelError`.
        """
        ...

    @property
    def dimension(self) -> int:
        """How many numbers each vector has. Asks the server at first use; raises `ModelError`."""
        ...

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        """One vector of length 1 a text, in their order; no texts give none. All are of one kind.

        Raises `ModelError`: all vectors come, or none.
        """
        ...


class DocumentReader(Protocol):
    """Reads an untrusted file."""

    def read(
        self,
        data: bytes,
        media_type: str,
        heard: Callable[[int, int], None] | None = None,
    ) -> Extract:
        """The sections of a file of one of the types of ingest/formats.py. `heard` is told now and
        then which page is being read, from 1, and how many there are; what it raises ends the
        reading.

        Raises `RejectedDocumentError` when the file cannot be read, and `ServiceError` when reading
        it failed for a reason of ours.
        """
        ...

    def picture(self, data: bytes, media_type: str, which: int | PictureSource) -> bytes:
        """How a page of a PDF file looks, from 1, or what is seen of a picture in another file, in
        greys as a PGM file. Raises as `read` does.
        """
        ...

    def unpack(self, data: bytes, media_type: str, after: int = 0) -> Unpacked:
        """The documents in an archive of one of the kinds of ingest/formats.py, from number `after`
        on: as many as one answer carries. Raises as `read` does.
        """
        ...


class PictureReader(Protocol):
    """Reads the words on a picture."""

    def read(self, picture: bytes, language: str) -> list[ReadWord]:
        """The words of a PGM file in order; of the `language` where it is known ("und": not).

        Raises `RejectedDocumentError` where the picture is at fault, and `ServiceError`.
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

    def send(
        self,
        letter: Letter,
        *,
        before_data: Callable[[], bool],
        when_accepted: Callable[[], None] = lambda: None,
    ) -> MailReply:
        """Hand over one letter.

        `before_data` is called when the recipient is accepted and the text is about to leave; when
        it says no, nothing leaves and the outcome is `deferred`. `when_accepted` is called once the
        mail system has taken the letter, before anything else that could fail. No exception of a
        mail system gets out: it is an outcome. What the two raise gets out.
        """
        ...

    def accepted(self, message_id: str, *, since: datetime) -> bool | None:
        """Whether the mail system took a letter with this id since then.

        None when it keeps no memory that reaches so far. Raises `ServiceError` when it cannot be
        asked now.
        """
        ...

    def bounced(self, *, since: datetime) -> Sequence[Bounce]:
        """The letters that the mail system took since then and could not deliver; none where it
        keeps no memory. Raises `ServiceError` when it cannot be asked now.
        """
        ...


class OpenInbox(Protocol):
    """One connection to an inbox. Each raises `ServiceError` where it does not answer."""

    def waiting(self) -> Sequence[int]:
        """The numbers of mails that nobody has looked at, the oldest first."""
        ...

    def read(self, number: int) -> IncomingReply | Dropped | None:
        """What a mail is, or why it is no reply; None where it has gone meanwhile."""
        ...

    def leave(self, number: int) -> None:
        """Mark a mail as looked at, and let it lie."""
        ...

    def remove(self, number: int) -> None:
        """Take a mail out of the inbox."""
        ...

    def watch(self, longest_s: float, stopped: Callable[[], bool]) -> None:
        """Wait until something has arrived, or so long, or until `stopped` says yes."""
        ...


class Inbox(Protocol):
    """Where replies to letters arrive."""

    def open(self) -> AbstractContextManager[OpenInbox]:
        """A connection, as long as the block lasts. Raises `ServiceError`, also within it."""
        ...


class ErasureLog(Protocol):
    """What of an erasure must outlive the database: it is made again after a backup of before is
    restored.
    """

    def note(self, public_id: str) -> None:
        """Write a person's public id down, synced."""

    def noted(self) -> list[str]:
        """The public ids that were written down, oldest first."""


class LiveFeed(Protocol):
    """Carries what becomes known of an answer while it is written, from the worker to the panel.

    It may lose anything: the row is the truth.
    """

    def writing(self, question: str) -> AbstractContextManager[Told]:
        """Tell the draft of a question, by its public id, until the block ends. Never raises."""
        ...

    def follow(
        self, question: str, *, for_s: float, quiet_s: float = 10
    ) -> Generator[Draft | None, None, None]:
        """The draft as it is, then again after each change, and None after so long a quiet.

        Ends when the writing ends, and after `for_s`; at once when nobody writes. Raises
        `ServiceError` when the feed does not answer.
        """
        ...
