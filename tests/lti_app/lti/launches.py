"""What launch tests share: tokens made by hand, their post, and what a refusal looks like."""

import base64
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from silabo.storage.tables import Launch, LoginTransaction, Session
from tests.lms import KID, StartedLogin
from tests.world import World


def segment(content: object) -> str:
    """One part of a token: bytes as they are, anything else as JSON."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(body: object, key: rsa.RSAPrivateKey, **header: Any) -> str:
    """A token of any body, also of one that a library refuses to sign."""
    start = f"{segment({'typ': 'JWT', 'alg': 'RS256', 'kid': KID, **header})}.{segment(body)}"
    signature = key.sign(start.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{start}.{segment(signature)}"


def post(client: FlaskClient, started: StartedLogin, token: str) -> TestResponse:
    """What the platform makes the browser post."""
    return client.post("/lti/launch", data={"state": started.state, "id_token": token})


def refused(response: TestResponse, status: int, code: str) -> None:
    """A page, or for a module a problem, that says why; and nothing was opened."""
    assert response.status_code == status, response.text
    assert re.search(rf"\b{code}\b", response.text), response.text
    asked_by_module = response.request.is_json
    assert response.mimetype == ("application/problem+json" if asked_by_module else "text/html")
    assert Launch.select().count() == Session.select().count() == 0


def no_login_was_kept() -> bool:
    """Whether nothing waits for a platform's answer."""
    return not LoginTransaction.select().exists()


def launch_with(world: World, **changes: Any) -> TestResponse:
    """A launch whose token, rightly signed, has these claims; `None` takes one away. Any will
    do.
    """
    client = world.browser()
    started = world.platform.login(client)
    claims = {**world.platform.claims(started.nonce), **changes}
    present = {name: value for name, value in claims.items() if value is not None}
    return post(client, started, signed(present, world.platform.key))


def at_once(count: int, action: Callable[[int], TestResponse]) -> list[TestResponse]:
    """Do the same in so many threads that begin together."""
    ready = Barrier(count)

    def begin(number: int) -> TestResponse:
        ready.wait(timeout=30)
        return action(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(begin, range(count)))
