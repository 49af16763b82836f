"""A login that a hostile answer comes back to, and the refusal that it ends as."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.lms import CLAIM, StartedLogin
from tests.lti_app.lti.launches import post, refused, signed
from tests.world import World

ROLES, CONTEXT, LINK = f"{CLAIM}roles", f"{CLAIM}context", f"{CLAIM}resource_link"
DEPLOYMENT, CUSTOM = f"{CLAIM}deployment_id", f"{CLAIM}custom"


class Attempt:
    """A login that a hostile answer comes back to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client: FlaskClient = world.browser()
        self.started: StartedLogin = world.platform.login(self.client)
        self.claims = world.platform.claims(self.started.nonce)

    def post(self, token: str) -> TestResponse:
        return post(self.client, self.started, token)

    def sign(self, body: object, **header: Any) -> str:
        return signed(body, self.world.platform.key, **header)

    def secrets(self, token: str) -> list[str]:
        """What may stand neither in the page nor in the log."""
        parts = [each for each in token.split(".") if len(each) > 20]
        person = ["ana@example.org", "Ana Benítez", "gV5lAgZTyG"]
        return [*parts, *person, self.started.nonce, self.started.state, self.started.secret]


def ends(
    attempt: Attempt, token: str, caplog: pytest.LogCaptureFixture, status: int, code: str
) -> None:
    """The token ends as this one refusal, and leaves nothing of it anywhere."""
    caplog.clear()
    page = attempt.post(token)

    refused(page, status, code)
    (line,) = [each for each in caplog.records if each.getMessage() == "launch_refused"]
    assert re.fullmatch(code, line.code)  # type: ignore[attr-defined]
    everything = page.text + json.dumps([vars(each) for each in caplog.records], default=repr)
    assert [each for each in attempt.secrets(token) if each in everything] == []


def raw(claims: dict[str, Any], *extra: str) -> bytes:
    """The claims as JSON, with members written behind them by hand."""
    return (json.dumps(claims)[:-1] + "".join(f", {each}" for each in extra) + "}").encode()
