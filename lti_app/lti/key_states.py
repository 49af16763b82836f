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

from lti_app.lti.keys import key_ids, new_key

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
    other one is, else next.
    """
    noted = _noted(folder)
    found = [noted[kid] for kid in key_ids(folder) if kid in noted]
    for kid in key_ids(folder):
        if kid not in noted:
            active = any(key.state is KeyState.ACTIVE for key in found)
            state = KeyState.NEXT if active else KeyState.ACTIVE
            since = datetime.fromtimestamp((folder / f"{kid}.pem").stat().st_mtime, UTC)
            found.append(Key(kid, state, since))
    order = list(KeyState)
    return sorted(found, key=lambda key: (key.state is not KeyState.ACTIVE, order.index(key.state)))


def active(folder: Path) -> Key | None:
    """The key that signs; None when there is none."""
    return next((key for key in keys(folder) if key.state is KeyState.ACTIVE), None)


def rotate(folder: Path, now: datetime) -> list[str]:
    """Take every key one step further that has rested for a day, and say what was done.

    Run it as often as you like: it does nothing before the day is over.
    """
    known = {key.kid: key for key in keys(folder)}
    done: list[str] = []
    for key in list(known.values()):
        if key.state is KeyState.RETIRING and now - key.since >= REST:
            (folder / f"{key.kid}.pem").unlink()
            del known[key.kid]
            done.append(f"removed {key.kid}")
    due = [k for k in known.values() if k.state is KeyState.NEXT and now - k.since >= REST]
    if due:
        for key in [k for k in known.values() if k.state is KeyState.ACTIVE]:
            known[key.kid] = Key(key.kid, KeyState.RETIRING, now)
            done.append(f"retiring {key.kid}: published for another day")
        known[due[0].kid] = Key(due[0].kid, KeyState.ACTIVE, now)
        done.append(f"active {due[0].kid}: signs from now on")
    elif not any(key.state is KeyState.NEXT for key in known.values()):
        kid = new_key(folder)
        first = not any(key.state is KeyState.ACTIVE for key in known.values())
        known[kid] = Key(kid, KeyState.ACTIVE if first else KeyState.NEXT, now)
        done.append(
            f"{known[kid].state} {kid}: " + ("signs" if first else "published, signs in a day")
        )
    _note(folder, known)
    return done


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
        partial.write(text)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(folder / STATES)
