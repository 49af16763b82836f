"""Curated answers as rows of a file, and what becomes of each when they are brought in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from silabo.domain.answers import Sentence
from silabo.domain.errors import Value

MOST_ROWS = 500
LARGEST = 1_000_000  # bytes


class AnswerEntry(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"  # the question has an answer, and says this from now on
    SAME = "same"  # it says just that already
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row as it stands in the file; its line of sentences is not looked at yet."""

    number: int  # from 1, without the line that names the columns
    question: str
    language: str
    answer: str


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """What becomes of a row, and why it is refused: the code of a sentence, and its values."""

    number: int
    question: str
    entry: AnswerEntry
    code: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    language: str = "und"
    alike: str = ""
    sentences: tuple[Sentence, ...] = ()
    instead_of: str = ""  # public id of the answer that it changes
