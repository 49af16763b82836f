"""Tries wrong lines for a while and says which of them no test notices:
`python -m tests.mutants [--minutes 20] [--seed 1] [--python .venv/bin/python] [module ...]`.

A mutant is caught when a test that runs its line fails. One that only hangs is caught where
tests/mutants.toml says that it hangs, and is printed apart; one that cannot be imported is none.
Ends with 1 where fewer than 90 % are caught.
"""

import argparse
import difflib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cosmic_ray.testing import run_tests

from tests.mutants.changes import Change, sample
from tests.mutants.coverage import MARKED, PYTEST, Covered, measure
from tests.mutants.known import equal, hanging
from tests.mutants.outcomes import Outcome, Tried, are_enough, judged, summary, table
from tests.mutants.rooms import ROOMS, ROOT, Room

LONGEST_S = 600  # of the tests of one mutant, however slow the machine: then it hangs
TESTS = [*PYTEST, "-x", "--timeout=60", "-m"]


class Trial:
    """A copy of the tree in which wrong lines are put in and taken out."""

    def __init__(self, tree: Path, python: str, seed: int) -> None:
        """Copy what git knows of or would take."""
        self._tree, self._python, self._seed = tree, python, seed
        self._equal = {known.change for known in equal()}
        self._hanging = {known.change for known in hanging()}
        command = ["git", "ls-files", "-co", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)

    def measure(self, room: Room, modules: list[str]) -> dict[str, Covered]:
        """Which tests of a room run which lines of these modules."""
        return measure(self._python, self._tree, modules, room.tests)

    def module(
        self, module: str, covered: Covered, until: float, always: Sequence[str] = ()
    ) -> Tried:
        """Try the changes of a module until the clock's time."""
        path = self._tree / module
        source = path.read_text(encoding="utf-8")
        tried = Tried(module)
        for change in sample(module, source, self._seed):
            if time.monotonic() > until:
                break
            shown = difference(source, change.wrong(source))
            if (module, *shown) in self._equal:
                continue
            path.write_text(change.wrong(source), encoding="utf-8")
            try:
                outcome = self._outcome(covered.of(change.line), change, always)
            finally:
                path.write_text(source, encoding="utf-8")
            named = f"{change.line}: {shown[0]}\n    becomes {shown[1]}"
            if tried.add(outcome, named, hangs=(module, *shown) in self._hanging):
                say(f"{outcome.value}: {module}:{named}")
        return tried

    def _outcome(self, tests: list[str], change: Change, always: Sequence[str]) -> Outcome:
        if not tests and not always:
            return Outcome.SURVIVED
        # The first that fails ends it: in any order but that of one subject after the other.
        random.Random(f"{self._seed} {change}").shuffle(tests)
        named = self._tree / "tests.txt"
        named.write_text("".join(f"{each}\n" for each in [*always, *tests]), encoding="utf-8")
        marked = f"'{MARKED}'"
        command = [self._python, *TESTS, marked, f"--rootdir={self._tree}", f"@{named}"]
        outcome, output = run_tests(" ".join(["env", "-C", str(self._tree), *command]), LONGEST_S)
        if "\nERROR: not found" in output or "ERROR: file or directory" in output:
            raise SystemExit(output)
        return judged(outcome.value, output)


def difference(right: str, wrong: str) -> tuple[str, str]:
    """The lines that were changed, before and after, without the space around them."""
    lines = list(difflib.ndiff(right.splitlines(), wrong.splitlines()))
    found = []
    for sign in "-+":
        kept = (each[2:].strip() for each in lines if each.startswith(f"{sign} "))
        found.append(" ".join(filter(None, kept)))
    return found[0], found[1]


def say(text: str) -> None:
    """Tell whoever waits."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(options: argparse.Namespace, tree: Path) -> list[Tried]:
    """Try each room in turn; what one module leaves of its time the next ones have. The run of the
    tests as they are comes on top.
    """
    trial = Trial(tree, str(Path(options.python).absolute()), options.seed)
    until = time.monotonic() + options.minutes * 60
    work = [(room, [p for p in room.paths() if wanted(p, options.modules)]) for room in ROOMS]
    left = sum(len(modules) for _, modules in work)
    results = []
    for room, modules in work:
        began = time.monotonic()
        covered = trial.measure(room, modules) if modules else {}
        until += time.monotonic() - began  # a slow machine would try nothing else
        for module in modules:
            share = (until - time.monotonic()) / left
            ends = time.monotonic() + share
            results.append(trial.module(module, covered[module], ends, room.always))
            left -= 1
            say(table(results[-1:]).splitlines()[1])
    return results


def wanted(path: str, named: list[str]) -> bool:
    """Whether a module is one of those that are named, or none is."""
    return not named or any(path.startswith(name) for name in named)


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--python", default=str(ROOT / ".venv/bin/python"))
    parser.add_argument("modules", nargs="*", help="beginnings of their paths; none: all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = run(options, Path(folder))
    say(table(results))
    say(summary(results))
    return int(not are_enough(results))


if __name__ == "__main__":
    sys.exit(main())
