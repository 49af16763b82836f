"""Where a letter leads: the activity or the course in the LMS, made from what never holds a
secret.
"""

import re
from urllib.parse import quote

from lti_app.lti.untrusted import LONGEST_URL
from silabo.domain import json_text

MOODLE = "moodle"
ACTIVITY = re.compile(r"(https?://[^?#]{1,1000})/mod/lti/view\.php\?id=(\d{1,19})")


def course_url(issuer: str, family: str, *, context_id: str, message_hint: str) -> str:
    """The address of the activity, else of the course; for an unknown LMS, its own address.

    Moodle's view.php and the cmid of its message hint are what its own links use. The launch's
    return address is never used: in Moodle it carries the person's session key.
    """
    activity = _activity(message_hint)
    if family == MOODLE and activity is not None:
        return f"{issuer}/mod/lti/view.php?id={activity}"
    return back_url(issuer, family, context_id=context_id)


def back_url(issuer: str, family: str, *, context_id: str) -> str:
    """The address of the course's page; for an unknown LMS or an endless id, its own address.

    Where the tool is the whole page, the activity's address would only open the tool again.
    """
    if family != MOODLE:
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


def _activity(message_hint: str) -> int | None:
    try:
        hint = json_text.read(message_hint)
        number = int(hint["cmid"])
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    return number if 0 < number < 2**63 else None
