"""Random names that open something once, and the digests under which they are kept."""

import hashlib
import secrets

LENGTH = 32  # bytes: 256 bits, beyond guessing


def fresh() -> str:
    """A new random name, URL-safe."""
    return secrets.token_urlsafe(LENGTH)


def digest(secret: str) -> str:
    """The SHA-256 of a secret, in hex: what the database keeps instead of it."""
    # JSON may hold half a character (a lone surrogate); it is a wrong secret like any other.
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
