"""What the instructors of a course set about its answers."""

from dataclasses import dataclass

from silabo.domain.answers import Caution, OutOfScope


@dataclass(frozen=True, slots=True)
class CourseSettings:
    """How a course answers."""

    caution: Caution = Caution.BALANCED
    model: str = ""  # the name of the one that is asked first; "": the order of all courses
    instructions: str = ""  # for whichever model writes
    out_of_scope: tuple[OutOfScope, ...] = ()
    approval: bool = False  # answers wait for an instructor's approval
    time_zone: str = ""  # IANA, chosen by hand; "": as the learning platform tells it
