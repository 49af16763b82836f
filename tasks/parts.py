"""What workers work with: chosen in wiring, handed to every slot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silabo.delivery.compose import LetterOptions
from silabo.domain.ports import (
    DocumentFiles,
    DocumentReader,
    Mailer,
    PassageIndex,
    PassageSearch,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of the workers.

    `search` gives the search of one course, by its number, in the documents that are named, or all.
    `worker` names this process in the rows that it holds. `jitter` gives a number from 0 to 1, and
    spreads what is tried again.
    """

    index: PassageIndex
    search: Callable[[int, Sequence[str]], PassageSearch]
    reader: DocumentReader
    files: DocumentFiles
    mailer: Mailer
    letters: LetterOptions
    worker: str
    jitter: Callable[[], float]
