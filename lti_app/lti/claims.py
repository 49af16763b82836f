"""From the claims of a proven id_token to an `Identity`: shapes checked, texts cut and cleaned.

Claims and their limits: LTI 1.3 core, section 5.3 and appendix C.
"""

import re
from typing import Any

from lti_app.lti.login import is_own
from lti_app.lti.moodle import back_url, course_url
from lti_app.lti.options import LtiOptions
from lti_app.lti.roles import course_role, readable
from lti_app.lti.untrusted import READ_AT_MOST, is_id, mail_address, origin, plain_text
from silabo.domain import clock
from silabo.domain.errors import LaunchError
from silabo.domain.people import Identity, Platform, Role

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEPLOYMENT = f"{CLAIM}deployment_id"
RESOURCE_LINK = f"{CLAIM}resource_link"
CUSTOM = f"{CLAIM}custom"
LAUNCH = "LtiResourceLinkRequest"
DEEP_LINKING = "LtiDeepLinkingRequest"
DOCUMENTS = "silabo_documents"  # the custom parameter that limits an activity to documents
HISTORY = "context_history"  # the custom parameter that says what a course was copied from
HISTORY_VARIABLE = "$Context.id.history"  # LTI custom variables: contexts, by commas
MOST_COPIES = 20  # of a course that is copied each year
MOST_DOCUMENTS = 100  # of an activity: their ids stand in one parameter, and come with each launch
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ZONE = "silabo_time_zone"  # the custom parameter that says where the LMS keeps its time
# LTI custom variables (LIS): the zone of whoever launches, an IANA name where one is chosen.
ZONE_VARIABLE = "$Person.address.timezone"
MOST_ROLES_KEPT = 20  # to be shown to whoever is refused
CONTEXT = f"{CLAIM}context"
ROLES = f"{CLAIM}roles"
TARGET = f"{CLAIM}target_link_uri"
MESSAGE_TYPE = f"{CLAIM}message_type"
PRESENTATION = f"{CLAIM}launch_presentation"
TOOL_PLATFORM = f"{CLAIM}tool_platform"
MOST_ROLES = 1000


def check_shape(body: dict[str, Any], options: LtiOptions) -> None:
    """Raise `LaunchError` when the claims are not those of a launch from a course."""
    kind = body.get(MESSAGE_TYPE)
    if kind not in (LAUNCH, DEEP_LINKING):
        raise LaunchError("bad_message", 400)
    if not is_id(body.get("sub")):
        raise LaunchError("no_identity", 400)
    if kind == LAUNCH and not is_id(_member(body, RESOURCE_LINK, "id")):
        raise LaunchError("bad_message", 400)
    if not is_id(_member(body, CONTEXT, "id")):
        raise LaunchError("no_course", 400)
    _check_roles(body.get(ROLES))
    if kind == DEEP_LINKING and _role(body, options) is not Role.INSTRUCTOR:
        named = ", ".join(name for name, _ in map(readable, _lms_roles(body))) or "–"
        raise LaunchError("instructors_only", 403, roles=named)
    target = body.get(TARGET)
    if not isinstance(target, str) or not is_own(target, options.address):
        raise LaunchError("foreign_target", 400)


def _check_roles(roles: object) -> None:
    if not isinstance(roles, list) or len(roles) > MOST_ROLES:
        raise LaunchError("bad_message", 400)
    if not all(isinstance(role, str) for role in roles):
        raise LaunchError("bad_message", 400)


def identity(
    body: dict[str, Any], platform: Platform, options: LtiOptions, *, message_hint: str
) -> Identity:
    """What a checked launch says of person, course and place."""
    role = _role(body, options)
    family = plain_text(_member(body, TOOL_PLATFORM, "product_family_code"))
    return Identity(
        platform_id=platform.id,
        deployment_id=str(body[DEPLOYMENT]),
        sub=str(body["sub"]),
        context_id=str(body[CONTEXT]["id"]),
        role=role,
        lms_roles=_lms_roles(body),
        name=plain_text(body.get("name")) or _whole_name(body),
        email=mail_address(body.get("email")),
        locale=plain_text(_member(body, PRESENTATION, "locale")),
        platform_name=plain_text(_member(body, TOOL_PLATFORM, "name")),
        course_title=plain_text(_member(body, CONTEXT, "title"))
        or plain_text(body[CONTEXT].get("label")),
        course_label=plain_text(_member(body, CONTEXT, "label")),
        resource_link_id=plain_text(_member(body, RESOURCE_LINK, "id")),
        course_url=course_url(
            platform.issuer, family, context_id=str(body[CONTEXT]["id"]), message_hint=message_hint
        ),
        back_url=back_url(platform.issuer, family, context_id=str(body[CONTEXT]["id"])),
        frame_origins=frame_origins(platform, _member(body, PRESENTATION, "return_url")),
        whole_page=plain_text(_member(body, PRESENTATION, "document_target"))
        in {"frame", "window"},
        documents=_documents(_member(body, CUSTOM, DOCUMENTS)),
        # Of an instructor alone: a student abroad moves nobody's calendar.
        time_zone=_zone(body) if role is Role.INSTRUCTOR else "",
        history=_history(_member(body, CUSTOM, HISTORY), str(body[CONTEXT]["id"])),
    )


def _role(body: dict[str, Any], options: LtiOptions) -> Role:
    return course_role(body[ROLES], support=options.support, meaning=options.roles)


def _lms_roles(body: dict[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, map(plain_text, body[ROLES][:MOST_ROLES_KEPT])))


def _zone(body: dict[str, Any]) -> str:
    # A platform that does not know the variable sends its name; Moodle sends 99 for "the server's".
    named = plain_text(_member(body, CUSTOM, ZONE))
    return named if clock.is_zone(named) else ""


def _whole_name(body: dict[str, Any]) -> str:
    return plain_text(f"{plain_text(body.get('given_name'))} {plain_text(body.get('family_name'))}")


def _documents(value: object) -> tuple[str, ...]:
    # What deep linking put into the activity comes back through the LMS: only ids are ids.
    return tuple(
        each for each in plain_text(value, READ_AT_MOST).split(",") if UUID.fullmatch(each)
    )


def _history(value: object, own: str) -> tuple[str, ...]:
    # Whoever edits an activity may write this parameter by hand: it is a hint, and opens nothing
    # by itself. A platform that does not know the variable sends its name.
    named = [each.strip() for each in plain_text(value, READ_AT_MOST).split(",")]
    known = [each for each in named if is_id(each) and each != own and each[0] != "$"]
    return tuple(dict.fromkeys(known))[:MOST_COPIES]


def frame_origins(platform: Platform, return_url: object = None) -> tuple[str, ...]:
    """Who may frame our pages: the platform, by issuer, sign-in and return address.

    Of the return address only the origin is used: the rest may carry a secret of the LMS.
    """
    named = [platform.issuer, platform.login_url, return_url]
    return tuple(dict.fromkeys(each for each in map(origin, named) if each))


def _member(body: dict[str, Any], claim: str, name: str) -> object:
    value = body.get(claim)
    return value.get(name) if isinstance(value, dict) else None
