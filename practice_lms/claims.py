"""What the practice LMS says in an id_token: the claims of a student's launch from Moodle 5.1."""

import hashlib
from urllib.parse import urlencode

from practice_lms.options import PracticeOptions
from practice_lms.world import Activity, Course, Person

NAME = "Practice LMS"
TOKEN_LIFE_S = 60  # Moodle's id_token lives one minute
EMBEDDED, WHOLE_PAGE = 3, 5  # Moodle's launch containers: embedded without blocks, whole window

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_MEMBERSHIPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"

Claims = dict[str, object]


def launch_claims(
    options: PracticeOptions,
    person: Person,
    activity: Activity,
    *,
    nonce: str,
    issued_at: int,
    session_key: str,
    whole_page: bool,
) -> Claims:
    """All claims of one launch; `issued_at` is in epoch seconds.

    They have the quirks that a tool meets in Moodle: a context type that is no URI, locales with an
    underscore, custom values that are null and custom keys that come twice, once in lower case, and
    a return address with the person's session key.
    """
    return {
        "nonce": nonce,
        "iat": issued_at,
        "exp": issued_at + TOKEN_LIFE_S,
        "iss": options.issuer,
        "aud": options.client_id,
        f"{_CLAIM}deployment_id": options.deployment_id,
        f"{_CLAIM}target_link_uri": options.redirect_uri,
        f"{_CLAIM}message_type": "LtiResourceLinkRequest",
        f"{_CLAIM}version": "1.3.0",
        f"{_CLAIM}tool_platform": _tool_platform(options),
        f"{_CLAIM}launch_presentation": {
            "locale": person.locale,
            "document_target": "frame" if whole_page else "iframe",
            "return_url": _return_url(options, activity, session_key, whole_page=whole_page),
        },
        **_person_claims(person, activity.course),
        **_place_claims(activity),
        **_service_claims(options, person, activity),
    }


def _person_claims(person: Person, course: Course) -> Claims:
    return {
        "sub": str(person.id),
        "given_name": person.given_name,
        "family_name": person.family_name,
        "name": person.name,
        "email": person.email,
        f"{_CLAIM}roles": [f"{_ROLE}{person.roles[course.id]}"],
        f"{_CLAIM}ext": {"user_username": person.username, "lms": "moodle-2"},
        f"{_CLAIM}lis": {
            "person_sourcedid": person.id_number,
            "course_section_sourcedid": course.id_number,
        },
    }


def _place_claims(activity: Activity) -> Claims:
    course = activity.course
    return {
        f"{_CLAIM}context": {
            "id": str(course.id),
            "label": course.label,
            "title": course.title,
            "type": ["CourseSection"],
        },
        f"{_CLAIM}resource_link": {
            "id": str(activity.instance_id),
            "title": activity.name,
            "description": activity.description,
        },
    }


def _service_claims(options: PracticeOptions, person: Person, activity: Activity) -> Claims:
    memberships_url = (
        f"{options.issuer}/mod/lti/services.php/CourseSection/{activity.course.id}"
        f"/bindings/{options.deployment_id}/memberships"
    )
    return {
        f"{_CLAIM}custom": {
            "context_history": "",
            "user_tz": person.time_zone,
            "User_TZ": person.time_zone,
            "middle_name": None,
            "Middle_Name": None,
            "context_memberships_url": memberships_url,
        },
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


def _return_url(
    options: PracticeOptions, activity: Activity, session_key: str, *, whole_page: bool
) -> str:
    query = {
        "course": activity.course.id,
        "launch_container": WHOLE_PAGE if whole_page else EMBEDDED,
        "instanceid": activity.instance_id,
        "sesskey": session_key,
    }
    return f"{options.issuer}/mod/lti/return.php?{urlencode(query)}"
