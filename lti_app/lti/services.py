"""A platform's services: tokens that are kept until they end, requests that are bounded and
guarded.
"""

import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urljoin

import requests
from pylti1p3.service_connector import ServiceConnector, TServiceConnectorResponse

from lti_app import tokens
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import json_object
from lti_app.lti.signing import sign, signing_key
from lti_app.lti.tool_conf import as_registration
from lti_app.lti.untrusted import LONGEST_SPLIT, origin
from silabo.domain.errors import ServiceError
from silabo.domain.people import Platform

LARGEST_PAGE = 1024 * 1024  # bytes: a roster's page of 200 members has about a tenth of it


class Connector(ServiceConnector):
    """The library's connector over our own guarded requests.

    Its own has no timeouts, keeps tokens for ever, and writes the address of a next page in small
    letters, which names another page.
    """

    def __init__(self, platform: Platform, options: LtiOptions, *, budget_s: float) -> None:
        """Take the platform and the key that signs for us. All requests together may take
        `budget_s`. Raises `ServiceError` without a key.
        """
        super().__init__(as_registration(platform))
        self._platform, self._options = platform, options
        self._key = signing_key(options.keys_dir)
        self._ends = time.monotonic() + budget_s

    def get_access_token(self, scopes: Sequence[str]) -> str:
        """A token for these scopes, asked for once in its life. Raises `ServiceError`."""
        wanted = " ".join(sorted(scopes))
        kept = self._options.service_tokens.get(self._platform.id, wanted)
        if kept:
            return kept
        answer = self._options.outside.fetch_json(
            "POST",
            self._platform.token_url,
            timeout_s=self._left_s(),
            data={
                "grant_type": "client_credentials",
                # RFC 7523, as the 1EdTech Security Framework asks for it.
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion": self._assertion(),
                "scope": wanted,
            },
        )
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise ServiceError("the platform gave no token")
        lives_s = _seconds(answer.get("expires_in"))
        self._options.service_tokens.keep(self._platform.id, wanted, token, lives_s)
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
        response, body = self._get(scopes, url, accept)
        if response.status_code == requests.codes.unauthorized:
            # Kept, and taken back by the platform meanwhile: a new one, once.
            self._options.service_tokens.forget(self._platform.id, " ".join(sorted(scopes)))
            response, body = self._get(scopes, url, accept)
        if response.status_code != requests.codes.ok:
            raise ServiceError(f"the platform answered {response.status_code}")
        return {
            "headers": dict(response.headers),
            "body": json_object(body),
            "next_page_url": _next_page(response, url),
        }

    def _get(self, scopes: Sequence[str], url: str, accept: str) -> tuple[requests.Response, bytes]:
        bearer = f"Bearer {self.get_access_token(scopes)}"
        return self._options.outside.fetch(
            "GET",
            url,
            timeout_s=self._left_s(),
            largest=LARGEST_PAGE,
            headers={"Authorization": bearer, "Accept": accept},
        )

    def _left_s(self) -> float:
        left_s = self._ends - time.monotonic()
        if left_s <= 0:
            raise ServiceError("the platform's services take too long")
        return left_s

    def _assertion(self) -> str:
        now = int(time.time())
        client_id = self._platform.client_id
        claims: dict[str, Any] = {
            "iss": client_id,
            "sub": client_id,
            "aud": self._platform.token_url,
            "iat": now - 5,
            "exp": now + 60,
            "jti": tokens.fresh(),
        }
        return sign(claims, self._key)


def _seconds(value: object) -> float:
    # A platform that does not say how long is asked again each time.
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _next_page(response: requests.Response, url: str) -> str | None:
    named = response.links.get("next", {}).get("url", "")
    try:
        following = urljoin(url, named) if len(named) <= LONGEST_SPLIT else ""
    except ValueError:
        return None
    found = following if origin(following) == origin(url) else ""
    return found if found and found != url else None
