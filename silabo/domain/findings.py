"""What an examination of an installation finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `remedy` says what to do; empty when all is well."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
