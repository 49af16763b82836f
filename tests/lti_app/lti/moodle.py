"""A Moodle that registers tools and gives rosters over real HTTP, as one of version 5.1 does."""

import json
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.lms import FakePlatform
from tests.lti_app.lti.served import Answer, Asked, Site

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration"
ROSTER_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
ROSTER_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
CLAIMS = ["iss", "sub", "name", "given_name", "family_name", "email"]
BASE = "/mod/lti"


@dataclass
class Moodle:
    """What it knows of one tool: the registration that it echoes, and the members of a course."""

    site: Site
    key: rsa.RSAPrivateKey
    client_id: str = "1V7MwAk5WIYkQD8"
    members: list[dict[str, Any]] = field(default_factory=list)
    page_size: int = 1000

    def __post_init__(self) -> None:
        """Serve configuration, registration, keys, tokens and rosters."""
        self.configuration: dict[str, Any] = {
            "issuer": self.site.address,
            "authorization_endpoint": self.url("auth.php"),
            "token_endpoint": self.url("token.php"),
            "jwks_uri": self.url("certs.php"),
            "registration_endpoint": self.url("openid-registration.php"),
            PLATFORM: {"product_family_code": "moodle", "version": "5.1"},
        }
        self.echo: dict[str, Any] = {
            "client_id": self.client_id,
            "scope": ROSTER_SCOPE,
            TOOL: {
                "deployment_id": "7",
                "claims": CLAIMS,
                # Moodle names no LtiResourceLinkRequest here.
                "messages": [{"type": "LtiDeepLinkingRequest"}],
            },
        }
        answers = self.site.answers
        answers[f"{BASE}/openid-configuration.php"] = lambda _: Answer(self.configuration)
        answers[f"{BASE}/openid-registration.php"] = self.register
        answers[f"{BASE}/certs.php"] = lambda _: Answer(self.platform.key_set())
        answers[f"{BASE}/token.php"] = self.token
        answers[f"{BASE}/services.php/2/memberships"] = self.roster

    def url(self, page: str) -> str:
        """One of its addresses."""
        return f"{self.site.address}{BASE}/{page}"

    @property
    def platform(self) -> FakePlatform:
        """The same platform as it launches."""
        return FakePlatform(
            key=self.key,
            address="https://tool.example",
            issuer=self.site.address,
            client_id=self.client_id,
            deployment_id="7",
        )

    def query(self, token: str = "registration-token") -> dict[str, str]:
        """What its dialog adds to the address that an administrator pasted."""
        address = self.url("openid-configuration.php")
        return {"openid_configuration": address, "registration_token": token}

    def register(self, asked: Asked) -> Answer:
        """Take a registration; refusals are plain text."""
        if asked.headers.get("Authorization") != "Bearer registration-token":
            return Answer(b"missing_registration_token", status=401)
        wanted = json.loads(asked.body)
        if wanted[TOOL]["domain"] not in wanted[TOOL]["target_link_uri"]:
            return Answer(b"domain_targetlinkuri_mismatch", status=400)
        return Answer(self.echo)

    @property
    def registrations(self) -> list[Asked]:
        """Every registration that was asked for."""
        return [each for each in self.site.asked if "registration" in each.path]

    def token(self, asked: Asked) -> Answer:
        """Give an access token for an hour."""
        if "client_assertion" not in asked.form:
            return Answer({"error": "invalid_request"}, status=400)
        claims = jwt.decode(
            asked.form["client_assertion"],
            options={"verify_signature": False},
            audience=self.url("token.php"),
        )
        if asked.form["scope"] != ROSTER_SCOPE or claims["iss"] != self.client_id:
            return Answer({"error": "invalid_scope"}, status=400)
        number = len([each for each in self.site.asked if each.path == asked.path])
        return Answer({"access_token": f"token-{number}", "expires_in": 3600})

    def roster(self, asked: Asked) -> Answer:
        """One page of members; the next one is in the Link header."""
        if asked.headers.get("Accept") != ROSTER_TYPE:
            return Answer(status=400)
        if not asked.headers.get("Authorization", "").startswith("Bearer token-"):
            return Answer(status=401)
        begin = int(asked.query.get("from", ["0"])[0])
        page = self.members[begin : begin + self.page_size]
        following = f"{self.roster_url}?limit=200&from={begin + len(page)}&Case=AbC"
        more = begin + len(page) < len(self.members)
        headers = {"Link": f'<{following}>; rel="next"'} if more else {}
        return Answer({"id": self.roster_url, "members": page}, headers=headers)

    @property
    def roster_url(self) -> str:
        """Where the roster of course 2 is."""
        return self.url("services.php/2/memberships")

    def asked_for(self, page: str) -> list[Asked]:
        """The requests for one of its addresses."""
        return [each for each in self.site.asked if each.path == f"{BASE}/{page}"]
