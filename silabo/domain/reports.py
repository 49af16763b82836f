"""What was asked, answered and sent, in numbers: no text and no name."""

from dataclasses import dataclass, field
from datetime import date

from silabo.domain.answers import AnswerKind
from silabo.domain.questions import DeliveryState


@dataclass(frozen=True, slots=True)
class Waits:
    """How long askers waited for their first answer, in seconds; of none, zeros."""

    count: int = 0
    median_s: float = 0.0
    p90_s: float = 0.0
    longest_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Calls:
    """What models did; tokens a second, 0 where nobody measured them."""

    calls: int = 0
    failed: int = 0
    reading: float = 0.0
    writing: float = 0.0


@dataclass(frozen=True, slots=True)
class Experience:
    """What those who asked met with."""

    persons: int  # who asked
    handed_over: int  # questions that they sent to the instructors
    helped: int  # "Did it help?": yes
    judged: int  # ... of so many that said something
    waits: Waits


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a course, or of all, in a time."""

    asked: int
    answered: dict[AnswerKind, int]  # by the kind of the newest answer
    failed: int  # questions that were given up
    open: int  # that wait now, also for approval
    tried_again: int  # attempts beyond the first
    met: Experience
    calls: Calls = field(default_factory=Calls)
    letters: dict[DeliveryState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekReport:
    """The figures of a week, with its Monday and its Sunday where it was told."""

    first: date
    last: date
    report: Report
