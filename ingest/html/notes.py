"""Notes at the foot of a page, which raised numbers in its text lead to."""

import re

from ingest.archive import Element
from ingest.notes import in_brackets

# What may be a note as a whole; an anchor in one stands for it.
_HOLDERS = {"li", "p", "div", "aside", "dd"}
_NOTE_ROLES = {"doc-footnote", "doc-endnote", "footnote", "endnote"}
_BEFORE = re.compile(r"^[\[(]?(\w{1,4}|\*{1,3}|[†‡])[\])]?[.:]?\s+")
_LABEL = 8  # characters


class PageNotes:
    """The notes of one page, each given out once."""

    def __init__(self, root: Element) -> None:
        """Look at nothing yet."""
        self._root = root
        self._by_id: dict[str, Element] | None = None
        self._taken: set[Element] = set()

    def take(self, link: Element) -> Element | None:
        """The note that a link within the page leads to, if it was not taken yet."""
        if self._by_id is None:
            named = self._root.iter("*")
            self._by_id = {each.get("id") or each.get("name") or "": each for each in named}
        note = self._by_id.get((link.get("href") or "").partition("#")[2] or "#")
        while note is not None and note.tag not in _HOLDERS:
            note = note.getparent()
        if note is None or note in self._taken or not _is_note(note):
            return None
        if note in link.iterancestors():  # what the link stands in is no note of it
            return None
        self._taken.add(note)
        return note

    def give_back(self, note: Element) -> None:
        """Let a note be read where it stands."""
        self._taken.discard(note)

    def is_taken(self, element: Element) -> bool:
        """Whether an element was read already, as a note."""
        return element in self._taken


def is_raised(link: Element) -> bool:
    """Whether a link is a raised number, as those that lead to notes are."""
    parent = link.getparent()
    inside = parent is not None and parent.tag == "sup"
    only = [each.tag for each in link.iterchildren()] == ["sup"] and not (link.text or "").strip()
    named = {link.get("role", ""), link.get("epub:type", ""), link.get("type", "")}
    return inside or only or bool(named & {"doc-noteref", "noteref"})


def in_note(label: str, said: str) -> tuple[str, str]:
    """A note as `in_brackets` writes it, without the number that it begins with."""
    label = label.strip("[]() ")[:_LABEL] or "*"
    before = _BEFORE.match(said)
    if before and before[1] == label:
        said = said[before.end() :]
    return in_brackets(label, said) if said else ("", "")


def _is_note(element: Element) -> bool:
    """Whether an element is no more than a note: it holds no heading and no other items."""
    named = {element.get("role", ""), element.get("epub:type", "")}
    if named & _NOTE_ROLES:
        return True
    return next(element.iter("h1", "h2", "h3", "h4", "h5", "h6", "table", "li", "ol"), element) is (
        element
    )
