"""What is known of Moodle, and of no other platform.

What follows here is made for Moodle alone. What Moodle made us do for every platform stands where
it is done, with its reason: `login` (values to the letter), `registration` (the domain with its
port), `deep_linking` (no empty member, no line break), `claims` (zone 99) and `legacy` (two
buttons under one field).
"""

import re
from ipaddress import ip_address
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from lti_app.lti.untrusted import LONGEST_URL, split
from silabo.domain import json_text

FAMILY = "moodle"  # its product_family_code
# Its endpoints, under its address, which is also its issuer.
PATHS = {
    "login_url": "/mod/lti/auth.php",
    "token_url": "/mod/lti/token.php",
    "key_set_url": "/mod/lti/certs.php",
}
WHERE_TO_PASTE = (
    "Paste it into Moodle: Site administration, Plugins, Activity modules, External tool, Manage"
    " tools, “Add LTI Advantage”."
)
PAST_THE_GUARD = (
    "Moodle's cURL guard then refuses our keys: roster and deep linking fail while launches work."
    " In Moodle, HTTP security: take the address out of the blocked hosts and add the port to the"
    " allowed ones; or use key type “RSA key” for the tool"
)
ACTIVITY = re.compile(r"(https?://[^?#]{1,1000})/mod/lti/view\.php\?id=(\d{1,19})")
ROSTER_PAGE = 200  # members


def course_url(issuer: str, family: str, *, context_id: str, message_hint: str) -> str:
    """The address of the activity, else of the course; for an unknown LMS, its own address.

    Moodle's view.php and the cmid of its message hint are what its own links use. The launch's
    return address is never used: in Moodle it carries the person's session key.
    """
    activity = _activity(message_hint)
    if family == FAMILY and activity is not None:
        return f"{issuer}/mod/lti/view.php?id={activity}"
    return back_url(issuer, family, context_id=context_id)


def back_url(issuer: str, family: str, *, context_id: str) -> str:
    """The address of the course's page; for an unknown LMS or an endless id, its own address.

    Where the tool is the whole page, the activity's address would only open the tool again.
    """
    if family != FAMILY:
        return issuer
    course = f"{issuer}/course/view.php?id={quote(context_id, safe='')}"
    return course if len(course) <= LONGEST_URL else issuer


def whole_page_url(course_url: str) -> str:
    """Where an activity's address opens the tool as a whole page, whose cookies no browser blocks;
    any other address as it is.
    """
    found = ACTIVITY.fullmatch(course_url)
    return f"{found[1]}/mod/lti/launch.php?id={found[2]}" if found else course_url


def relaunch_url(issuer: str, message_hint: str) -> str | None:
    """Where Moodle starts the launch again outside its frame; None where it cannot be told."""
    activity = _activity(message_hint)
    return None if activity is None else f"{issuer}/mod/lti/launch.php?id={activity}"


def guard_refuses(address: str) -> bool:
    """Whether Moodle's cURL guard, as it is installed, refuses to fetch keys from our address.

    It blocks private addresses, and every port but 80 and 443. Of a name only the LMS's own
    resolver knows.
    """
    components = urlsplit(address)
    if components.port not in {None, 80, 443} or components.hostname == "localhost":
        return True
    try:
        return not ip_address(components.hostname or "").is_global
    except ValueError:
        return False


def roster_url(url: str, resource_link_id: str) -> str:
    """A roster's address, asked so that Moodle gives addresses. Raises `ValueError` for no URL.

    It shares them only for an activity that allows it, which `rlid` names. Without a limit it
    sends a whole course at once.
    """
    scheme, host, path, query, _ = split(url)
    added = urlencode({"rlid": resource_link_id, "limit": ROSTER_PAGE})
    return urlunsplit((scheme, host, path, f"{query}&{added}" if query else added, ""))


def _activity(message_hint: str) -> int | None:
    try:
        hint = json_text.read(message_hint)
        number = int(hint["cmid"])
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    return number if 0 < number < 2**63 else None
