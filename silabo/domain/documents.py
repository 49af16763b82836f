"""What an instructor brings, and how far the reading of it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silabo.domain.errors import Value
from silabo.domain.passages import BlockKind, Notice


class VersionState(StrEnum):
    """The way of a document version."""

    RECEIVED = "received"
    VALIDATING = "validating"
    EXTRACTING = "extracting"
    INDEXING = "indexing"
    READY = "ready"
    SUPERSEDED = "superseded"  # a newer version answers in its place; its text is kept
    REJECTED = "rejected"  # the file's fault: it will not be read again
    FAILED = "failed"  # ours: it may be tried again
    DELETING = "deleting"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was kept, and what is known of it before anybody reads it. `size` is in bytes."""

    version: str
    file_name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Quota:
    """How much one course may keep, of what has not been taken out; 0: any number."""

    files: int = 0
    size: int = 0  # bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a course as its newest version stands.

    `title` is what a source is called: of several with one name, a later one has its number and the
    day of its upload in it, and `same_name` is true.

    `code` and `values` say why a version was rejected or failed. `retry_at` is when a failed
    reading is tried again by itself. `page` is the one that is being read.

    `answering` is the public id of the version whose text answers, None as long as none does: while
    a newer one is read, and after it was rejected, the one before. `hidden` says that nothing of it
    is seen, until the moment `visible_from` where one was given.
    """

    public_id: str
    version: str
    title: str
    file_name: str
    state: VersionState
    size: int
    created_at: datetime
    media_type: str = ""
    pages: int | None = None
    passages: int = 0
    language: str = "und"
    code: str | None = None
    values: dict[str, Value] | None = None
    notices: tuple[Notice, ...] = ()
    retry_at: datetime | None = None
    same_name: bool = False
    page: int | None = None
    answering: str | None = None
    hidden: bool = False
    visible_from: datetime | None = None
    pictures_left: int = 0  # pages and pictures that wait to be read
    offered: bool = False  # to other courses of the platform

    @property
    def busy(self) -> bool:
        """Whether a worker still has something to do here."""
        return self.state not in {VersionState.READY, VersionState.REJECTED, VersionState.FAILED}

    @property
    def replacing(self) -> bool:
        """Whether an older version answers while its newest is not ready."""
        return self.answering is not None and self.answering != self.version

    @property
    def readable(self) -> str | None:
        """The version whose text can be looked at, by its public id: the newest that has one."""
        return self.version if self.passages else self.answering


@dataclass(frozen=True, slots=True)
class ClaimedVersion:
    """A version under a lease: what a worker needs to read it."""

    id: int
    token: str
    attempt: int
    public_id: str
    course_id: int
    media_type: str


@dataclass(frozen=True, slots=True)
class AnsweringCourse:
    """A course that has documents to answer from, hidden ones too: its number, names, and the
    versions' numbers.
    """

    id: int
    public_id: str
    title: str
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IndexedCourse:
    """How many passages of a course an index has to hold, and how many it holds; how many of them
    have no vector yet, None where nothing is found by meaning; and what does not work in its
    search, "" where all does.
    """

    public_id: str
    title: str
    passages: int
    held: int
    bare: int | None = None
    fault: str = ""

    @property
    def whole(self) -> bool:
        """Whether it holds all of them."""
        return self.held == self.passages


@dataclass(frozen=True, slots=True)
class ReaderBlock:
    """One passage as the reader view shows it."""

    anchor: str
    kind: BlockKind
    text: str
    cells: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class ReaderSection:
    """A heading, how deep it is (1 to 6; 0 without a heading), and its passages in order."""

    anchor: str
    title: str
    level: int
    blocks: tuple[ReaderBlock, ...]


@dataclass(frozen=True, slots=True)
class ReaderText:
    """The extracted text of a version, as a person reads it."""

    document: str
    version: str
    title: str
    language: str
    sections: tuple[ReaderSection, ...]
    uploaded_at: datetime
