"""Pages and pictures that are read for their words: who reads them, and what was read."""

from dataclasses import dataclass
from enum import StrEnum

DOUBTED = "(?)"  # stands behind a number that was not read for sure

Part = tuple[float, float, float, float]  # left, top, right and bottom, in shares of the sides
WHOLE: Part = (0.0, 0.0, 1.0, 1.0)


class PageState(StrEnum):
    """The way of a page or picture that is read."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture inside of a file, and what a person sees of it."""

    name: str  # of the member of the file's archive
    seen: Part = WHOLE  # the rest is cut off
    covered: tuple[Part, ...] = ()  # of what is seen, where something lies over it


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that a reader found, and where it stands."""

    source: PictureSource
    own: str  # the anchor of what is read of it: `i3`, on a slide `s4i3`
    anchor: str = ""  # of the block before it, where there are no pages
    page: int | None = None
    path: tuple[str, ...] = ()  # the headings over it
    words: str = ""  # its alternative text
    told: str = ""  # the code of the notice that stands at its place until its words are read


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
    is not sure, and how sure its words are in the mean, of 100. Without paragraphs it has words
    that nobody could read.
    """

    paragraphs: tuple[str, ...]
    confidence: int


@dataclass(frozen=True, slots=True)
class ClaimedPage:
    """A page or picture under a lease. `version` is its version's public id, `language` its
    document's.
    """

    id: int
    token: str
    attempt: int
    public_id: str
    version_id: int
    version: str
    course_id: int
    media_type: str
    language: str
    page: int  # 0 where there are no pages
    picture: FoundPicture | None = None  # None: the whole page
