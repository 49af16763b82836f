"""Reads the locked requirements and says what they lack, in every Python that Sílabo runs on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parents[2]
# The first of 3.11 needs packages that later ones do not.
PYTHONS = ("3.11.0", "3.11.9", "3.12.0", "3.13.0", "3.14.0")

# One name may have several versions, each for some Pythons.
Lock = dict[NormalizedName, list[Requirement]]
Environment = dict[str, str]


def locked(text: str) -> Lock:
    """The packages of a compiled file, each with its versions and their markers."""
    found: Lock = defaultdict(list)
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", text, re.M):
        requirement = Requirement(line)
        found[canonicalize_name(requirement.name)].append(requirement)
    return dict(found)


def wanted(path: Path) -> Iterator[Requirement]:
    """What a .in file asks for, with the files that it includes."""
    for line in path.read_text().splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            yield from wanted(path.parent / text.removeprefix("-r "))
        elif text and not text.startswith("-c "):  # that asks for nothing by itself
            yield Requirement(text)


def lacks(lock: Lock, asked: Iterable[Requirement]) -> set[str]:
    """What a resolver would look for beside the lock, a sentence each; nothing when it is whole.

    What a package requires is read from its own metadata, as it is installed here.
    """
    asked = list(asked)
    return {each for python in PYTHONS for each in _lacks(lock, asked, _environment(python))}


def _lacks(lock: Lock, asked: list[Requirement], environment: Environment) -> Iterator[str]:
    queue = [(each, "the .in file") for each in asked]
    seen: set[str] = set()
    while queue:
        requirement, by = queue.pop()
        if str(requirement) in seen or not _holds(requirement, environment):
            continue
        seen.add(str(requirement))
        locked_ones = lock.get(canonicalize_name(requirement.name), [])
        found = [each for each in locked_ones if _holds(each, environment)]
        if len(found) != 1 or not _satisfies(found[0], requirement):
            yield f"{requirement}, for {by} on Python {environment['python_full_version']}"
            continue
        asks = _requires(found[0], requirement.extras, environment)
        queue += [(each, found[0].name) for each in asks]


def _requires(
    found: Requirement, extras: Iterable[str], environment: Environment
) -> Iterator[Requirement]:
    try:
        texts = distribution(found.name).requires or []
    except PackageNotFoundError:
        # Only on a Python that needs it can be seen what it needs itself.
        if found.marker is None or found.marker.evaluate():
            raise
        return
    for each in map(Requirement, texts):
        marker = each.marker
        if marker is None or any(
            marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
        ):
            each.marker = None
            yield each


def _holds(requirement: Requirement, environment: Environment) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)


def _satisfies(found: Requirement, requirement: Requirement) -> bool:
    version = next(iter(found.specifier)).version
    return requirement.specifier.contains(version, prereleases=True)


def _environment(python: str) -> Environment:
    here = {name: str(value) for name, value in default_environment().items()}
    return {
        **here,
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_version": python,
    }
