"""The numbers that PowerPoint itself puts before the items of a list."""

from ingest.archive import Element
from ingest.elements import name_of, value
from ingest.list_numbers import MOST_ROMAN, letters, roman

# ECMA-376 part 1, 20.1.10.61: a kind of number, then what stands around it.
_AROUND = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "- {} -"}


class Numbering:
    """Counts the items of one text, level by level."""

    def __init__(self) -> None:
        """Start before the first item."""
        self._counts: dict[int, tuple[str, int]] = {}

    def front(self, bullet: Element | None, level: int) -> str:
        """What stands before an item that has this bullet; "" where that is no number."""
        self._counts = {deep: count for deep, count in self._counts.items() if deep <= level}
        if bullet is None or name_of(bullet) != "buAutoNum":
            self._counts.pop(level, None)
            return ""
        kind = value(bullet, "type")
        start = value(bullet, "startAt")
        first = int(start) if start.isdecimal() and len(start) < 5 else 1
        before = self._counts.get(level)
        number = before[1] + 1 if before is not None and before[0] == kind else first
        self._counts[level] = (kind, number)
        return f"{written(kind, number)} "


def written(kind: str, number: int) -> str:
    """A number as one of DrawingML's kinds writes it, such as "b)" or "IV."."""
    ending = next((name for name in _AROUND if kind.endswith(name)), "Period")
    if kind.startswith("alpha"):
        text = letters(number)
    elif kind.startswith("roman"):
        text = roman(min(number, MOST_ROMAN))
    else:
        text = str(number)
    return _AROUND[ending].format(text.upper() if "Uc" in kind else text)
