"""Whether a text states what is often another thing when the course is given again."""

from datetime import date

from silabo.language.expected import Expected, Holding, holds
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.relative_days import relative_days

_OF_ONE_YEAR = {
    QuantityKind.DATE,
    QuantityKind.WEEKDAY,
    QuantityKind.MONTH,
    QuantityKind.WEEK,
    QuantityKind.TIME,
    QuantityKind.ROOM,
    QuantityKind.EMAIL,
    QuantityKind.LINK,
}
# Written without what makes a quantity of it: "a las 18", "MWF 10-11", a telephone number.
_ALSO = (Expected.TIME, Expected.CONTACT)
_YEARS = range(1990, 2100)
_SOME_DAY = date(2026, 3, 2)  # that "tomorrow" is a day does not depend on which one it is


def is_of_one_year(text: str, language: str) -> bool:
    """Whether it names a day, a week, a month, a year, a time, a room, an address, or a telephone
    number. Rather once too often: whoever copies it is asked to look at it.
    """
    found = find(text, language)
    if any(each.kind in _OF_ONE_YEAR or _is_year(each.kind, each.value) for each in found):
        return True
    if any(holds(kind, text, found) is Holding.HELD for kind in _ALSO):
        return True
    return bool(relative_days(text, _SOME_DAY))


def _is_year(kind: QuantityKind, value: str) -> bool:
    return kind is QuantityKind.NUMBER and value.isdecimal() and int(value) in _YEARS
