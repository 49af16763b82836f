"""The wrong lines of which it is known what comes of them: tests/mutants.toml, with the reason."""

import tomllib
from dataclasses import dataclass

from tests.mutants.rooms import ROOT

LIST = ROOT / "tests/mutants.toml"


@dataclass(frozen=True)
class Known:
    """A wrong line."""

    module: str
    line: str  # as it is, without the space around it; lines that go together joined by a space
    becomes: str
    why: str

    @property
    def change(self) -> tuple[str, str, str]:
        """What it is found by."""
        return self.module, self.line, self.becomes


def equal() -> list[Known]:
    """Those that do the same as the right one, so that no test can notice them."""
    return _listed("equal")


def hanging() -> list[Known]:
    """Those after which something never ends: a test that runs out of time has noticed them."""
    return _listed("hanging")


def _listed(name: str) -> list[Known]:
    return [Known(**row) for row in tomllib.loads(LIST.read_text("utf-8")).get(name, [])]
