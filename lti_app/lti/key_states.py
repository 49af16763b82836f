"""The states of the tool's keys: next is published, active signs, retiring is still published.

A platform may keep a key set for a day. So a key is published a day before it signs, and a day
longer than it signed: rotation needs no downtime and no coordination.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from lti_app.lti.keys import hand_over, key_ids, new_key

STATES = "states.json"
REST = timedelta(hours=24)


class KeyState(StrEnum):
    """Where a key is on its way."""

    NEXT = "next"
    ACTIVE = "active"
    RETIRING = "retiring"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its state, and since when."""

    kid: str
    state: KeyState
    since: datetime


def keys(folder: Path) -> list[Key]:
    """Every key of the folder, active first. A key that was put there by hand is active when no
    other one is, the oldest of several; else next.
    """
    noted = _noted(folder)
    found = [noted[kid] for kid in key_ids(folder) if kid in noted]
    for since, kid in sorted(
        (_made_at(folder, kid), kid) for kid in key_ids(folder) if kid not in noted
    ):
        active = any(key.state is KeyState.ACTIVE for key in found)
        found.append(Key(kid, KeyState.NEXT if active else KeyState.ACTIVE, since))
    order = list(KeyState)
    return sorted(found, key=lambda key: (key.state is not KeyState.ACTIVE, order.index(key.state)))


def active(folder: Path) -> Key | None:
    """The key that signs; None when there is none."""
    return next((key for key in keys(folder) if key.state is KeyState.ACTIVE), None)


def rotate(folder: Path, now: datetime) -> list[str]:
    """Take every key one step further that has rested for a day, and say what was done.

    Run it as often as you like: it does nothing before the day is over. Only where no key signs
    any more does the next one begin at once.
    """
    known = {key.kid: key for key in keys(folder)}
    removed, promoted = _remove(folder, known, now), _promote(known, now)
    made: list[str] = []
    if not promoted and not any(key.state is KeyState.NEXT for key in known.values()):
        made = _make(folder, known, now)
    _note(folder, known)
    return removed + promoted + made


def _remove(folder: Path, known: dict[str, Key], now: datetime) -> list[str]:
    over = [key for key in known.values() if key.state is KeyState.RETIRING]
    gone = [key.kid for key in over if now - key.since >= REST]
    for kid in gone:
        (folder / f"{kid}.pem").unlink()
        del known[kid]
    return [f"removed {kid}" for kid in gone]


def _promote(known: dict[str, Key], now: datetime) -> list[str]:
    signing = [key for key in known.values() if key.state is KeyState.ACTIVE]
    waiting = [key for key in known.values() if key.state is KeyState.NEXT]
    due = [key for key in waiting if now - key.since >= REST or not signing]
    if not due:
        return []
    for key in signing:
        known[key.kid] = Key(key.kid, KeyState.RETIRING, now)
    oldest = min(due, key=lambda key: key.since)
    known[oldest.kid] = Key(oldest.kid, KeyState.ACTIVE, now)
    return [
        *(f"retiring {key.kid}: published for another day" for key in signing),
        f"active {oldest.kid}: signs from now on",
    ]


def _make(folder: Path, known: dict[str, Key], now: datetime) -> list[str]:
    first = not any(key.state is KeyState.ACTIVE for key in known.values())
    state = KeyState.ACTIVE if first else KeyState.NEXT
    kid = new_key(folder)
    known[kid] = Key(kid, state, now)
    return [f"{state} {kid}: " + ("signs" if first else "published, signs in a day")]


def _made_at(folder: Path, kid: str) -> datetime:
    return datetime.fromtimestamp((folder / f"{kid}.pem").stat().st_mtime, UTC)


def _noted(folder: Path) -> dict[str, Key]:
    try:
        raw = json.loads((folder / STATES).read_text(encoding="utf-8"))
        return {
            kid: Key(kid, KeyState(value["state"]), datetime.fromisoformat(value["since"]))
            for kid, value in raw.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _note(folder: Path, known: Mapping[str, Key]) -> None:
    text = json.dumps(
        {key.kid: {"state": key.state, "since": key.since.isoformat()} for key in known.values()},
        indent=1,
    )
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as partial:
        hand_over(partial.fileno(), folder)
        partial.write(text)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(folder / STATES)
