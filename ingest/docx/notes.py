"""Footnotes and endnotes of Word: each in brackets behind what it is said of."""

from ingest.archive import Element
from ingest.elements import unwrapped, value
from ingest.list_numbers import roman
from ingest.notes import in_brackets


class Notes:
    """The notes of one file, each given out once."""

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        """Index them. Separators have ids too, but nobody refers to them."""
        self._elements = {
            (kind, value(note, "id")): note
            for kind, root in (("footnote", footnotes), ("endnote", endnotes))
            for note in (() if root is None else unwrapped(root, kind))
        }
        self._labels: dict[tuple[str, str], str] = {}
        self._counts = {"footnote": 0, "endnote": 0}

    def take(self, kind: str, name: str) -> Element | None:
        """A note that was not taken yet; None after that, and where there is none."""
        return self._elements.pop((kind, name), None)

    def written(self, kind: str, name: str, said: str) -> tuple[str, str]:
        """A note as `in_brackets` writes it, where it is referred to for the first time."""
        known = self._labels.get((kind, name))
        if known:
            return f"[{known}]", ""
        if not said:
            return "", ""
        self._counts[kind] += 1
        label = str(self._counts[kind])
        if kind == "endnote":
            label = roman(self._counts[kind])
        self._labels[kind, name] = label
        return in_brackets(label, said)
