"""A platform's services: tokens that are kept until they end, requests that are bounded and
guarded.
"""

import json
import re
import time
from collections.abc import Sequence
from typing import Any, cast

from pylti1p3.service_connector import ServiceConnector, TServiceConnectorResponse

from lti_app.lti import key_states
from lti_app.lti.claims import origin
from lti_app.lti.options import LtiOptions
from lti_app.lti.tool_conf import as_registration
from silabo.domain.errors import ServiceError
from silabo.domain.people import Platform

NEXT_PAGE = re.compile(r'<([^>]*)>\s*;[^,]*\brel="?next"?', re.IGNORECASE)


class Connector(ServiceConnector):
    """The library's connector over our own guarded requests.

    Its own has no timeouts, keeps tokens for ever, and writes the address of a next page in small
    letters, which names another page.
    """

    def __init__(self, platform: Platform, options: LtiOptions) -> None:
        """Take the platform and the key that signs for us. Raises `ServiceError` without one."""
        key = key_states.active(options.keys_dir)
        if key is None:
            raise ServiceError("there is no key to sign with")
        registration = as_registration(platform)
        pem = (options.keys_dir / f"{key.kid}.pem").read_text(encoding="ascii")
        registration.set_tool_private_key(pem)
        super().__init__(registration)
        self._platform, self._options, self._kid = platform, options, key.kid

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """A token for these scopes, asked for once in its life. Raises `ServiceError`."""
        wanted = " ".join(sorted(scopes))
        kept = self._options.service_tokens.get(self._platform.id, wanted)
        if kept:
            return kept
        answer = self._options.outside.fetch_json(
            "POST",
            self._platform.token_url,
            data={
                "grant_type": "client_credentials",
                # RFC 7523, as the 1EdTech Security Framework asks for it.
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion": self._assertion(),
                "scope": wanted,
            },
        )
        token, lives_s = answer.get("access_token"), answer.get("expires_in", 0)
        if not isinstance(token, str) or not isinstance(lives_s, int | float):
            raise ServiceError("the platform gave no token")
        self._options.service_tokens.keep(self._platform.id, wanted, token, float(lives_s))
        return token

    def make_service_request(
        self,
        scopes: Sequence[str],
        url: str,
        is_post: bool = False,
        data: str | None = None,
        content_type: str = "application/json",
        accept: str = "application/json",
        case_insensitive_headers: bool = False,
    ) -> TServiceConnectorResponse:
        """One page. Raises `ServiceError`; a next page of another origin is no next page."""
        if is_post or data is not None:
            raise NotImplementedError("nothing is written to a platform")
        response, body = self._options.outside.fetch(
            "GET",
            url,
            headers={"Authorization": f"Bearer {self.get_access_token(scopes)}", "Accept": accept},
        )
        if response.status_code != 200:
            raise ServiceError(f"the platform answered {response.status_code}")
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ServiceError("the platform answered no JSON") from error
        named = NEXT_PAGE.search(response.headers.get("Link", ""))
        following = named[1] if named and origin(named[1]) == origin(url) else None
        return {"headers": dict(response.headers), "body": found, "next_page_url": following}

    def _assertion(self) -> str:
        now = int(time.time())
        client_id = self._platform.client_id
        claims: dict[str, Any] = {
            "iss": client_id,
            "sub": client_id,
            "aud": self._platform.token_url,
            "iat": now - 5,
            "exp": now + 60,
            "jti": f"{self._kid}-{time.time_ns()}",
        }
        key = self._registration.get_tool_private_key()
        return self.encode_jwt(claims, cast("str", key), {"kid": self._kid})
