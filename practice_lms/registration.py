"""LTI Dynamic Registration 1.0 as Moodle does it: what the LMS offers, demands and answers."""

import re
import secrets
import string
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt

from practice_lms.custom import as_text
from practice_lms.options import PracticeOptions
from practice_lms.roster import ROSTER_SCOPE
from practice_lms.signing import SigningKey
from practice_lms.tools import Tool

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
LAUNCH, PLACING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
TOKEN_LIFE_S = 3600
NEW, UPDATE = "reg", "reg-update"
CLIENT_ID_LENGTH = 15
NAME_CLAIMS = ("name", "given_name", "family_name")


class RegistrationError(Exception):
    """A registration that is refused, with the plain text and the status that Moodle answers."""

    def __init__(self, text: str, status: int = 400) -> None:
        """Keep both."""
        super().__init__(text)
        self.text, self.status = text, status


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a registration token stands for: a new client id, or the id of a tool to renew."""

    subject: str
    scope: str
    share_email: bool


def configuration(options: PracticeOptions) -> dict[str, object]:
    """What mod/lti/openid-configuration.php says."""
    base = f"{options.issuer}/mod/lti"
    return {
        "issuer": options.issuer,
        "token_endpoint": f"{base}/token.php",
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "jwks_uri": f"{base}/certs.php",
        "authorization_endpoint": f"{base}/auth.php",
        "registration_endpoint": f"{base}/openid-registration.php",
        "scopes_supported": ["openid", ROSTER_SCOPE],
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "claims_supported": ["sub", "iss", *NAME_CLAIMS, "email"],
        PLATFORM: {
            "product_family_code": "moodle",
            "version": "5.1+ (Build: 20251017)",
            "messages_supported": [
                {"type": LAUNCH},
                {"type": PLACING, "placements": ["ContentArea"]},
            ],
            "variables": ["Context.id", "Context.id.history", "Person.email.primary"],
        },
    }


def new_client_id() -> str:
    """A client id as Moodle makes them."""
    letters = string.ascii_letters + string.digits
    return "".join(secrets.choice(letters) for _ in range(CLIENT_ID_LENGTH))


def token(ticket: Ticket, key: SigningKey) -> str:
    """The registration token: signed, good for an hour."""
    now = int(time.time())
    return key.sign(
        {
            "sub": ticket.subject,
            "scope": ticket.scope,
            "share_email": ticket.share_email,
            "iat": now,
            "exp": now + TOKEN_LIFE_S,
        }
    )


def bearer_token(authorization: str) -> str:
    """The token of an Authorization header; empty for another scheme. RFC 9110, 11.1: in any
    case.
    """
    scheme, _, said = authorization.partition(" ")
    return said.strip(" ") if scheme.lower() == "bearer" else ""


def ticket(authorization: str, key: SigningKey) -> Ticket:
    """What the bearer token of a request stands for. Raises `RegistrationError`."""
    said = bearer_token(authorization)
    if not said:
        raise RegistrationError("missing_registration_token", 401)
    try:
        claims = key.verified(said)
    except jwt.InvalidTokenError as error:
        raise RegistrationError("invalid_registration_token", 401) from error
    if claims.get("scope") not in {NEW, UPDATE}:
        raise RegistrationError("invalid_registration_token", 401)
    return Ticket(str(claims["sub"]), str(claims["scope"]), bool(claims.get("share_email")))


def with_token(tool_url: str, options: PracticeOptions, registration_token: str) -> str:
    """The tool's address with the two parameters of a registration; its own query stays."""
    query = urlencode(
        {
            "openid_configuration": f"{options.issuer}/mod/lti/openid-configuration.php",
            "registration_token": registration_token,
        }
    )
    return f"{tool_url}{'&' if urlsplit(tool_url).query else '?'}{query}"


def facts(payload: object, *, share_email: bool) -> dict[str, Any]:
    """What a registering tool says of itself, as `Tool` keeps it. Raises `RegistrationError`."""
    if not isinstance(payload, dict):
        raise RegistrationError("invalid_registration_request")
    tool = _needed(payload, TOOL, dict)
    target = tool.get("target_link_uri") or _needed(payload, "initiate_login_uri", str)
    _check(payload, tool, str(target))
    claims, messages = _listed(tool, "claims"), _listed(tool, "messages")
    custom = tool.get("custom_parameters")
    return {
        # Moodle takes markup out of names.
        "name": re.sub(r"<[^>]*>", "", _needed(payload, "client_name", str)),
        "description": str(tool.get("description") or ""),
        "login_url": _needed(payload, "initiate_login_uri", str),
        "redirect_uris": tuple(map(str, _needed(payload, "redirect_uris", list))),
        "target_url": str(target),
        "key_set_url": _needed(payload, "jwks_uri", str),
        "custom": as_text(custom) if isinstance(custom, dict) else "",
        "deep_linking": any(
            isinstance(each, dict) and each.get("type") == PLACING for each in messages
        ),
        "share_name": any(each in claims for each in NAME_CLAIMS),
        "share_email": share_email and "email" in claims,
        "roster": ROSTER_SCOPE in str(payload.get("scope", "")).split(),
        "roster_email": share_email and "email" in claims,
    }


def answer(tool: Tool) -> dict[str, object]:
    """What a tool is told of its registration.

    As in Moodle, the message of a plain launch is not among those that are told.
    """
    claims = ["iss", "sub"]
    claims += NAME_CLAIMS if tool.share_name else ()
    claims += ["email"] if tool.share_email else []
    return {
        "client_id": tool.client_id,
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": tool.login_url,
        "redirect_uris": list(tool.redirect_uris),
        "client_name": tool.name,
        "jwks_uri": tool.key_set_url,
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": ROSTER_SCOPE if tool.roster else "",
        TOOL: {
            "deployment_id": tool.deployment_id,
            "domain": urlsplit(tool.target_url).netloc,
            "description": tool.description,
            "target_link_uri": tool.target_url,
            "claims": claims,
            "messages": [{"type": PLACING}] if tool.deep_linking else [],
        },
    }


def _check(payload: Mapping[str, Any], tool: Mapping[str, Any], target: str) -> None:
    if "id_token" not in _needed(payload, "response_types", list):
        raise RegistrationError("invalid_response_types")
    if payload.get("token_endpoint_auth_method") != "private_key_jwt":
        raise RegistrationError("invalid_token_endpoint_auth_method")
    if payload.get("application_type", "web") != "web":
        raise RegistrationError("invalid_application_type")
    # The domain is compared with its port.
    if _needed(tool, "domain", str) != urlsplit(target).netloc:
        raise RegistrationError("domain_targetlinkuri_mismatch")


def _listed(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    return found if isinstance(found, list) else []


def _needed(values: Mapping[str, Any], name: str, kind: type) -> Any:
    found = values.get(name)
    if not isinstance(found, kind) or not found:
        raise RegistrationError(f"missing required attribute {name}")
    return found
