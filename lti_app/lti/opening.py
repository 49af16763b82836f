"""From a valid launch to the panel: the browser proves itself, and the course opens."""

import logging
import re
import uuid
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.wrappers import Response

from lti_app import tokens
from lti_app.lti import claims
from lti_app.lti.claims import UUID
from lti_app.lti.deep_linking import read_request
from lti_app.lti.launch import Launch
from lti_app.lti.options import LtiOptions
from lti_app.lti.roster import find_address
from lti_app.lti.untrusted import origin
from silabo.domain.errors import LaunchError
from silabo.domain.happenings import LAUNCHES
from silabo.storage import course_limits, logins, people, platforms, sessions
from silabo.wording.catalogues import supported

logger = logging.getLogger(__name__)

COOKIE_PREFIX = "__Host-lti_"
# The question that a letter's link named, and a dot and the number of a source of its answer where
# the link was of that, until the launch that opens it. It is no secret and gives no right: whose
# question it is, the session decides.
QUESTION_COOKIE = "__Host-silabo_question"
SOURCE = re.compile(r"[1-9][0-9]{0,2}")
QUESTION_S = 600  # long enough to sign in to the LMS
# Not partitioned: it is kept when our own address is visited, and read below the LMS's.
QUESTION_OPTIONS: Any = {"secure": True, "httponly": True, "samesite": "None"}
STATE_PART = 8  # characters of the state that name a login in the browser


@dataclass(frozen=True, slots=True)
class Opening:
    """The page of a launch, and the code that opens its session once."""

    launch: str
    code: str

    def path(self, question: str = "") -> str:
        """Where the browser goes: a fragment reaches neither logs nor referrers. `question` is what
        a letter's link named, as `remember` keeps it; what is none is left out.
        """
        asked, dot, source = question.partition(".")
        named = f"&q={asked}" if UUID.fullmatch(asked) else ""
        if named and dot:
            named = f"{named}&n={source}" if SOURCE.fullmatch(source) else ""
        return f"/panel/{self.launch}#c={self.code}{named}"


def remember(response: Response, question: uuid.UUID, source: int = 0) -> None:
    """Let the browser keep the question that its next launch opens, and which source of its answer;
    0: none.
    """
    value = f"{question}.{source}" if source else str(question)
    response.set_cookie(QUESTION_COOKIE, value, max_age=QUESTION_S, **QUESTION_OPTIONS)


def forget_question(response: Response) -> None:
    """A question is opened once."""
    response.delete_cookie(QUESTION_COOKIE, **QUESTION_OPTIONS)


def storage_key(state: str) -> str:
    """The name under which the browser keeps a login's secret."""
    return f"silabo.login.{state[:STATE_PART]}"


def cookie_name(state: str) -> str:
    """The cookie that carries a login's secret, where the browser lets it."""
    return f"{COOKIE_PREFIX}{state[:STATE_PART]}"


def pending(launch: Launch, options: LtiOptions, *, browser_language: str) -> logins.Pending:
    """What a valid launch will open. Its language is the platform's, else the browser's."""
    body = dict(launch.get_launch_data())
    identity = claims.identity(
        body, launch.platform, options, message_hint=launch.login.message_hint
    )
    if body[claims.MESSAGE_TYPE] == claims.DEEP_LINKING:
        wanted = read_request(body)
        origins = (*identity.frame_origins, origin(wanted.return_url))
        identity = replace(identity, deep_link=wanted, frame_origins=tuple(dict.fromkeys(origins)))
    elif not identity.email:
        identity = replace(identity, email=find_address(body, launch.platform, options))
    return logins.Pending(
        identity=identity,
        secret_digest=launch.login.secret_digest,
        language=supported(identity.locale) if identity.locale else browser_language,
    )


def hold(launch: logins.Pending) -> str:
    """Let a launch wait for its browser's secret; return the code that names it."""
    code = tokens.fresh()
    logins.hold(tokens.digest(code), launch)
    return code


def bind(code: str, secret: str) -> logins.Pending:
    """The waiting launch, if the secret is the one of its login. Raises `LaunchError`."""
    found = logins.bind(tokens.digest(code), tokens.digest(secret))
    if found is None:
        raise LaunchError("not_bound", 400)
    return found


def open_course(launch: logins.Pending, options: LtiOptions, *, storage: str) -> Opening:
    """Admit the person to the course, and make the code that opens the session.

    `storage` says how the browser proved itself. Raises `LaunchError` when the registration was
    disabled since the launch was checked: its roster may have taken seconds.
    """
    if not platforms.get(launch.identity.platform_id).active:
        raise LaunchError("not_activated", 403)
    person, course = people.admit(
        launch.identity, language=launch.language, time_zone=options.time_zone
    )
    code = tokens.fresh()
    public_id = sessions.launch(
        person,
        course,
        launch.identity,
        language=course_limits.language(course) or launch.language,
        code_digest=tokens.digest(code),
        storage=storage,
    )
    LAUNCHES.note(role=launch.identity.role)
    logger.info("launched", extra={"launch": public_id, "role": launch.identity.role})
    return Opening(launch=public_id, code=code)
