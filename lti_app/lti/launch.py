"""The second hop: an id_token comes back, and nothing of it is believed before it is proven.

pylti1p3 carries the launch; every step that decides about trust is our own (docs/decisions/0003).
"""

from typing import Any

import jwt
from flask import g
from jwt.exceptions import InvalidTokenError
from pylti1p3.exception import LtiException
from pylti1p3.message_launch import MessageLaunch

from lti_app import tokens
from lti_app.lti import claims as lti
from lti_app.lti.deep_linking import read_request
from lti_app.lti.key_sets import find_key
from lti_app.lti.options import LtiOptions
from lti_app.lti.token_rules import check_audience, check_times
from lti_app.lti.tool_conf import ToolConf, as_registration
from lti_app.lti.untrusted import is_id
from silabo.domain import json_text
from silabo.domain.errors import LaunchError
from silabo.domain.people import Platform
from silabo.storage import logins, platforms

TIMES = (jwt.exceptions.ExpiredSignatureError, jwt.exceptions.ImmatureSignatureError)
REQUIRED = ["iss", "aud", "exp", "iat", "nonce"]  # of `sub` the shape says more


class LaunchRequest:
    """The two values of a launch post, in the form that the library reads."""

    def __init__(self, state: str, id_token: str) -> None:
        """Keep the posted values."""
        self._values = {"state": state, "id_token": id_token}

    def get_param(self, key: str) -> str:
        """One posted value; empty when it is absent."""
        return self._values.get(key, "")


class Launch(MessageLaunch[Any, ToolConf, Any, Any]):
    """A launch that is checked in the library's order, by our rules."""

    def __init__(self, state: str, id_token: str, options: LtiOptions) -> None:
        """Check nothing yet: `validate` does."""
        request = LaunchRequest(state, id_token)
        # The library insists on services for cookies and its session; ours need neither.
        super().__init__(
            request=request, tool_config=ToolConf(), session_service=self, cookie_service=self
        )
        self._options = options
        self.login: logins.Login
        self.platform: Platform

    def _get_request_param(self, key: str) -> str:
        return str(self._request.get_param(key))

    def validate_state(self) -> "Launch":
        """The login must be one that we started and that is not over."""
        state = self._get_request_param("state")
        found = logins.find(tokens.digest(state)) if state else None
        if found is None:
            raise LaunchError("state_unknown", 400)
        self.login = found
        g.platform_id = found.platform_id  # a refusal from here on is one of this platform
        return self

    def validate_jwt_format(self) -> "Launch":
        """Three segments, JSON objects without doubled keys."""
        segments = self._get_request_param("id_token").split(".")
        if len(segments) != 3:
            raise LaunchError("bad_token", 400)
        try:
            header, body = map(_object, segments[:2])
        except (ValueError, TypeError) as error:
            raise LaunchError("bad_token", 400) from error
        self._jwt = {"header": header, "body": body}  # type: ignore[typeddict-item]
        return self

    def validate_nonce(self) -> "Launch":
        """The nonce must be the one of this very login."""
        if self._jwt["body"].get("nonce") != self.login.nonce:
            raise LaunchError("nonce_mismatch", 400)
        return self

    def validate_registration(self) -> "Launch":
        """The platform is the one that the login went to; the token cannot choose another."""
        self.platform = platforms.get(self.login.platform_id)
        self._registration = as_registration(self.platform)
        if self._jwt["body"].get("iss") != self.platform.issuer:
            raise LaunchError("issuer_mismatch", 401)
        if not self.platform.active:
            raise LaunchError("not_activated", 403)
        return self

    def validate_jwt_signature(self) -> "Launch":
        """RS256 by a key of the platform's key set, for us alone, and young."""
        header, body = self._jwt["header"], self._jwt["body"]
        kid = header.get("kid")
        # Security Framework 1.0, section 5.1.3, rule 6: RS256 and nothing that the token proposes.
        if header.get("alg") != "RS256" or not isinstance(kid, str) or not kid:
            raise LaunchError("bad_signature", 401)
        check_audience(dict(body), self.platform.client_id)
        key = find_key(self.platform, kid, self._options.outside)
        try:
            jwt.decode(
                self._get_id_token(),
                key.key,
                algorithms=["RS256"],
                audience=self.platform.client_id,
                issuer=self.platform.issuer,
                leeway=self._options.leeway_s,
                options={"require": REQUIRED, "verify_sub": False},
            )
        except jwt.exceptions.InvalidSignatureError as error:
            raise LaunchError("bad_signature", 401) from error
        except TIMES as error:
            raise LaunchError("bad_times", 401) from error
        except (InvalidTokenError, ValueError, TypeError, OverflowError) as error:
            raise LaunchError("bad_token", 401) from error
        check_times(dict(body), self.platform, self._options)
        return self

    def validate_deployment(self) -> "Launch":
        """The deployment must be registered, and the one that the login spoke of."""
        named = self._jwt["body"].get(lti.DEPLOYMENT)
        if not is_id(named) or not platforms.deployed(self.platform.id, named):
            raise LaunchError("unknown_deployment", 403)
        if self.login.deployment_hint not in {"", named}:
            raise LaunchError("deployment_mismatch", 401)
        return self

    def validate_message(self) -> "Launch":
        """The claims must have the shape of a resource link launch."""
        body = dict(self._jwt["body"])
        lti.check_shape(body, self._options)
        if body[lti.MESSAGE_TYPE] == lti.DEEP_LINKING:
            # The library takes its settings for an object, whatever they are.
            read_request(body)
        try:
            super().validate_message()
        except LtiException as error:
            raise LaunchError("bad_message", 400) from error
        return self

    def save_launch_data(self) -> "Launch":
        """Spend the login as the last gate: of any number of racing posts, one passes."""
        if not logins.take(self.login.state_digest):
            raise LaunchError("state_unknown", 400)
        return self


def _object(segment: str) -> dict[str, Any]:
    # RFC 7519, 7.2: UTF-8, and nothing that Python would guess beside it.
    text = jwt.utils.base64url_decode(segment.encode()).decode("utf-8")
    found = json_text.read(text, pairs=_single_keys)
    if not isinstance(found, dict):
        raise TypeError("no JSON object")
    return found


def _single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found
