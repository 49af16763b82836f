"""The roster of a course as Moodle gives it: short roles, and names and addresses where shared."""

from practice_lms.tools import Tool
from practice_lms.world import Course, CourseRole, Person, people_of

ROSTER_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
ROSTER_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
# Unlike in a launch, a non-editing teacher is a learner here.
_SHORT = {
    CourseRole.LEARNER: "Learner",
    CourseRole.INSTRUCTOR: "Instructor",
    CourseRole.NON_EDITING: "Learner",
}

Member = dict[str, object]


def members(course: Course, tool: Tool, *, role: str = "") -> list[Member]:
    """Everybody in the course, or those of one role, by its short name or its URI."""
    wanted = role.rpartition("#")[2]
    found = [(_SHORT[held], each) for each in people_of(course) if (held := each.role_in(course))]
    return [_member(each, short, tool) for short, each in found if wanted in {"", short}]


def _member(person: Person, role: str, tool: Tool) -> Member:
    member: Member = {"status": "Active", "roles": [role], "user_id": str(person.id)}
    if tool.share_name:
        member |= {
            "name": person.name,
            "given_name": person.given_name,
            "family_name": person.family_name,
        }
    return member | {"email": person.email} if tool.roster_email else member
