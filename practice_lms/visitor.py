"""Who the visitor is, in which language the pages speak, and where a form may lead back to."""

import re

from flask import Response, request

from practice_lms.options import PracticeOptions
from practice_lms.words import LANGUAGES
from practice_lms.world import Person, find_person

COOKIE = "PracticeSession"

# A tablet or phone gets the tool as a whole page; Moodle decides so by the user agent too.
_HANDHELD = re.compile(r"iphone|ipod|ipad|android|mobile|tablet|silk|kindle", re.IGNORECASE)
_OWN_PAGE = re.compile(
    r"/(#activities|(course|mod/lti)/(view|frames)\.php\?id=\d+(&index=open)?|course/modedit\.php\?course=\d+"
    r"|mod/lti/toolconfigure\.php|mailbox)?",
    re.ASCII,
)


def visitor() -> Person | None:
    """The person whom this browser chose to be; None before it chose."""
    return find_person(request.cookies.get(COOKIE, ""))


def become(response: Response, person: Person, options: PracticeOptions) -> None:
    """Let the browser be this person until it is closed.

    The cookie is Lax as MoodleSession is in today's browsers: a request that another site's page
    starts inside a frame comes without it. It proves nothing, since anybody may choose anybody.
    """
    response.set_cookie(
        COOKIE,
        str(person.id),
        httponly=True,
        samesite="Lax",
        secure=options.issuer.startswith("https:"),
    )


def repost(person: Person | None) -> tuple[str, dict[str, str]] | None:
    """Address and fields to post once more from a page of this site, when nobody is known yet.

    None for a request that came with the visitor's cookie, or was posted again already.
    """
    if person is not None or request.form.get("repost"):
        return None
    return _address(), {**request.form.to_dict(), "repost": "true"}


def is_handheld() -> bool:
    """Whether the browser says that it runs on a phone or a tablet."""
    return bool(_HANDHELD.search(request.user_agent.string))


def is_own_form(options: PracticeOptions) -> bool:
    """Whether a page of this site sent the form: every browser names the origin of a POST."""
    return request.headers.get("Origin") == options.issuer


def browser_language() -> str:
    """The language of the pages outside the courses, as the browser prefers."""
    return request.accept_languages.best_match(LANGUAGES) or "en"


def own_page(address: str) -> str:
    """The address, if it is a page of this site where people choose who they are; else the start.

    It comes from a form or a link, and must not lead a visitor to another site.
    """
    return address if _OWN_PAGE.fullmatch(address) else "/"


def here() -> str:
    """The page that is shown now, to come back to after choosing somebody else."""
    return own_page(_address())


def _address() -> str:
    query = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{query}" if query else request.path
