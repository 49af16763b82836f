"""A tool as the practice LMS meets it: it reads the page's form and asks for an id_token."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser

import jwt
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions
from practice_lms.tools import SWITCHES

ALGEBRA_CMID, OPERATING_SYSTEMS_CMID = 2, 3
ANA, JOAQUIN, MARIANA, EMILY, CAMILLE = "3", "4", "5", "6", "7"
GABRIEL, TERESA, OLIVER = "8", "9", "10"  # non-editing teacher, administrator, both
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari/604.1"


@dataclass(frozen=True)
class Form:
    id: str
    action: str
    method: str
    fields: dict[str, str]


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(has.get("id", ""), has["action"], has["method"], {}))
        elif tag == "input" and self.forms:
            self.forms[-1].fields[has["name"]] = has["value"]


def only_form(page: str) -> Form:
    reader = _FormReader()
    reader.feed(page)
    (form,) = reader.forms
    return form


class ActingTool:
    """One browser at the practice LMS, and the tool that answers what the browser posts to it."""

    def __init__(self, client: FlaskClient, options: PracticeOptions) -> None:
        self.client = client
        self.options = options

    def be(self, person: str) -> None:
        reply = self.client.post(
            "/login/index.php", data={"person": person}, headers={"Origin": self.options.issuer}
        )
        assert reply.status_code == 303

    def login_initiation(self, cmid: int, user_agent: str = "Desktop") -> Form:
        reply = self.client.get(
            f"/mod/lti/launch.php?id={cmid}", headers={"User-Agent": user_agent}
        )
        assert reply.status_code == 200
        return only_form(reply.text)

    def placing_initiation(self, course: int, tool: int = 1) -> Form:
        reply = self.client.get(f"/mod/lti/contentitem.php?course={course}&id={tool}")
        assert reply.status_code == 200
        return only_form(reply.text)

    def claims_of(self, initiation: Form) -> dict[str, object]:
        """The verified claims of a launch that has begun."""
        reply = self.client.get("/mod/lti/auth.php", query_string=self.request_for(initiation))
        assert reply.status_code == 200
        return self.verified(only_form(reply.text).fields["id_token"])

    def turn(self, tool: int = 1, *, off: tuple[str, ...] = (), on: tuple[str, ...] = ()) -> None:
        """Turn switches of a tool as an administrator does, and be who one was."""
        turned = set(SWITCHES) - {"platform_storage"} - set(off) | set(on)
        cookie = self.client.get_cookie("PracticeSession", domain="127.0.0.1")
        self.be(TERESA)
        reply = self.client.post(
            "/mod/lti/toolconfigure.php",
            data={"id": tool, **dict.fromkeys(turned, "1")},
            headers={"Origin": self.options.issuer},
        )
        assert reply.status_code == 303
        self.be(cookie.value)

    def request_for(self, initiation: Form, **changes: str | None) -> dict[str, str]:
        """A right authentication request, with some fields changed, or left out where None."""
        right = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": initiation.fields["client_id"],
            "redirect_uri": self.options.redirect_uri,
            "login_hint": initiation.fields["login_hint"],
            "lti_message_hint": initiation.fields["lti_message_hint"],
            "state": "state-1",
            "nonce": "nonce-1",
        }
        return {name: value for name, value in (right | changes).items() if value is not None}

    def launch(self, cmid: int, user_agent: str = "Desktop") -> dict[str, object]:
        """The verified claims of a whole launch."""
        asked = self.request_for(self.login_initiation(cmid, user_agent))
        reply = self.client.get(
            "/mod/lti/auth.php", query_string=asked, headers={"User-Agent": user_agent}
        )
        assert reply.status_code == 200
        return self.verified(only_form(reply.text).fields["id_token"])

    def verified(self, token: str) -> dict[str, object]:
        key_set = json.loads(self.client.get("/mod/lti/certs.php").text)
        key = jwt.PyJWKSet.from_dict(key_set)[jwt.get_unverified_header(token)["kid"]]
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self.options.client_id,
            issuer=self.options.issuer,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
