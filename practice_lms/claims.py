"""What the practice LMS says in an id_token: the claims of a launch from Moodle 5.1."""

import hashlib
from urllib.parse import urlencode

from practice_lms.custom import as_claim
from practice_lms.launches import Message
from practice_lms.options import PracticeOptions
from practice_lms.world import Activity, Course, CourseRole, Person

NAME = "Practice LMS"
TOKEN_LIFE_S = 60  # Moodle's id_token lives one minute
EMBEDDED, NEW_WINDOW, WHOLE_PAGE = 3, 4, 5  # Moodle's launch containers

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_MEMBERSHIPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
_PLACING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
_VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/"
# A launch from Moodle does not tell a non-editing teacher from an editing one.
_MEMBERSHIP = {
    CourseRole.LEARNER: "Learner",
    CourseRole.INSTRUCTOR: "Instructor",
    CourseRole.NON_EDITING: "Instructor",
}

Claims = dict[str, object]


def launch_claims(
    options: PracticeOptions,
    message: Message,
    *,
    nonce: str,
    issued_at: int,
    session_key: str,
    handheld: bool,
) -> Claims:
    """All claims of one launch; `issued_at` is in epoch seconds.

    They have the quirks that a tool meets in Moodle: a context type that is no URI, locales with an
    underscore, custom values that are null and custom keys that come twice, once in lower case, and
    return addresses with the person's session key.
    """
    person, tool, activity = message.person, message.tool, message.activity
    claims = {
        "nonce": nonce,
        "iat": issued_at,
        "exp": issued_at + TOKEN_LIFE_S,
        "iss": options.issuer,
        "aud": tool.client_id,
        f"{_CLAIM}deployment_id": tool.deployment_id,
        f"{_CLAIM}target_link_uri": tool.target_url,
        f"{_CLAIM}version": "1.3.0",
        f"{_CLAIM}tool_platform": _tool_platform(options),
        f"{_CLAIM}context": _context(message.course),
        **_person_claims(message),
        **_service_claims(options, message),
    }
    if activity is None:
        return claims | _placing_claims(options, message, session_key)
    return claims | _activity_claims(options, person, activity, session_key, handheld)


def container(activity: Activity, *, handheld: bool) -> int:
    """How the LMS opens the activity: a phone gets it as the whole page, whatever was chosen."""
    if handheld:
        return WHOLE_PAGE
    return NEW_WINDOW if activity.new_window else EMBEDDED


def _person_claims(message: Message) -> Claims:
    person, course, tool = message.person, message.course, message.tool
    claims: Claims = {
        "sub": str(person.id),
        f"{_CLAIM}roles": _roles(person, course),
        f"{_CLAIM}lis": {
            "person_sourcedid": person.id_number,
            "course_section_sourcedid": course.id_number,
        },
        f"{_CLAIM}ext": {"lms": "moodle-2"},
    }
    if tool.share_name:
        claims |= {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "name": person.name,
            f"{_CLAIM}ext": {"user_username": person.username, "lms": "moodle-2"},
        }
    return claims | {"email": person.email} if tool.share_email else claims


def _roles(person: Person, course: Course) -> list[str]:
    role = person.role_in(course)
    roles = [f"{_VOCABULARY}membership#{_MEMBERSHIP[role]}"] if role else []
    if person.is_administrator:
        places = ("institution", "system")
        roles += [f"{_VOCABULARY}{place}/person#Administrator" for place in places]
    return sorted(roles)


def _context(course: Course) -> Claims:
    return {
        "id": str(course.id),
        "label": course.label,
        "title": course.title,
        "type": ["CourseSection"],
    }


def _activity_claims(
    options: PracticeOptions,
    person: Person,
    activity: Activity,
    session_key: str,
    handheld: bool,
) -> Claims:
    how = container(activity, handheld=handheld)
    targets = {EMBEDDED: "iframe", NEW_WINDOW: "window", WHOLE_PAGE: "frame"}
    back = {
        "course": activity.course.id,
        "launch_container": how,
        "instanceid": activity.instance_id,
        "sesskey": session_key,
    }
    return {
        f"{_CLAIM}message_type": "LtiResourceLinkRequest",
        f"{_CLAIM}resource_link": {
            "id": str(activity.instance_id),
            "title": activity.name,
            "description": activity.description,
        },
        f"{_CLAIM}launch_presentation": {
            "locale": person.locale,
            "document_target": targets[how],
            "return_url": f"{options.issuer}/mod/lti/return.php?{urlencode(back)}",
        },
    }


def _placing_claims(options: PracticeOptions, message: Message, session_key: str) -> Claims:
    back = {"course": message.course.id, "id": message.tool.id, "sesskey": session_key}
    return {
        f"{_CLAIM}message_type": "LtiDeepLinkingRequest",
        f"{_CLAIM}launch_presentation": {"locale": message.person.locale},
        _PLACING: {
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["frame", "iframe", "window"],
            "accept_multiple": True,
            "auto_create": False,
            "deep_link_return_url": f"{options.issuer}/mod/lti/contentitem_return.php?"
            + urlencode(back),
            "title": message.tool.name,
            "text": "",
        },
    }


def _service_claims(options: PracticeOptions, message: Message) -> Claims:
    person, tool, activity = message.person, message.tool, message.activity
    own = {"user_tz": person.time_zone, "User_TZ": person.time_zone}
    quirks = {**own, "middle_name": None, "Middle_Name": None}
    variables = {
        "$Context.id.history": ",".join(map(str, message.course.history)),
        "$Person.address.timezone": person.time_zone,
    }
    lines = [tool.custom, activity.custom if activity else ""]
    said = [as_claim(each, variables) for each in lines]
    # As in Moodle an activity adds parameters, and cannot change those of the tool.
    custom = {**quirks, **said[1], **said[0]}
    if not tool.roster:
        return {f"{_CLAIM}custom": custom}
    memberships_url = (
        f"{options.issuer}/mod/lti/services.php/CourseSection/{message.course.id}"
        f"/bindings/{tool.id}/memberships"
    )
    return {
        f"{_CLAIM}custom": {**custom, "context_memberships_url": memberships_url},
        _MEMBERSHIPS: {
            "context_memberships_url": memberships_url,
            "service_versions": ["1.0", "2.0"],
        },
    }


def _tool_platform(options: PracticeOptions) -> dict[str, str]:
    return {
        "product_family_code": "moodle",
        "version": "2025100600.02",
        "guid": hashlib.sha256(options.host.encode()).hexdigest()[:32],
        "name": NAME,
        "description": NAME,
    }
