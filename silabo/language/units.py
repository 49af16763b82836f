"""Units in which things are measured, by any of their names."""

import re

from silabo.language.lexicon import LEXICONS
from silabo.language.lexicon.model import Measure

_NAMES = {
    unit: re.compile("|".join(lexicon.units.get(unit, "(?!)") for lexicon in LEXICONS))
    for unit in Measure
}


def unit_of(word: str) -> Measure | None:
    """The unit that a folded word names; None where it names none."""
    return next((unit for unit, names in _NAMES.items() if names.fullmatch(word)), None)


def any_name(unit: Measure) -> str:
    """A pattern of the names of a unit, on folded text."""
    return _NAMES[unit].pattern
