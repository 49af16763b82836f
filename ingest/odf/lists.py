"""The numbers that stand before headings and items of an OpenDocument file, which it does not keep
as text.
"""

from ingest.archive import Element
from ingest.elements import value
from ingest.list_numbers import MOST_ROMAN, letters, roman

_DEEPEST = 10


class Counter:
    """Counts along one list style, level by level."""

    def __init__(self, style: Element | None) -> None:
        """Take the list style or outline style; None counts nothing."""
        self._levels = {
            int(value(level, "level")): level
            for level in (() if style is None else style.iterchildren())
            if value(level, "level").isdecimal() and len(value(level, "level")) < 3
        }
        self._counts: dict[int, int] = {}

    def next(self, level: int, start: str = "") -> str:
        """The number of the next item on a level, from 1, as it is painted with a space after it;
        "" where it has none.
        """
        level = min(level, _DEEPEST)
        style = self._levels.get(level)
        self._counts = {deep: count for deep, count in self._counts.items() if deep <= level}
        begin = start or value(style, "start-value")
        first = int(begin) if begin.isdecimal() and len(begin) < 6 else 1
        counted = self._counts.get(level)
        self._counts[level] = first if counted is None or start else counted + 1
        if style is None or not value(style, "num-format"):
            return ""
        shown = value(style, "display-levels")
        deep = int(shown) if shown.isdecimal() and len(shown) < 3 else 1
        numbers = [self._written(each) for each in range(max(1, level - deep + 1), level + 1)]
        text = ".".join(number for number in numbers if number)
        return f"{value(style, 'num-prefix')}{text}{value(style, 'num-suffix')} "

    def _written(self, level: int) -> str:
        """The number that a level has come to."""
        kind = value(self._levels.get(level), "num-format")
        number = self._counts.get(level, 1)
        if kind in ("a", "A"):
            text = letters(number)
        elif kind in ("i", "I"):
            text = roman(min(number, MOST_ROMAN))
        else:
            return str(number) if kind else ""
        return text.upper() if kind.isupper() else text
