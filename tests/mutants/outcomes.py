"""What came of wrong lines: which a test noticed, which only hung, which could not be tried."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

WANTED = 0.9  # of the mutants that are not known to be equal
# As pytest-timeout ends a test, and as cosmic-ray says that it ended the whole run.
_TIMED_OUT = re.compile(r"from pytest-timeout|\Atimeout\Z")
# The module could not be imported, so no test has judged it.
_NOT_IMPORTED = re.compile(r"\bERROR collecting |while loading conftest")


class Outcome(StrEnum):
    """What the tests of a mutant said."""

    CAUGHT = "caught"
    SURVIVED = "survived"
    TIMED_OUT = "timed out"  # it hung: a test that waits notices nothing
    INCOMPETENT = "incompetent"  # it could not be tried, so it is no mutant


def judged(outcome: str, output: str) -> Outcome:
    """What a run of tests means, by cosmic-ray's outcome and by what pytest wrote."""
    if outcome == "survived":
        return Outcome.SURVIVED
    if outcome == "incompetent" or _NOT_IMPORTED.search(output):
        return Outcome.INCOMPETENT
    return Outcome.TIMED_OUT if _TIMED_OUT.search(output) else Outcome.CAUGHT


@dataclass
class Tried:
    """What came of a module's mutants."""

    module: str
    caught: int = 0  # a test failed
    hung: int = 0  # they hang, as tests/mutants.toml says: caught, too
    survivors: list[str] = field(default_factory=list)  # their line and its change
    timed_out: list[str] = field(default_factory=list)  # the same; nothing says that they hang
    incompetent: int = 0  # could not be tried; counted nowhere else

    @property
    def mutants(self) -> int:
        """Those that were tried, whatever came of them."""
        return self.caught + self.hung + len(self.survivors) + len(self.timed_out)

    def add(self, outcome: Outcome, shown: str, *, hangs: bool) -> bool:
        """Count a mutant. Returns whether it has to be looked at."""
        if outcome is Outcome.INCOMPETENT:
            self.incompetent += 1
        elif outcome is Outcome.CAUGHT:
            self.caught += 1
        elif outcome is Outcome.TIMED_OUT and hangs:
            self.hung += 1
        else:
            of = self.timed_out if outcome is Outcome.TIMED_OUT else self.survivors
            of.append(shown)
            return True
        return False


def table(results: Iterable[Tried]) -> str:
    """What came of it, a module a line."""
    lines = ["module | mutants | caught | of hanging | survivors | timed out | incompetent"]
    for tried in results:
        counts = (
            tried.mutants,
            tried.caught,
            tried.hung,
            len(tried.survivors),
            len(tried.timed_out),
            tried.incompetent,
        )
        lines.append(" | ".join(map(str, (tried.module, *counts))))
    return "\n".join(lines)


def summary(results: Sequence[Tried]) -> str:
    """The sums in a sentence."""
    hung = sum(tried.hung for tried in results)
    timed_out = sum(len(tried.timed_out) for tried in results)
    incompetent = sum(tried.incompetent for tried in results)
    return (
        f"{_caught(results)} of {_mutants(results)} caught, {hung} of them because they hang as"
        f" tests/mutants.toml says; {timed_out} others timed out and count as not caught;"
        f" {incompetent} could not be tried and are no mutants"
    )


def are_enough(results: Sequence[Tried]) -> bool:
    """Whether as many were caught as are wanted. Raises `SystemExit` where none was tried."""
    if not _mutants(results):
        raise SystemExit("Nothing was tried: look at the names of the modules and the minutes.")
    return _caught(results) >= WANTED * _mutants(results)


def _caught(results: Sequence[Tried]) -> int:
    return sum(tried.caught + tried.hung for tried in results)


def _mutants(results: Sequence[Tried]) -> int:
    return sum(tried.mutants for tried in results)
