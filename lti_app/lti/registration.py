"""LTI Dynamic Registration 1.0: a platform and the tool tell each other what they need, once.

The address of the platform's configuration comes from the browser of whoever holds an invitation.
So the invitation is looked at before anything is asked, the address is judged when it is asked, and
what comes back must be of the same identity (section 3.5.1 of the specification).
"""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lti_app import tokens
from lti_app.lti.claims import origin
from lti_app.lti.options import LtiOptions
from silabo.domain.errors import LaunchError, ServiceError
from silabo.storage import platforms, registrations

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
ROSTER_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
NAME_CLAIMS = ("name", "given_name", "family_name")
CLAIMS = ["iss", "sub", *NAME_CLAIMS, "email"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")
# Instructure's hosted Canvas names one issuer for all its schools and serves from other hosts.
ALLOWED_PAIRS = {"canvas.instructure.com": {"sso.canvaslms.com", "sso.beta.canvaslms.com"}}
TIMEOUT_S = 10


@dataclass(frozen=True, slots=True)
class Granted:
    """What a platform granted, and what is left to do there."""

    issuer: str
    client_id: str
    deployment_id: str
    family: str
    name: bool
    email: bool
    roster: bool
    deep_linking: bool
    renewed: bool
    private: bool = field(default=False)  # our own address cannot be reached from everywhere


def register(
    invite: str, configuration_url: str, registration_token: str, options: LtiOptions
) -> Granted:
    """Register with the platform behind a configuration. Raises `LaunchError`.

    The invitation is used up only when the registration came about.
    """
    digest = tokens.digest(invite)
    name = registrations.take_invite(digest) if invite else None
    if name is None:
        raise LaunchError("invite_invalid", 403)
    try:
        return _register(name, configuration_url, registration_token, options)
    except ServiceError as error:
        registrations.give_invite_back(digest)
        raise LaunchError("registration_failed", 502) from error
    except LaunchError:
        registrations.give_invite_back(digest)
        raise


def payload(options: LtiOptions) -> dict[str, Any]:
    """What we ask for: name and address of a person, the roster, deep linking; nothing more."""
    address = options.address
    message = {"target_link_uri": options.launch_url, "label": options.label}
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": f"{address}/lti/login",
        "redirect_uris": [options.launch_url],
        "client_name": options.label,
        "jwks_uri": f"{address}/lti/jwks",
        "logo_uri": f"{address}/static/-/icon.svg",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": ROSTER_SCOPE,
        TOOL: {
            # Moodle compares it with the host of the target link, port and all.
            "domain": urlsplit(address).netloc,
            "description": options.description,
            "target_link_uri": options.launch_url,
            "claims": CLAIMS,
            "custom_parameters": {"context_history": "$Context.id.history"},
            "messages": [
                {"type": "LtiResourceLinkRequest", **message},
                {"type": "LtiDeepLinkingRequest", **message, "placements": ["ContentArea"]},
            ],
        },
    }


def _register(
    name: str, configuration_url: str, registration_token: str, options: LtiOptions
) -> Granted:
    configuration = options.outside.fetch_json("GET", configuration_url, timeout_s=TIMEOUT_S)
    _check_identity(configuration, configuration_url)
    headers = {"Authorization": f"Bearer {registration_token}"} if registration_token else {}
    response, body = options.outside.fetch(
        "POST",
        configuration["registration_endpoint"],
        json=payload(options),
        headers=headers,
        timeout_s=TIMEOUT_S,
    )
    answer = _answer(response.status_code, body)
    return _keep(name, configuration, answer, options)


def _check_identity(configuration: dict[str, Any], configuration_url: str) -> None:
    issuer = configuration.get("issuer")
    urls = {each: configuration.get(each) for each in ENDPOINTS}
    if not isinstance(issuer, str) or not all(isinstance(each, str) for each in urls.values()):
        raise LaunchError("configuration_invalid", 400)
    host = urlsplit(issuer).hostname or ""
    allowed = {host, *ALLOWED_PAIRS.get(host, set())}
    if urlsplit(configuration_url).hostname not in allowed:
        raise LaunchError("identity_mismatch", 403)
    if any(urlsplit(str(each)).hostname not in allowed for each in urls.values()):
        raise LaunchError("identity_mismatch", 403)


def _answer(status: int, body: bytes) -> dict[str, Any]:
    if status not in {200, 201}:
        raise ServiceError(f"the platform refused to register: {status}")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ServiceError("the platform answered no JSON") from error
    if not isinstance(found, dict) or not isinstance(found.get("client_id"), str):
        raise ServiceError("the platform named no client id")
    return found


def _keep(
    name: str, configuration: dict[str, Any], answer: dict[str, Any], options: LtiOptions
) -> Granted:
    issuer, client_id = str(configuration["issuer"]), str(answer["client_id"])
    known = platforms.find(issuer, client_id)
    key_set_url = str(configuration["jwks_uri"])
    # A second invitation must not be enough to make somebody else's keys those of a platform.
    if known and origin(known[0].key_set_url) != origin(key_set_url):
        registrations.note("takeover_refused", known[0].id, origin(key_set_url))
        raise LaunchError("takeover_refused", 403)
    tool = answer.get(TOOL)
    tool = tool if isinstance(tool, dict) else {}
    family = _family(configuration)
    deployment = str(tool.get("deployment_id") or "")
    granted = _granted(answer, tool)
    registrations.keep(
        platforms.Registration(
            issuer=issuer,
            client_id=client_id,
            name=name,
            login_url=str(configuration["authorization_endpoint"]),
            token_url=str(configuration["token_endpoint"]),
            key_set_url=key_set_url,
            deployments=(deployment,) if deployment else (),
        ),
        state="active",
        family=family,
        granted=granted,
    )
    return Granted(
        issuer=issuer,
        client_id=client_id,
        deployment_id=deployment,
        family=family,
        renewed=bool(known),
        private=options.private,
        **granted,
    )


def _family(configuration: dict[str, Any]) -> str:
    platform = configuration.get(PLATFORM)
    code = platform.get("product_family_code") if isinstance(platform, dict) else ""
    return str(code or "")[:64].lower()


def _granted(answer: dict[str, Any], tool: dict[str, Any]) -> dict[str, bool]:
    # What a platform does not echo was not promised: say so rather than hope.
    claims = tool.get("claims")
    claims = claims if isinstance(claims, list) else []
    messages = tool.get("messages")
    types = [each.get("type") for each in messages or [] if isinstance(each, dict)]
    return {
        "name": any(each in claims for each in NAME_CLAIMS),
        "email": "email" in claims,
        "roster": ROSTER_SCOPE in str(answer.get("scope", "")).split(),
        "deep_linking": "LtiDeepLinkingRequest" in types,
    }
