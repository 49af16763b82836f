"""Who launches, from where, and as what: the nouns of LTI as Sílabo keeps them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in one course, as the last launch said."""

    INSTRUCTOR = "instructor"
    LEARNER = "learner"
    VIEWER = "viewer"  # a launch without any course role: reads, asks nothing


@dataclass(frozen=True, slots=True)
class Platform:
    """An LMS that may launch: one registration. Addresses are absolute URLs."""

    id: int
    issuer: str
    client_id: str
    name: str
    active: bool
    login_url: str
    token_url: str
    key_set_url: str


class SessionKind(StrEnum):
    """What opened a session: a launch in the LMS, or a person who made an API token in the
    panel.
    """

    PANEL = "panel"
    API = "api"


@dataclass(frozen=True, slots=True)
class Identity:
    """What one valid launch says of a person, a course and the place that they came from.

    Every text is cut and cleaned already (lti_app/lti/claims.py); absent text is the empty string.
    """

    platform_id: int
    deployment_id: str
    sub: str
    context_id: str
    role: Role
    name: str = ""
    email: str = ""
    locale: str = ""
    course_title: str = ""
    course_label: str = ""
    resource_link_id: str = ""
    course_url: str = ""  # where a letter leads: the activity or the course page in the LMS
    frame_origins: tuple[str, ...] = ()  # scheme://host[:port] that may frame our pages
    whole_page: bool = False  # the LMS gave us the page instead of a frame (phones)


@dataclass(frozen=True, slots=True)
class Session:
    """What a launch opens: one person, one course, one role, until `ends_at`."""

    id: int
    launch_public_id: str
    person_id: int
    course_id: int
    role: Role
    kind: SessionKind
    language: str
    ends_at: datetime

    @property
    def is_instructor(self) -> bool:
        """Whether this session may change the course's documents."""
        return self.role is Role.INSTRUCTOR


@dataclass(frozen=True, slots=True)
class Place:
    """The course and the person of a session, as pages show them."""

    course_title: str
    course_url: str
    time_zone: str
    person_name: str
    person_email: str
    whole_page: bool
    letters: bool  # the remembered tick: answers go by e-mail too
