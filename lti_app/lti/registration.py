"""LTI Dynamic Registration 1.0: a platform and the tool tell each other what they need, once.

The address of the platform's configuration comes from the browser of whoever holds an invitation.
So the invitation is looked at before anything is asked, the address is judged when it is asked, and
what comes back must be of the same identity.
"""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from lti_app import tokens
from lti_app.lti import moodle
from lti_app.lti.claims import HISTORY, HISTORY_VARIABLE, ZONE, ZONE_VARIABLE
from lti_app.lti.options import LtiOptions
from lti_app.lti.registration_answers import (
    NAME_CLAIMS,
    ROSTER_SCOPE,
    TOOL,
    Grant,
    PlatformConfiguration,
    read_configuration,
    read_grant,
)
from lti_app.lti.untrusted import is_plain, origin
from silabo.domain.errors import LaunchError, ServiceError
from silabo.storage import audit, platforms, registrations

CLAIMS = ["iss", "sub", *NAME_CLAIMS, "email"]
TIMEOUT_S = 10
LONGEST_TOKEN = 8192  # characters of a registration token


@dataclass(frozen=True, slots=True)
class Completed:
    """A registration that came about: what was granted, and what it is here."""

    number: int
    issuer: str
    family: str
    locale: str  # the one language that the platform speaks; empty where it says nothing
    grant: Grant
    active: bool
    renewed: bool
    private: bool  # our own address cannot be reached from everywhere

    @property
    def is_moodle(self) -> bool:
        """Whether what is left to do can be said in Moodle's own words."""
        return self.family == moodle.FAMILY


def register(
    invite: str, configuration_url: str, registration_token: str, options: LtiOptions
) -> Completed:
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
            "custom_parameters": {HISTORY: HISTORY_VARIABLE, ZONE: ZONE_VARIABLE},
            "messages": [
                {"type": "LtiResourceLinkRequest", **message},
                {"type": "LtiDeepLinkingRequest", **message, "placements": ["ContentArea"]},
            ],
        },
    }


def _register(
    name: str, configuration_url: str, registration_token: str, options: LtiOptions
) -> Completed:
    headers = _bearer(registration_token)
    raw = options.outside.fetch_json("GET", configuration_url, timeout_s=TIMEOUT_S)
    configuration = read_configuration(raw, configuration_url, options.outside)
    response, body = options.outside.fetch(
        "POST",
        configuration.registration_url,
        json=payload(options),
        headers=headers,
        timeout_s=TIMEOUT_S,
    )
    return _keep(name, configuration, read_grant(response.status_code, body), options)


def _bearer(token: str) -> dict[str, str]:
    # It goes into a header, and comes from the address that the browser opened.
    if not is_plain(token) or len(token) > LONGEST_TOKEN:
        raise LaunchError("configuration_invalid", 400)
    return {"Authorization": f"Bearer {token}"} if token else {}


def _keep(
    name: str, configuration: PlatformConfiguration, grant: Grant, options: LtiOptions
) -> Completed:
    known = platforms.find(configuration.issuer, grant.client_id)
    key_set_url = configuration.key_set_url
    # A second invitation must not be enough to make somebody else's keys those of a platform.
    if known and origin(known[0].key_set_url) != origin(key_set_url):
        audit.note("takeover_refused", platform_id=known[0].id, detail=key_set_url)
        raise LaunchError("takeover_refused", 403)
    granted = asdict(grant)
    client_id, deployment_id = granted.pop("client_id"), granted.pop("deployment_id")
    number = registrations.keep(
        platforms.Registration(
            issuer=configuration.issuer,
            client_id=client_id,
            name=name,
            login_url=configuration.login_url,
            token_url=configuration.token_url,
            key_set_url=key_set_url,
            deployments=(deployment_id,) if deployment_id else (),
        ),
        family=configuration.family,
        granted=granted,
    )
    return Completed(
        number=number,
        issuer=configuration.issuer,
        family=configuration.family,
        locale=configuration.locale,
        grant=grant,
        active=platforms.get(number).active,
        renewed=bool(known),
        private=options.private,
    )
