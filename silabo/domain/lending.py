"""Documents that a course may read though they are another course's of the same platform."""

from dataclasses import dataclass
from enum import StrEnum


class LoanState(StrEnum):
    """What a document of another course is to this one."""

    OFFERED = "offered"  # it may be taken
    READ = "read"  # answers of this course use it
    ENDED = "ended"  # the other course has ended that, and nobody here has taken note


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document of another course, as an instructor of this one may know it."""

    public_id: str
    title: str
    course: str  # title of the other one
    state: LoanState
    version: str | None = None  # that is answered from; None: none is just now

    @property
    def answering(self) -> bool:
        """Whether there is something to be read now: it is not hidden there, nor that course
        closed.
        """
        return self.version is not None
