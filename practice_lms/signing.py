"""The platform's RSA key: made on first need, kept in a file, published as a key set."""

import hashlib
import json
import os
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

FILE_NAME = "practice_lms.pem"
_KEY_BITS = 2048


class SigningKey:
    """One RSA key pair in a folder; making this object reads and writes nothing."""

    def __init__(self, folder: Path) -> None:
        """Remember where the key is, or will be."""
        self._file = folder / FILE_NAME
        self._key: rsa.RSAPrivateKey | None = None
        self._lock = threading.Lock()

    def sign(self, claims: Mapping[str, object]) -> str:
        """The claims as a JWT: RS256, with `typ`, `alg` and `kid` in its header."""
        key = self._private_key()
        return jwt.encode(
            dict(claims), key, algorithm="RS256", headers={"kid": _key_id(key.public_key())}
        )

    def verified(self, token: str) -> dict[str, object]:
        """The claims of a token that this key signed and that has not ended.

        Raises `jwt.InvalidTokenError`.
        """
        public = self._private_key().public_key()
        return jwt.decode(token, public, algorithms=["RS256"], options={"require": ["exp", "sub"]})

    def key_set(self) -> dict[str, list[dict[str, str]]]:
        """The public half as a JWK set with one key, as Moodle's certs.php gives it."""
        public = self._private_key().public_key()
        numbers = json.loads(RSAAlgorithm.to_jwk(public))
        key = {"kty": "RSA", "alg": "RS256", "kid": _key_id(public)}
        return {"keys": [key | {"e": numbers["e"], "n": numbers["n"], "use": "sig"}]}

    def _private_key(self) -> rsa.RSAPrivateKey:
        with self._lock:
            if self._key is None:
                if not self._file.exists():
                    _make(self._file)
                self._key = _read(self._file)
            return self._key


def _key_id(public: rsa.RSAPublicKey) -> str:
    encoded = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(encoded).hexdigest()[:20]  # Moodle's key ids are 20 hexadecimal digits


def _read(file: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{file.name} does not hold an RSA key")
    return key


def _make(file: Path) -> None:
    """Write a new key, readable by its owner only; a process that was faster wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(pem)
        # A link never replaces a key that another process has made and signed with meanwhile.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
