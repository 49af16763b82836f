"""Notes at the start of a process with which settings it serves, as hashes: the audit says which of
them have changed, and nobody reads a value out of it.
"""

import hashlib
import logging

from peewee import PeeweeException
from pydantic import SecretStr

from silabo.domain.errors import ServiceError
from silabo.storage import database, noted_settings
from silabo.storage.audit import Acting, Doer, acting
from wiring.settings import PREFIX, Settings
from wiring.settings.values import PASSWORD

logger = logging.getLogger(__name__)

# Of scrypt (RFC 7914): a guess at a password fills 128 * cost * block bytes, here 16 MiB.
_COST, _BLOCK, _LANES = 2**14, 8, 1


def note_settings(settings: Settings, process: str) -> None:
    """Note them, by the name of what starts. The process serves on where the database does not
    answer, or has no table yet: the next start notes what changed.
    """
    try:
        with acting(Acting(Doer.TOOL, source=process)):
            changed = noted_settings.note(digests(settings))
    except (PeeweeException, OSError, ServiceError):
        logger.warning("settings_not_noted")
        return
    finally:
        database.close_all()
    if changed:
        logger.info("settings_changed", extra={"names": ", ".join(changed)})


def digests(settings: Settings) -> dict[str, str]:
    """A hash of each setting, by its name as it is set."""
    return {
        f"{PREFIX}{name.upper()}": _digest(name, getattr(settings, name))
        for name in Settings.model_fields
    }


def _digest(name: str, value: object) -> str:
    """The hash of a value. One that is a secret, or has one in it, is made dear to guess: a
    password that somebody thought of stands in lists.
    """
    secret = isinstance(value, SecretStr)
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    if secret or PASSWORD.search(text):
        made = hashlib.scrypt(
            text.encode(), salt=name.encode(), n=_COST, r=_BLOCK, p=_LANES, dklen=32
        )
        return made.hex()
    return hashlib.sha256(f"{name}={text}".encode()).hexdigest()
