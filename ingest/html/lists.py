"""What stands before the items of a list: the numbers that a browser writes, and names."""

from collections.abc import Callable

from ingest.archive import Element
from ingest.html.sheets import declarations
from ingest.list_numbers import MOST_ROMAN, letters, roman

_WRITTEN: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
}
_STYLES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_LONGEST = 6  # digits of a number
_MOST_WORDS = 6  # of a name in a list of names


class ListCounts:
    """How far each numbered list of a page has counted."""

    def __init__(self) -> None:
        """Begin before the first list."""
        self._next: dict[Element, int] = {}
        self._front = ""

    def open(self, element: Element) -> None:
        """Begin an item, if it is one of a list with numbers; of anything else nothing changes."""
        parent = element.getparent()
        if element.tag not in ("li", "dd") or parent is None:
            return
        self._front = _named(element) if element.tag == "dd" else ""
        if parent.tag != "ol":
            return
        step = -1 if parent.get("reversed") is not None else 1
        own = _number(element.get("value"))
        number = self._next.get(parent, _first(parent)) if own is None else own
        self._next[parent] = number + step
        self._front = _front(parent, element, number)

    def taken(self) -> str:
        """What stands before the first line of the item that was begun."""
        front, self._front = self._front, ""
        return front


def _named(value: Element) -> str:
    """What stands before what a list of names says of one: "Room: ". A question, or a name of many
    words, stands above it for itself.
    """
    name = next(value.itersiblings("dt", preceding=True), None)
    written = " ".join("".join(name.itertext()).split()) if name is not None else ""
    is_name = 0 < len(written.split()) <= _MOST_WORDS and not written.endswith(("?", ".", "!"))
    return f"{written.rstrip(': ')}: " if is_name else ""


def _front(parent: Element, item: Element, number: int) -> str:
    """A number as its list writes it, "b. "; nothing in a list that writes none."""
    kind = item.get("type") or parent.get("type") or "1"
    for each in (parent, item):
        style = declarations(each.get("style", ""))
        named = style.get("list-style-type") or style.get("list-style", "")
        if "none" in named.split():
            return ""
        kind = next((_STYLES[word] for word in named.split() if word in _STYLES), kind)
    written = _WRITTEN.get(kind)
    return f"{written(number) if written and 0 < number <= MOST_ROMAN else number}. "


def _first(parent: Element) -> int:
    """The number of the first item of a list."""
    start = _number(parent.get("start"))
    if start is not None:
        return start
    return len(list(parent.iterchildren("li"))) if parent.get("reversed") is not None else 1


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    fits = text.removeprefix("-").isdecimal() and text.isascii() and len(text) <= _LONGEST
    return int(text) if fits else None
