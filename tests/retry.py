"""Tries the tests that failed once more, and says which of them are not known to be unstable:
`python -m tests.retry [--strict] [pytest's options]`, after a run that failed.

With `--strict` a test that is not known to be unstable fails the run though it passes now.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).parents[1]
FAILED = ROOT / ".pytest_cache/v/cache/lastfailed"


class Known(TypedDict):
    """Why a test is known to be unstable, and since when."""

    reason: str
    since: date


def known() -> dict[str, Known]:
    """The tests of unstable.toml, by their names without parameters."""
    found: dict[str, Known] = tomllib.loads((ROOT / "tests/unstable.toml").read_text("utf-8"))
    return found


def hidden(failed: Iterable[str], listed: Mapping[str, object]) -> list[str]:
    """Which tests that failed may not have done so, though they pass at the second time."""
    return [each for each in failed if each.partition("[")[0] not in listed]


def main(options: list[str]) -> int:
    """Try once more. Returns the exit status: 0 where all pass (strictly: and are known)."""
    strict = "--strict" in options
    options = [each for each in options if each != "--strict"]
    failed = list(json.loads(FAILED.read_text("utf-8"))) if FAILED.exists() else []
    if not failed:
        return 1  # something else than a test
    sys.stdout.write(f"Once more: {', '.join(failed)}\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "pytest", "-q", "--last-failed"]
    again = subprocess.run([*command, *options], cwd=ROOT, check=False).returncode
    strange = hidden(failed, known())
    if again == 0 and strange:
        sys.stdout.write(
            "These passed at the second time. Mend them, or write into tests/unstable.toml why"
            " they fail:\n" + "".join(f"  {each}\n" for each in strange)
        )
    return again or (strict and bool(strange))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
