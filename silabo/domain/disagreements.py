"""Documents that state differently for the same thing, as instructors see it."""

from dataclasses import dataclass
from datetime import datetime

from silabo.domain.answers import Citation


@dataclass(frozen=True, slots=True)
class FoundDisagreement:
    """Two places of two documents, and what each states. `kind` is that of a quantity: date, time,
    room, percent or email.
    """

    kind: str
    one: Citation
    other: Citation
    one_value: str
    other_value: str


@dataclass(frozen=True, slots=True)
class Disagreement(FoundDisagreement):
    """One that was kept."""

    public_id: str = ""
    found_at: datetime | None = None
