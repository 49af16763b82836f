"""The wrong lines that no test can notice, named with the reason: tests/mutants.toml."""

import tomllib
from dataclasses import dataclass

from tests.mutants.rooms import ROOT

LIST = ROOT / "tests/mutants.toml"


@dataclass(frozen=True)
class Equal:
    """A wrong line that does the same as the right one."""

    module: str
    line: str  # as it is, without the space around it; lines that go together joined by a space
    becomes: str
    why: str


def known() -> list[Equal]:
    """All that are named."""
    return [Equal(**each) for each in tomllib.loads(LIST.read_text("utf-8")).get("equal", [])]
