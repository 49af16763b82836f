"""A platform's public keys: kept in its row, fetched again when a launch names another one."""

import logging
import time
from typing import Any

from jwt import PyJWK
from jwt.exceptions import PyJWTError

from lti_app.lti.outside import Outside
from lti_app.lti.untrusted import is_storable
from silabo.domain.errors import LaunchError, ServiceError
from silabo.domain.people import Platform
from silabo.storage import platforms
from silabo.storage.platforms import KeptKeySet

logger = logging.getLogger(__name__)

FRESH_MS = 3_600_000
PAUSE_MS = 60_000  # an unknown key id makes one fetch a minute, not one a launch
WAIT_S = 2  # for the fetch of another launch
SMALLEST_KEY_BITS = 2048


def find_key(platform: Platform, kid: str, outside: Outside) -> PyJWK:
    """The RSA key with this id. Raises `LaunchError`: `unknown_key`, or `keys_unreachable`."""
    kept = platforms.key_set(platform.id)
    fresh = kept.keys is not None and kept.fetched_at > time.time() * 1000 - FRESH_MS
    found = _pick(kept.keys, kid) if kept.keys else None
    if found is not None and fresh:
        return found
    # Not there, or old: ask once. When the platform does not answer, the last good set goes on.
    routine = found is not None or kept.keys is None
    fetched = _fetch(platform, outside, routine=routine) if _may_ask(platform, kept) else None
    if fetched is not None:
        found = _pick(fetched, kid)
    elif kept.keys is None:
        raise LaunchError("keys_unreachable", 502)
    found = found or _awaited(platform, kid, kept)
    if found is None:
        raise LaunchError("unknown_key", 401)
    return found


def _may_ask(platform: Platform, kept: KeptKeySet) -> bool:
    # Without any keys nobody gets in: the first of a class at the same moment all ask.
    return kept.keys is None or platforms.may_fetch_key_set(platform.id, pause_ms=PAUSE_MS)


def _awaited(platform: Platform, kid: str, kept: KeptKeySet) -> PyJWK | None:
    """The key, where another launch is fetching the set that has it: a platform changed its key."""
    ends = time.time() + WAIT_S
    while time.time() < ends:
        now = platforms.key_set(platform.id)
        if now.fetched_at > kept.fetched_at and now.keys is not None:
            return _pick(now.keys, kid)
        if now.tried_at <= max(now.fetched_at, (ends - 2 * WAIT_S) * 1000):
            return None  # nobody is fetching
        time.sleep(0.05)
    return None


def _fetch(platform: Platform, outside: Outside, *, routine: bool) -> dict[str, Any] | None:
    try:
        keys = outside.fetch_json("GET", platform.key_set_url)
    except (ServiceError, LaunchError) as error:
        _not_fetched(platform, str(error))
        # Its name points at a private address: a launch that needs the keys says so.
        if isinstance(error, LaunchError) and platforms.key_set(platform.id).keys is None:
            raise
        return None
    found = _signing(keys)
    if not found:
        _not_fetched(platform, "it has no keys that can be used")
        return None
    platforms.keep_key_set(platform.id, {"keys": found}, routine=routine)
    return {"keys": found}


def _not_fetched(platform: Platform, reason: str) -> None:
    # The last good keys may go on for long: whoever reads the log knows before they are changed.
    logger.warning("key_set_not_fetched", extra={"platform": platform.id, "reason": reason})


def is_good(keys: dict[str, Any]) -> bool:
    """Whether a key set has keys that can sign a launch, each under a name of its own."""
    return bool(_signing(keys))


def _signing(keys: dict[str, Any]) -> list[dict[str, Any]]:
    # All that is kept of a key set: what else a platform writes there, a database may not take.
    listed = keys.get("keys")
    found = [_public(each) for each in listed if _rsa(each)] if isinstance(listed, list) else []
    # Two keys of one name: which of them signed cannot be told, so neither is believed.
    return found if len({each["kid"] for each in found}) == len(found) else []


def _pick(keys: dict[str, Any], kid: str) -> PyJWK | None:
    named = (each for each in keys["keys"] if isinstance(each, dict) and each.get("kid") == kid)
    return next(filter(None, map(_rsa, named)), None)


def _rsa(key: object) -> PyJWK | None:
    if not isinstance(key, dict) or not is_storable(key.get("kid")):
        return None
    if key.get("kty") != "RSA" or key.get("use", "sig") != "sig":
        return None
    if key.get("alg", "RS256") != "RS256":
        return None
    try:
        found = PyJWK(_public(key), algorithm="RS256")
    except (PyJWTError, ValueError, TypeError):
        return None
    return found if found.key.key_size >= SMALLEST_KEY_BITS else None


def _public(key: dict[str, Any]) -> dict[str, Any]:
    # A careless platform publishes private members too: only the public ones are read.
    return {name: key[name] for name in ("kty", "kid", "n", "e") if name in key}
