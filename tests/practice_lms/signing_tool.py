"""A tool with a key of its own, which it publishes over real HTTP."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask, jsonify
from jwt.algorithms import RSAAlgorithm

from tests.web_server import served


class SigningTool:
    """`url` is the tool's address; `sign` makes a token as the tool makes it, or a wrong one."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = ""

    def sign(self, claims: dict[str, object], *, kid: str = "own", **changes: object) -> str:
        now = int(time.time())
        whole = {"iat": now, "exp": now + 60, **claims, **changes}
        return jwt.encode(whole, self.key, algorithm="RS256", headers={"kid": kid})

    def key_set(self) -> dict[str, object]:
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "own", "alg": "RS256", "use": "sig"}]}


@contextmanager
def serving(tool: SigningTool) -> Iterator[SigningTool]:
    """Publish the tool's key set at its /lti/jwks."""
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/lti/jwks", "keys", lambda: jsonify(tool.key_set()))
    with served(app) as server:
        tool.url = f"http://localhost:{server.port}"
        yield tool
