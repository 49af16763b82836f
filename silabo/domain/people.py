"""Who launches, from where, and as what: the nouns of LTI as Sílabo keeps them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in one course, as the last launch said."""

    INSTRUCTOR = "instructor"
    LEARNER = "learner"
    SUPPORT = "support"  # an administrator of the institution: reads the desk, changes nothing
    VIEWER = "viewer"  # a launch without any course role: reads, asks nothing


class NameFrom(StrEnum):
    """Who named a platform."""

    LMS = "lms"  # a launch: it follows the next ones
    PERSON = "person"  # the administrator who registered it: it stays


class ZoneFrom(StrEnum):
    """Who said in which time zone a course is."""

    DEFAULT = "default"  # the setting, else the server
    LMS = "lms"  # an instructor's launch
    PERSON = "person"  # by the command or on the desk: it stays


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


@dataclass(frozen=True, slots=True)
class DeepLinkRequest:
    """What a platform wants back from deep linking, and where. It stays on the server: the return
    address may carry a secret of the LMS.
    """

    return_url: str
    deployment_id: str
    data: str | None = None


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
    platform_name: str = ""  # what the LMS calls itself
    course_title: str = ""
    course_label: str = ""
    resource_link_id: str = ""
    course_url: str = ""  # where a letter leads: the activity or the course page in the LMS
    back_url: str = ""  # the course page in the LMS, for whoever has the tool as a whole page
    frame_origins: tuple[str, ...] = ()  # scheme://host[:port] that may frame our pages
    whole_page: bool = False  # the LMS gave us the page instead of a frame (phones)
    documents: tuple[str, ...] = ()  # public ids that the activity is limited to; empty: all
    lms_roles: tuple[str, ...] = ()  # as the platform named them
    time_zone: str = ""  # IANA; empty: an instructor's launch has not told it
    history: tuple[str, ...] = ()  # context ids that the course was copied from, as the LMS says
    deep_link: DeepLinkRequest | None = None


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """What somebody chose last about answers by letter."""

    wanted: bool  # the tick
    if_unseen: bool  # only those that they have not seen


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
    documents: tuple[str, ...] = ()  # public ids that the activity is limited to; empty: all

    @property
    def is_instructor(self) -> bool:
        """Whether this session may change the course's documents."""
        return self.role is Role.INSTRUCTOR

    @property
    def sees_desk(self) -> bool:
        """Whether this session may look at the course's documents as its instructors do."""
        return self.role in {Role.INSTRUCTOR, Role.SUPPORT}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page of a launch needs before it has a session: nothing of a person.

    `origins` may frame it; `placing` says that it will post a form to one of them (deep linking).
    """

    language: str
    origins: tuple[str, ...]
    placing: bool
    activity_url: str = ""  # in the LMS, where the tool opens again; empty where there is none


@dataclass(frozen=True, slots=True)
class SessionView:
    """The course and the person of a session, as pages show them."""

    person_public_id: str
    course_public_id: str
    course_title: str
    course_url: str
    back_url: str
    time_zone: str
    zone_from: ZoneFrom
    person_name: str
    person_email: str
    email_refused: bool  # nothing can be delivered there
    whole_page: bool
    letters: bool  # the remembered tick: answers go by e-mail too
    letters_if_unseen: bool  # and the one beside it: only those that were not seen
    notices: bool  # an instructor's: letters about a course
    notices_at_once: bool  # not once a day
    storage: str  # how the browser proved itself: cookie, storage or platform
    placing: bool  # opened to be placed in a course (deep linking)
    lms_roles: tuple[str, ...]  # as the platform named them
