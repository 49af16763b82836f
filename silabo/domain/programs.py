"""Programs that take part in a course from outside, as a help desk does."""

from dataclasses import dataclass
from datetime import datetime

from silabo.domain.questions import Answer

LONGEST_NAME = 80  # characters
MOST_TOKENS = 20  # of a course, also those that are over
MOST_DAYS = 366  # until a token ends


@dataclass(frozen=True, slots=True)
class ServiceToken:
    """A token of a course, without what opens it: that is shown once and kept by no one."""

    public_id: str
    course_id: int
    name: str
    made_by: str  # name, "" where it is not known any more
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None  # last, to the minute; None: never
    over: bool


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who may answer what was handed over in a course: an instructor, or a program by a token."""

    course_id: int
    person_id: int | None
    token: ServiceToken | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """A question that was handed over, without who asked it; of those that ask the same, the one
    that was handed over last.
    """

    public_id: str
    text: str
    language: str
    asked_at: datetime
    handed_at: datetime
    times: int  # of those that ask the same, how many were handed over
    waits: bool  # no instructor has decided about it since
    answer: Answer | None  # what its asker was told last
    decided: str  # public id of the last decision, "" without one
