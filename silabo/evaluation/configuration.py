"""A configuration of answering: the numbers of `silabo/answering/weights.py` that a file sets
otherwise.
"""

import dataclasses
import difflib
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from silabo.answering import weights
from silabo.domain.errors import EvaluationError

SHIPPED = "shipped"
# Each group of numbers by the name of its class, in small letters: [gate] is `weights.GATE`.
_GROUPS: dict[str, Any] = {
    type(value).__name__.casefold(): value
    for value in vars(weights).values()
    if dataclasses.is_dataclass(value) and not isinstance(value, type)
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """What answering is measured with."""

    name: str = SHIPPED  # heads its column
    numbers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by group and field

    @property
    def digest(self) -> str:
        """Tells two configurations apart, whatever they are called."""
        return hashlib.sha256(json.dumps(self.numbers, sort_keys=True).encode()).hexdigest()


def read_configuration(path: Path) -> Configuration:
    """The configuration of a TOML file, or of a JSON file (.json): tables by group, as [gate], with
    numbers by field. The file's name without its ending names it.

    Raises `OSError` where it cannot be read, and `EvaluationError` where it is no such file or
    sets what is not there.
    """
    text = path.read_text("utf-8")
    try:
        # Both errors are kinds of ValueError.
        found = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise EvaluationError(f"{path}: {error}") from error
    if not isinstance(found, dict):
        raise EvaluationError(f"{path} has to hold groups of numbers, such as [gate]")
    return Configuration(
        path.stem, {name: _numbers(name, values, path) for name, values in found.items()}
    )


def apply(configuration: Configuration) -> None:
    """Let its numbers hold for all that this process does from now on. Only for a process of
    its own: what was computed with other numbers may still be kept here and there.
    """
    for name, numbers in configuration.numbers.items():
        for key, value in numbers.items():
            # In the group itself, for every module of answering has taken it by its name.
            object.__setattr__(_GROUPS[name], key, value)


def _numbers(name: str, values: object, path: Path) -> dict[str, float]:
    if name not in _GROUPS:
        raise EvaluationError(f"{path}: there is no group {name}; {_nearest(name, _GROUPS)}")
    if not isinstance(values, dict):
        raise EvaluationError(f"{path}: {name} has to be a group of numbers, such as [{name}]")
    known = {number.name: getattr(_GROUPS[name], number.name) for number in _fields(name)}
    for key, value in values.items():
        if key not in known:
            raise EvaluationError(f"{path}: {name} has no {key}; {_nearest(key, known)}")
        if isinstance(value, bool) or not isinstance(value, (int, type(known[key]))):
            kind = "a whole number" if isinstance(known[key], int) else "a number"
            raise EvaluationError(f"{path}: {name}.{key} has to be {kind}, not {value!r}")
    return dict(values)


def _fields(name: str) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(_GROUPS[name])


def _nearest(name: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"the nearest is {near[0]}" if near else f"there are {', '.join(sorted(known))}"
