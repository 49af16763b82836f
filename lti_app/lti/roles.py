"""What a launch's roles mean here: roles in the course only, and sub-roles by their principal part.

LTI 1.3 core, appendix A.2: a role of the institution says nothing about the course.
"""

from collections.abc import Sequence

from silabo.domain.people import Role

MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership"
ADMINISTRATORS = {
    "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
    "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator",
}
SHORT = {"Instructor": Role.INSTRUCTOR, "Learner": Role.LEARNER}


def course_role(roles: Sequence[str], *, support: bool = False) -> Role:
    """The strongest role in the course; without any, a viewer.

    `support` lets an administrator of the institution who has no role in the course read its desk.
    """
    found = {_role(uri) for uri in roles}
    for role in (Role.INSTRUCTOR, Role.LEARNER):
        if role in found:
            return role
    return Role.SUPPORT if support and ADMINISTRATORS.intersection(roles) else Role.VIEWER


def _role(uri: str) -> Role | None:
    # membership#Instructor, or membership/Instructor#Lecturer: the principal part counts.
    # membership/Learner#Instructor is a learner, whatever stands behind the sign.
    if uri in SHORT:  # LTI 1.3 core, A.2.3: short names of context roles are allowed
        return SHORT[uri]
    place, _, name = uri.partition("#")
    if place == MEMBERSHIP:
        return SHORT.get(name)
    base, _, principal = place.rpartition("/")
    return SHORT.get(principal) if base == MEMBERSHIP and name else None
