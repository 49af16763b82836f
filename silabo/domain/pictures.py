"""Pages that are pictures: who reads them, and what was read."""

from dataclasses import dataclass
from enum import StrEnum

DOUBTED = "(?)"  # stands behind a number that was not read for sure


class PageState(StrEnum):
    """The way of a page that is a picture."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a picture, the paragraph and line that it stands in, and how sure it is, of 100."""

    text: str
    paragraph: int
    line: int
    confidence: float


@dataclass(frozen=True, slots=True)
class PictureText:
    """What was read of a picture: its paragraphs, in which `DOUBTED` stands behind each number that
    is not sure, and how sure its words are in the mean, of 100.
    """

    paragraphs: tuple[str, ...]
    confidence: int


@dataclass(frozen=True, slots=True)
class ClaimedPage:
    """A page under a lease. `version` is its version's public id, `language` its document's."""

    id: int
    token: str
    attempt: int
    public_id: str
    version_id: int
    version: str
    course_id: int
    media_type: str
    language: str
    page: int
