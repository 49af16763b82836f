"""Writes down what each new migration is: `python -m tests.guards.migrations`.

A migration that somebody's database has had is never edited: the list keeps the digest of each, in
the form that `sha256sum --check` reads. Lines that stand are never changed by this command.
"""

import hashlib
import sys
from pathlib import Path

from silabo.storage.upgrade import MIGRATIONS

FROZEN = MIGRATIONS / "frozen.txt"


def frozen() -> dict[str, str]:
    """The digest of each migration that was written down, by its file name."""
    lines = FROZEN.read_text(encoding="ascii").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def found() -> dict[str, str]:
    """The digest of each migration that is there, by its file name."""
    files = sorted(MIGRATIONS.glob("[0-9]*.py"))
    return {path.name: digest(path) for path in files}


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def freeze() -> list[str]:
    """Write down the migrations that are new, and return their names."""
    known, here = frozen(), found()
    new = [name for name in here if name not in known]
    lines = sorted((known | {name: here[name] for name in new}).items())
    FROZEN.write_text("".join(f"{digest}  {name}\n" for name, digest in lines), encoding="ascii")
    return new


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in freeze()) or "No new migration.\n")
