"""Pictures that are written into a text in base64, by their digests: they have no names."""

import base64
import binascii
import re
from hashlib import sha256

from ingest.pictures import MOST_BYTES
from silabo.domain.pictures import PictureSource

_ADDRESS = re.compile(r"data:image/[a-z0-9.+-]{1,20}(?:;[^,;]{1,40})*;base64,", re.IGNORECASE)
_PREFIX = "sha256:"


def of_address(address: str) -> bytes:
    """The bytes of an address that holds a picture (RFC 2397); none where it holds none."""
    address = address.lstrip()
    begins = _ADDRESS.match(address)
    return of_base64(address[begins.end() :]) if begins else b""


def of_base64(text: str) -> bytes:
    """What a text says in base64; nothing where it is none, or is longer than a picture may be."""
    if len(text) > 2 * MOST_BYTES:
        return b""
    try:
        return base64.b64decode("".join(text.split()).replace("%3D", "="), validate=True)
    except (binascii.Error, ValueError):
        return b""


def source_of(held: bytes) -> PictureSource:
    """How such a picture is named."""
    return PictureSource(f"{_PREFIX}{sha256(held).hexdigest()}")
