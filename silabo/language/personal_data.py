"""Finds what in a text may tell of a person: addresses, long numbers, names. It finds too much
rather than too little: what is not sure counts.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from silabo.language.names import names
from silabo.language.words import fold, words

_SHORTEST_NAME = 3  # letters; shorter ones are words of every text
_ADDRESS = re.compile(r"[^\s@]{1,64}@[^\s@]{1,253}\.\w{2,24}")
# Days and spans of years are no telephone numbers.
_DAYS = re.compile(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2})(?!\d)"
)
_LONG = re.compile(r"[+(]{0,2}\d(?:[ .\-–/()]{0,2}\d){5,18}|\d{5}")


class PersonalKind(StrEnum):
    """What may tell of a person."""

    ADDRESS = "address"
    NUMBER = "number"  # of a telephone, an identity card, a student
    NAME = "name"


def addresses_and_numbers(text: str) -> set[PersonalKind]:
    """Whether a text has a mail address, or a number as long as those of telephones and of people:
    five digits in a row, or six with signs between them that make no date.
    """
    found = {PersonalKind.ADDRESS} if _ADDRESS.search(text) else set()
    # What is no address any more is no number either.
    rest = _DAYS.sub(" ; ", _ADDRESS.sub(" ; ", text))
    return found | ({PersonalKind.NUMBER} if _LONG.search(rest) else set())


def may_name_somebody(text: str, known: str, people: Iterable[str]) -> bool:
    """Whether a text has a part of the name of one of these `people`, in whatever case, or is
    written with a capital what the `known` texts, of the course, do not have.
    """
    said = {fold(word) for word in words(text)}
    parts = {fold(part) for name in people for part in words(name)}
    if any(part in said for part in parts if len(part) >= _SHORTEST_NAME):
        return True
    of_the_course = {fold(word) for word in words(known)}
    capitals = (fold(name) for name in names(text) if name.isalpha() and not name.isupper())
    return any(name not in of_the_course for name in capitals if len(name) >= _SHORTEST_NAME)


def names_in_full(text: str, people: Iterable[str]) -> bool:
    """Whether a text has the whole name of one of these people, of two words or more."""
    said = f" {' '.join(fold(word) for word in words(text))} "
    whole = ([fold(part) for part in words(name)] for name in people)
    return any(len(parts) > 1 and f" {' '.join(parts)} " in said for parts in whole)
