"""Signs in the tool's own name, with the key that is active."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lti_app.lti import key_states
from silabo.domain.errors import ServiceError


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and its id."""

    kid: str
    private: RSAPrivateKey = field(repr=False)


def signing_key(folder: Path) -> SigningKey:
    """The active key of the folder. Raises `ServiceError` when there is none to be read."""
    active = key_states.active(folder)
    if active is None:
        raise ServiceError("there is no key to sign with")
    try:
        pem = (folder / f"{active.kid}.pem").read_bytes()
        private = load_pem_private_key(pem, password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ServiceError("the key to sign with cannot be read") from error
    if not isinstance(private, RSAPrivateKey):
        raise ServiceError("the key to sign with is not an RSA key")
    return SigningKey(active.kid, private)


def sign(claims: dict[str, Any], key: SigningKey) -> str:
    """A token with these claims, by RS256."""
    return jwt.encode(claims, key.private, algorithm="RS256", headers={"kid": key.kid})
