"""What becomes known of an answer while a model writes it: nothing but what holds already."""

from collections.abc import Callable
from dataclasses import dataclass

from silabo.domain.answers import Citation, Sentence


@dataclass(frozen=True, slots=True)
class SentenceAccepted:
    """A whole sentence whose receipts hold, and the citations that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DraftTakenBack:
    """Every sentence that was accepted since the beginning does not count any more."""


DraftEvent = SentenceAccepted | DraftTakenBack
Told = Callable[[DraftEvent], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences that hold so far, and the citations that they use."""

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()

    def after(self, event: DraftEvent) -> "Draft":
        """The draft once this has become known."""
        if isinstance(event, DraftTakenBack):
            return Draft()
        return Draft((*self.sentences, event.sentence), (*self.citations, *event.citations))
