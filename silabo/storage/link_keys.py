"""The keys that sign what a letter carries, one for each purpose."""

import secrets

from silabo.domain.clock import DAY_MS
from silabo.storage import tables
from silabo.storage.database import now_ms

KEY_BYTES = 32
LASTS_MS = 60 * DAY_MS  # what is signed in a letter: until the exam that it was about is over


def ensure(purpose: str) -> bytes:
    """The key of a purpose, made where there is none yet. The caller holds the transaction."""
    defaults = {"secret": secrets.token_hex(KEY_BYTES), "created_at": now_ms()}
    key, _ = tables.LinkKey.ensure(purpose=purpose, defaults=defaults)
    return bytes.fromhex(key.secret)


def find(purpose: str) -> bytes | None:
    """The key of a purpose, None where nothing was signed by it. The caller is connected."""
    key = tables.LinkKey.get_or_none(tables.LinkKey.purpose == purpose)
    return bytes.fromhex(key.secret) if key is not None else None
