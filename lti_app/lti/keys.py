"""The tool's own keys: <kid>.pem files in a folder, made by a command, published at /lti/jwks."""

import json
import logging
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwcrypto.jwk import JWK

KEY_BITS = 2048

logger = logging.getLogger(__name__)


def new_key(folder: Path) -> str:
    """Make a private key, readable by its owner only, and return its id.

    The id is the key's thumbprint (RFC 7638), so that a name and its key never disagree. The owner
    is the folder's: a key that root made would be of no use to the program that serves.
    """
    private = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    kid = str(JWK.from_pem(pem).thumbprint())
    folder.mkdir(parents=True, exist_ok=True)
    # Opened with its final mode: at no moment may others read it.
    descriptor = os.open(folder / f"{kid}.pem", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        hand_over(descriptor, folder)
        file.write(pem)
    return kid


def hand_over(descriptor: int, folder: Path) -> None:
    """Give a file that root just made to the owner of its folder."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def key_ids(folder: Path) -> list[str]:
    """The ids of all keys in the folder, in order of their names."""
    return sorted(path.stem for path in folder.glob("*.pem"))


def public_keys(folder: Path) -> dict[str, Any]:
    """The public half of every key, as a JSON Web Key Set (RFC 7517).

    A key that cannot be read is left out: one damaged file must not take the good ones from every
    platform.
    """
    found = []
    for kid in key_ids(folder):
        try:
            found.append(_public(folder / f"{kid}.pem", kid))
        except (OSError, ValueError):
            logger.exception("key_unreadable", extra={"kid": kid})
    return {"keys": found}


def unfit(folder: Path) -> list[str]:
    """The ids of keys that cannot be read, or that belong to another user than their folder."""
    return [kid for kid in key_ids(folder) if not _is_fit(folder / f"{kid}.pem", folder)]


def _is_fit(path: Path, folder: Path) -> bool:
    try:
        _public(path, path.stem)
        return path.stat().st_uid == folder.stat().st_uid
    except (OSError, ValueError):
        return False


def _public(path: Path, kid: str) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(JWK.from_pem(path.read_bytes()).export_public())
    return {**key, "kid": kid, "alg": "RS256", "use": "sig"}
