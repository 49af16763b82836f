"""What a course takes over from another one: an instructor of both chooses, a worker copies."""

from dataclasses import dataclass
from enum import StrEnum

from silabo.domain.courses import CourseSettings
from silabo.domain.documents import Document
from silabo.domain.errors import Value

MOST_DOCUMENTS = 500  # that are named in one copy


class CopyState(StrEnum):
    """Where a copy is on its way."""

    READY = "ready"  # its next step waits for a worker
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"  # tried often enough, and it broke each time
    REFUSED = "refused"  # whoever began it is no longer an instructor of both courses


class CopyStep(StrEnum):
    """What is copied next; each comes when the one before it is done."""

    DOCUMENTS = "documents"
    ANSWERS = "answers"  # once the documents have been read: answers rest on what they say
    OTHERS = "others"  # settings and test questions


@dataclass(frozen=True, slots=True)
class CopySource:
    """A course in which the same person is an instructor."""

    public_id: str
    title: str
    label: str
    offered: bool  # the learning platform says that this course goes on from it


@dataclass(frozen=True, slots=True)
class CopyableDocument:
    """A document of another course, by the version that answers there."""

    document: Document
    here: bool  # the course has a document of this content already


@dataclass(frozen=True, slots=True)
class CopyableAnswers:
    """How many curated answers of another course there are."""

    count: int = 0  # that can be copied
    dated: int = 0  # of these state a day, a time, a room or an address
    wordless: int = 0  # of these answer what only students worded: their words are not copied
    alone: int = 0  # answer one question that is like no other, and stay where they are
    resting: tuple[tuple[str, str], ...] = ()  # (document, question or answer), by public id


@dataclass(frozen=True, slots=True)
class Copyable:
    """What another course has that can be copied."""

    source: CopySource
    documents: tuple[CopyableDocument, ...]
    answers: CopyableAnswers
    settings: CourseSettings
    expectations: int


@dataclass(frozen=True, slots=True)
class CopyWish:
    """What an instructor chose; courses and documents are named by public id."""

    source: str
    documents: tuple[str, ...] = ()
    answers: bool = False
    settings: bool = False
    expectations: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.documents or self.answers or self.settings or self.expectations)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was not copied, and why: `code` and `values` make the sentence."""

    file_name: str  # "" where it is not known any more
    code: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class CourseCopy:
    """A copy and what has become of it so far."""

    public_id: str
    title: str  # of the course that is copied from
    state: CopyState
    step: CopyStep
    left: int  # documents that are not copied yet
    documents: int  # that were copied
    skipped: tuple[Skipped, ...]
    answers: int  # that were copied
    doubtful: int  # of these wait to be confirmed
    answered: int  # answers that were not copied: the course answers the question already
    expectations: int
    settings: bool

    @property
    def busy(self) -> bool:
        """Whether a worker still has something to do."""
        return self.state in {CopyState.READY, CopyState.WORKING}


@dataclass(frozen=True, slots=True)
class ClaimedCopy:
    """A copy under a lease: what a worker needs for its next step."""

    id: int
    token: str
    attempt: int
    public_id: str
    course_id: int
    source_id: int
    person_id: int
    step: CopyStep
