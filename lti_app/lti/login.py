"""The first hop: a platform names a person by a hint, and we send the browser to its sign-in.

1EdTech Security Framework 1.0, section 5.1.1: third-party initiated login.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import g
from pylti1p3.exception import OIDCException
from pylti1p3.oidc_login import OIDCLogin
from pylti1p3.redirect import Redirect

from lti_app import tokens
from lti_app.lti.options import LtiOptions
from lti_app.lti.tool_conf import ToolConf, find_platform
from lti_app.lti.untrusted import split
from silabo.domain.errors import LaunchError
from silabo.domain.people import Platform
from silabo.storage import logins

HINT_LIMIT = 8192  # of what is kept; a hint goes back as long as it came
LONGEST_PARAMETER = 32 * 1024  # characters
NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Departure:
    """What the browser takes along: where to go, and the secret that only it will know."""

    url: str
    state: str
    secret: str
    platform: Platform
    storage_target: str  # the frame of the platform that keeps data for us; empty where it has none


class LoginCheck(OIDCLogin[Any, ToolConf, Any, Any, Any]):
    """The library's check of a login request; what follows of the library is not used.

    It would keep state and nonce apart and the nonce unspent (docs/decisions/0003).
    """

    def get_redirect(self, url: str) -> Redirect[Any]:
        """Not used: the browser is sent on by a page, which keeps the secret first."""
        raise NotImplementedError

    def check(self) -> None:
        """Raise `LaunchError` when the request cannot start a login."""
        try:
            self.validate_oidc_login()
        except OIDCException as error:
            raise LaunchError("login_incomplete", 400) from error


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """The parameters of a login request, in the form that the library reads."""

    values: dict[str, str]

    def get_param(self, key: str) -> str:
        """One parameter; empty when it is absent."""
        return self.values.get(key, "")


def begin(parameters: dict[str, str], options: LtiOptions) -> Departure:
    """Check a login request, keep the login, and say where the browser goes. Raises
    `LaunchError`.
    """
    request = LoginRequest(parameters)
    # No database but SQLite takes a NUL, and no platform has a reason to send one.
    if not request.get_param("iss") or not all(map(_is_sound, parameters.values())):
        raise LaunchError("login_incomplete", 400)
    platform = find_platform(request.get_param("iss"), request.get_param("client_id"))
    g.platform_id = platform.id  # a refusal from here on is one of this platform
    # The library asks for both names; a platform that sends no client id has just one.
    known = LoginRequest({**parameters, "client_id": platform.client_id})
    LoginCheck(known, ToolConf(), None, None).check()
    target = request.get_param("target_link_uri")
    if not target:
        raise LaunchError("login_incomplete", 400)
    if not is_own(target, options.address):
        raise LaunchError("foreign_target", 400)
    storage_target = request.get_param("lti_storage_target")[:NAME_LIMIT]
    state, nonce, secret = tokens.fresh(), tokens.fresh(), tokens.fresh()
    logins.start(
        logins.Login(
            state_digest=tokens.digest(state),
            platform_id=platform.id,
            nonce=nonce,
            secret_digest=tokens.digest(secret),
            deployment_hint=request.get_param("lti_deployment_id")[:NAME_LIMIT],
            message_hint=request.get_param("lti_message_hint")[:HINT_LIMIT],
            storage_target=storage_target,
        )
    )
    url = _sign_in(platform, options, known, state=state, nonce=nonce)
    return Departure(
        url=url, state=state, secret=secret, platform=platform, storage_target=storage_target
    )


def _is_sound(value: str) -> bool:
    return len(value) <= LONGEST_PARAMETER and "\0" not in value


def is_own(url: str, address: str) -> bool:
    """Whether a URL is on our own origin: scheme, host and port alike."""
    try:
        components = split(url)
    except ValueError:
        return False
    return f"{components.scheme}://{components.netloc}" == address


def _sign_in(
    platform: Platform, options: LtiOptions, request: LoginRequest, *, state: str, nonce: str
) -> str:
    # The values that Moodle demands to the letter; the hints go back unchanged.
    parameters = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": options.launch_url,
        "state": state,
        "nonce": nonce,
        "login_hint": request.get_param("login_hint"),
    }
    if hint := request.get_param("lti_message_hint"):
        parameters["lti_message_hint"] = hint
    scheme, host, path, query, _ = urlsplit(platform.login_url)
    joined = urlencode([*parse_qsl(query, keep_blank_values=True), *parameters.items()])
    return urlunsplit((scheme, host, path, joined, ""))
