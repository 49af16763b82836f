"""What becomes known of an answer while a model writes it: nothing but what holds already."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from silabo.domain.answers import Citation, Sentence


@dataclass(frozen=True, slots=True)
class Quoted:
    """What of the documents answers, before a model has written a word: it stands below whatever a
    model writes, and alone where that does not hold.
    """

    citations: tuple[Citation, ...]  # their quotes are what is told


@dataclass(frozen=True, slots=True)
class SentenceAccepted:
    """A whole sentence whose receipts hold, and the citations that it is the first to use."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class DraftTakenBack:
    """Every sentence that was accepted since the beginning does not count any more. What was quoted
    still does.
    """


DraftEvent = Quoted | SentenceAccepted | DraftTakenBack
Told = Callable[[DraftEvent], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentences that hold so far, the citations that they use, and what is quoted below them;
    where a message asks several questions, of each in their order.
    """

    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    quoted: tuple[Citation, ...] = ()

    def after(self, event: DraftEvent) -> "Draft":
        """The draft once this has become known."""
        if isinstance(event, Quoted):
            known = {_words(each) for each in self.quoted}
            new = (each for each in event.citations if _words(each) not in known)
            return replace(self, quoted=(*self.quoted, *new))
        if isinstance(event, DraftTakenBack):
            return Draft(quoted=self.quoted)
        return replace(
            self,
            sentences=(*self.sentences, event.sentence),
            citations=(*self.citations, *event.citations),
        )


def _words(citation: Citation) -> tuple[str, str, str]:
    return citation.version, citation.anchor, citation.quote
