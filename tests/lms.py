"""A platform for tests: it signs real id_tokens and serves its key set; its tokens can be bent."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import responses
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from silabo.storage import platforms

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
KID = "platform-key"


@dataclass
class FakePlatform:
    """Speaks as a Moodle does. `courses` and people are whatever a test says they are."""

    key: rsa.RSAPrivateKey
    address: str
    issuer: str = "https://lms.example"
    client_id: str = "silabo"
    deployment_id: str = "1"
    family: str = "moodle"
    kid: str = KID
    served: responses.RequestsMock | None = field(default=None, repr=False)

    @property
    def key_set_url(self) -> str:
        """Where the platform publishes its keys."""
        return f"{self.issuer}/mod/lti/certs.php"

    def key_set(self) -> dict[str, Any]:
        """The platform's public key as a set."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": self.kid, "alg": "RS256", "use": "sig"}]}

    @contextmanager
    def serving(self) -> Iterator[responses.RequestsMock]:
        """Answer requests for the key set."""
        with responses.RequestsMock(assert_all_requests_are_fired=False) as served:
            served.get(self.key_set_url, json=self.key_set())
            self.served = served
            yield served

    def claims(self, nonce: str, **changes: Any) -> dict[str, Any]:
        """The claims of a learner's launch; `None` takes a claim away."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": "3",
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            "name": "Ana Benítez",
            "email": "ana@example.org",
            f"{CLAIM}deployment_id": self.deployment_id,
            f"{CLAIM}target_link_uri": f"{self.address}/lti/launch",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}roles": [f"{MEMBERSHIP}Learner"],
            f"{CLAIM}context": {"id": "2", "label": "ALG1", "title": "Álgebra Lineal I"},
            f"{CLAIM}resource_link": {"id": "1"},
            f"{CLAIM}launch_presentation": {
                "locale": "es",
                "document_target": "iframe",
                "return_url": f"{self.issuer}/mod/lti/return.php?course=2&sesskey=gV5lAgZTyG",
            },
            f"{CLAIM}tool_platform": {"product_family_code": self.family},
        }
        claims.update(changes)
        return {name: value for name, value in claims.items() if value is not None}

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        """An id_token with these claims, signed with the platform's key."""
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid, **header})

    def login_parameters(self, **changes: str | None) -> dict[str, str]:
        """What the platform posts to start a login; `None` takes a parameter away."""
        parameters: dict[str, str | None] = {
            "iss": self.issuer,
            "client_id": self.client_id,
            "lti_deployment_id": self.deployment_id,
            "login_hint": "3",
            "target_link_uri": f"{self.address}/lti/launch",
            "lti_message_hint": '{"cmid":7,"launchid":"ltilaunch1_447692987"}',
            **changes,
        }
        return {name: value for name, value in parameters.items() if value is not None}

    def login(self, client: FlaskClient, **changes: str | None) -> "StartedLogin":
        """Start a login in a browser and read where it is sent."""
        page = client.post("/lti/login", data=self.login_parameters(**changes))
        assert page.status_code == 200, page.text
        return StartedLogin(page)

    def launch(self, client: FlaskClient, **changes: Any) -> TestResponse:
        """A whole launch in a browser that keeps cookies: the response to the token's post."""
        started = self.login(client)
        token = self.sign(self.claims(started.nonce, **changes))
        return client.post("/lti/launch", data={"state": started.state, "id_token": token})


class StartedLogin:
    """What the page of a started login gives the browser."""

    def __init__(self, page: TestResponse) -> None:
        """Read the page as its script does."""
        self.page = page
        found = re.search(
            r'<a id="onward" href="([^"]+)" data-key="([^"]+)" data-secret="([^"]+)"', page.text
        )
        assert found, page.text
        self.url = found[1].replace("&amp;", "&")
        self.storage_key, self.secret = found[2], found[3]
        self.parameters = {
            name: values[0] for name, values in parse_qs(urlsplit(self.url).query).items()
        }
        self.state, self.nonce = self.parameters["state"], self.parameters["nonce"]


def register(platform: FakePlatform) -> int:
    """Register the platform in the tool, and return its number."""
    return platforms.register(
        platforms.Registration(
            issuer=platform.issuer,
            client_id=platform.client_id,
            name="Test platform",
            login_url=f"{platform.issuer}/mod/lti/auth.php",
            token_url=f"{platform.issuer}/mod/lti/token.php",
            key_set_url=platform.key_set_url,
            deployments=(platform.deployment_id,),
        )
    )
