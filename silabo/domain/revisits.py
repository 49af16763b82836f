"""Answers that are looked at again: how far one has come, and what it is that a worker does."""

from dataclasses import dataclass
from enum import StrEnum

from silabo.domain.questions import ClaimedQuestion


class RevisitState(StrEnum):
    """The way of a revisit; one that has come to its end has no row any more."""

    READY = "ready"
    WORKING = "working"
    FAILED = "failed"


class Revised(StrEnum):
    """What came of answering a question again."""

    SAME = "same"  # it says what it said
    CHANGED = "changed"  # it says it otherwise, or in other places, and nobody is told
    TOLD = "told"  # its asker is told of another fact
    HELD = "held"  # it says another thing, and waits for approval
    DROPPED = "dropped"  # its instructors have answered, or all that it rests on stands again


@dataclass(frozen=True, slots=True)
class ClaimedRevisit:
    """A question under a lease that is answered again."""

    id: int
    token: str
    attempt: int
    question: ClaimedQuestion
