"""What a launch's roles mean here: roles in the course only, and sub-roles by their principal part.

LTI 1.3 core, appendix A.2: a role of the institution says nothing about the course. Which roles
count as ours, and why: docs/decisions/0013.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from silabo.domain.people import Role

VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/"
MEMBERSHIP = f"{VOCABULARY}membership"
ADMINISTRATORS = {
    f"{VOCABULARY}institution/person#Administrator",
    f"{VOCABULARY}system/person#Administrator",
}
# Of a role that the vocabulary files elsewhere, what stands before the sign.
SCOPES = {f"{VOCABULARY}institution/person": "institution", f"{VOCABULARY}system/person": "system"}
FIXED = {"Instructor": Role.INSTRUCTOR, "Learner": Role.LEARNER}  # what every platform means alike
USUAL: Mapping[str, Role] = MappingProxyType(
    {**FIXED, "TeachingAssistant": Role.INSTRUCTOR, "ContentDeveloper": Role.INSTRUCTOR}
)
NAME = re.compile(r"[A-Za-z]{1,64}(#[A-Za-z]{1,64})?")  # Mentor, or Instructor#TeachingAssistant
OURS = (Role.INSTRUCTOR, Role.LEARNER, Role.VIEWER)


def course_role(
    roles: Sequence[str], *, support: bool = False, meaning: Mapping[str, Role] = USUAL
) -> Role:
    """The strongest role in the course; without any, a viewer.

    `meaning` says which names of the course vocabulary count as ours; a sub-role that it names
    speaks for its principal part. `support` lets an administrator of the institution who has no
    role in the course read its desk.
    """
    names = {name for name in map(_name, roles) if name}
    spoken_for = {_principal(name) for name in names if "#" in name and name in meaning}
    found = {meaning.get(name, meaning.get(_principal(name))) for name in names - spoken_for}
    for role in (Role.INSTRUCTOR, Role.LEARNER):
        if role in found:
            return role
    return Role.SUPPORT if support and is_administrator(roles) else Role.VIEWER


def is_administrator(roles: Sequence[str]) -> bool:
    """Whether the platform calls somebody an administrator of the institution or the system."""
    return bool(ADMINISTRATORS.intersection(roles))


def read_meaning(text: str) -> Mapping[str, Role]:
    """What `Mentor=learner, Instructor#TeachingAssistant=learner` says, beside what is usual.

    Raises `ValueError` with a sentence. A role of the institution or the system has no such name,
    so none can be made one of the course.
    """
    meaning = dict(USUAL)
    for entry in filter(None, map(str.strip, text.split(","))):
        name, _, ours = (part.strip() for part in entry.partition("="))
        if not NAME.fullmatch(name) or ours not in OURS:
            raise ValueError(
                "write ContentDeveloper=learner: a role of the course as the LMS names it, and"
                f" {', '.join(OURS)}; with commas between them"
            )
        if name in FIXED:
            raise ValueError(f"{name} means the same everywhere; only other roles can be chosen")
        meaning[name] = Role(ours)
    return meaning


def readable(uri: str) -> tuple[str, str]:
    """A role's name without its vocabulary, and where it holds: course, institution or system;
    empty where it is of no vocabulary that we know.
    """
    vocabulary, _, name = uri.partition("#")
    if vocabulary in SCOPES and name:
        return name, SCOPES[vocabulary]
    in_course = _name(uri)
    return (in_course, "course") if in_course else (uri, "")


def _name(uri: str) -> str | None:
    # membership#Instructor, or membership/Instructor#Lecturer: the principal part counts.
    # membership/Learner#Instructor is a learner, whatever stands behind the sign.
    if NAME.fullmatch(uri) and "#" not in uri:  # A.2.3: short names of context roles are allowed
        return uri
    vocabulary, _, name = uri.partition("#")
    if vocabulary == MEMBERSHIP:
        return name if NAME.fullmatch(name) and "#" not in name else None
    base, _, principal = vocabulary.rpartition("/")
    return f"{principal}#{name}" if base == MEMBERSHIP and principal and name else None


def _principal(name: str) -> str:
    return name.partition("#")[0]
