"""Language models for tests of answering: one that says what it is told to, and the scripted ones
without a server.
"""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from silabo.answering.writing import Writing
from silabo.domain.answers import Citation
from silabo.domain.drafts import Draft, DraftEvent, DraftTakenBack, Quoted
from silabo.domain.errors import SilaboError
from silabo.domain.models import JsonSchema, Message
from tests.services.scripted_writers import Behaviour, write


@dataclass
class SpokenModel:
    """A `LanguageModel` that writes these texts, one a call; the last one stays. An error ends its
    text after what stands before it in the list of pieces.
    """

    texts: list[str | Behaviour | SilaboError | list[str | SilaboError]]
    budget: int = 3000
    prompts: list[list[Message]] = field(default_factory=list)
    ended: int = 0
    name: str = "spoken"

    def tokens(self, text: str) -> int:
        return len(text) // 3 + 1

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        self.prompts.append(list(prompt))
        said = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        if isinstance(said, Behaviour):
            said = write(said, "\n".join(message.text for message in prompt))
        try:
            for piece in said if isinstance(said, list) else [said]:
                if isinstance(piece, SilaboError):
                    raise piece
                yield from re.findall(r"\s*\S{1,4}|\s+", piece)
        finally:
            self.ended += 1


@dataclass
class Listener:
    """Hears of a draft, as the panel does: what is `quoted`, and `events` of what is written."""

    events: list[DraftEvent] = field(default_factory=list)
    quoted: list[Citation] = field(default_factory=list)

    def __call__(self, event: DraftEvent) -> None:
        if isinstance(event, Quoted):
            self.quoted += event.citations
        else:
            self.events.append(event)

    @property
    def taken_back(self) -> int:
        return sum(isinstance(event, DraftTakenBack) for event in self.events)

    @property
    def draft(self) -> Draft:
        """What is on the screen after the last event."""
        draft = Draft()
        for event in self.events:
            draft = draft.after(event)
        return draft

    @property
    def shown(self) -> str:
        """Every word that was ever on the screen."""
        return " ".join(str(event) for event in self.events)


def codes() -> Callable[[], str]:
    """Codes that a test can tell from all other words."""
    numbers = count(1)
    return lambda: f"qq{next(numbers)}zz"


def writing(model: SpokenModel, listener: Listener | None = None, **changes: object) -> Writing:
    """What writing needs, around a model."""
    chosen = Writing(model=model, code=codes(), told=listener or Listener())
    return replace(chosen, **changes)
