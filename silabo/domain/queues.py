"""The kinds of work that wait in rows, and what a part of the system says of its health."""

from dataclasses import dataclass
from enum import StrEnum


class Queue(StrEnum):
    """One doorbell each: a ring means "look", never "do this one"."""

    ANSWERS = "answers"
    LETTERS = "letters"
    DOCUMENTS = "documents"
    UPKEEP = "upkeep"


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a part does its work, and in a few words what it is or what is wrong with it."""

    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Work that was tried often enough: which queue it left, and why it failed last."""

    queue: Queue
    public_id: str
    state: str
    attempts: int
    reason: str
