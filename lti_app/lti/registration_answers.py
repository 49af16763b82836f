"""What a platform says of itself while it registers, judged before it is believed.

LTI Dynamic Registration 1.0, sections 3.5 (configuration) and 3.6 (answer).
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lti_app.lti.outside import Outside, json_object
from lti_app.lti.untrusted import LONGEST_URL, is_id, is_plain, origin, plain_text
from silabo.domain.errors import LaunchError

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
ROSTER_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
NAME_CLAIMS = ("name", "given_name", "family_name")
# Instructure's hosted Canvas names one issuer for all its schools and serves from other hosts.
ALLOWED_PAIRS = {
    "https://canvas.instructure.com": {
        "https://sso.canvaslms.com",
        "https://sso.beta.canvaslms.com",
    }
}
ACCEPTED = {200, 201}
LONGEST_ISSUER = 255
LONGEST_FAMILY = 64


@dataclass(frozen=True, slots=True)
class PlatformConfiguration:
    """A platform's own description, of one identity."""

    issuer: str
    login_url: str
    token_url: str
    key_set_url: str
    registration_url: str
    family: str  # product_family_code, such as moodle; empty where it names none
    locale: str = ""  # where it speaks just one language (OpenID Connect Discovery 1.0, section 3)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a platform gave: names, and which of our wishes it echoed.

    What it does not echo was not promised: we say so rather than hope.
    """

    client_id: str
    deployment_id: str  # empty where the tool still has to be installed
    name: bool
    email: bool
    roster: bool
    deep_linking: bool


def read_configuration(raw: dict[str, Any], url: str, outside: Outside) -> PlatformConfiguration:
    """The configuration that lies at a URL. Raises `LaunchError`.

    Section 3.5.1: its issuer must be of the host that it lies on; and so must its endpoints, or
    else a platform could make another one's keys and tokens its own.
    """
    issuer = _url(raw.get("issuer"), LONGEST_ISSUER)
    platform = _object(raw.get(PLATFORM))
    found = PlatformConfiguration(
        issuer=issuer,
        login_url=_url(raw.get("authorization_endpoint")),
        token_url=_url(raw.get("token_endpoint")),
        key_set_url=_url(raw.get("jwks_uri")),
        registration_url=_url(raw.get("registration_endpoint")),
        # Cut at the end: some letters become two when they are made small.
        family=plain_text(platform.get("product_family_code")).lower()[:LONGEST_FAMILY],
        locale=_only_locale(raw.get("ui_locales_supported")),
    )
    allowed = {origin(issuer), *ALLOWED_PAIRS.get(issuer, set())}
    named = [url, found.login_url, found.token_url, found.key_set_url, found.registration_url]
    if not allowed.issuperset(map(origin, named)) or not _lies_below(url, issuer):
        raise LaunchError("identity_mismatch", 403)
    for each in (issuer, *named):
        outside.check(each)
    return found


def read_grant(status: int, body: bytes) -> Grant:
    """What a platform answered to our registration. Raises `LaunchError` or `ServiceError`."""
    if status not in ACCEPTED:
        raise LaunchError("registration_refused", 502, answered=status)
    answer = json_object(body)
    client_id = answer.get("client_id")
    if not is_id(client_id):
        raise LaunchError("configuration_invalid", 400)
    tool = _object(answer.get(TOOL))
    deployment_id = tool.get("deployment_id")
    if isinstance(deployment_id, int) and not isinstance(deployment_id, bool):
        deployment_id = str(deployment_id)
    claims = _list(tool.get("claims"))
    scope = answer.get("scope")
    return Grant(
        client_id=client_id,
        deployment_id=deployment_id if is_id(deployment_id) else "",
        name=any(each in claims for each in NAME_CLAIMS),
        email="email" in claims,
        roster=ROSTER_SCOPE in (scope.split() if isinstance(scope, str) else _list(scope)),
        deep_linking=any(
            _object(each).get("type") == "LtiDeepLinkingRequest"
            for each in _list(tool.get("messages"))
        ),
    )


def _only_locale(named: object) -> str:
    return plain_text(named[0]) if isinstance(named, list) and len(named) == 1 else ""


def _url(value: object, longest: int = LONGEST_URL) -> str:
    if not isinstance(value, str) or len(value) > longest or not origin(value):
        raise LaunchError("configuration_invalid", 400)
    if not is_plain(value) or " " in value:
        raise LaunchError("configuration_invalid", 400)
    return value


def _lies_below(url: str, issuer: str) -> bool:
    # Two platforms may share a host, each in a folder of its own: neither speaks for the other.
    folder = urlsplit(issuer).path.rstrip("/")
    path = urlsplit(url).path
    plain = not {".", ".."} & set(path.split("/")) and "%" not in path
    return not folder or (plain and path.startswith(f"{folder}/"))


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
