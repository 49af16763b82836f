"""An answer that somebody said is right."""

from dataclasses import dataclass

from silabo.domain.answers import Sentence
from silabo.domain.passages import Passage


@dataclass(frozen=True, slots=True)
class ApprovedAnswer:
    """An answer that somebody said is right, with the passages that its sentences cite by number,
    from 1.
    """

    question: str  # as it was typed, or as it was completed from its thread
    language: str
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
