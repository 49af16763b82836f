"""Runs other programs, and says in a line what went wrong with one."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SHOWN = 600  # characters of a program's last words
LONGEST_S = 4 * 3600


class DrillError(Exception):
    """The backup does not give back what was put into it; the sentence says where it broke."""


def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """What a program printed. Raises `DrillError` with its last words when it fails."""
    words = [str(each) for each in command]
    try:
        ended = subprocess.run(  # noqa: S603 - programs of the plan, no shell
            words,
            env=surroundings(environment),
            cwd=folder or Path("/"),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DrillError(f"{words[0]}: {error}") from error
    if ended.returncode:
        said = f"{ended.stdout}\n{ended.stderr}".strip()[-SHOWN:]
        raise DrillError(f"{' '.join(words[:3])} ended with {ended.returncode}: {said}")
    return ended.stdout


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a program finds in its environment: a path, a language, and what it is given."""
    path = os.environ.get("PATH", "/usr/bin:/bin")  # noqa: TID251 - a program of its own, no setting
    return {"PATH": path, "LANG": "C.UTF-8", "TZ": "UTC", **(more or {})}
