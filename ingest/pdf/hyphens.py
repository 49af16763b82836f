"""Words that a line's end has divided become whole again, and compounds keep their hyphens."""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.pdf.lines import Line
from ingest.pdf.words import HYPHEN

_DIVIDED = re.compile(rf"(?<!\w)(\w+){HYPHEN}\s*(\w+)")
_BROKEN = re.compile(r"\b(\w{2,}) ([a-zà-ÿ]{1,5})\b")
_WORD = re.compile(r"\w+(?:-\w+)*")
_DIVIDING = 0.03  # share of the lines that end with a hyphen where a program divides words


def joined(lines: Iterable[Line]) -> str:
    """The text of lines. A hyphen between two of them becomes a mark that `undivided` resolves."""
    text = ""
    for line in lines:
        if text.endswith(("-", HYPHEN)) and line.text[0].islower() and text[-2:-1].isalpha():
            text = text[:-1] + HYPHEN + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    return text


class Vocabulary:
    """The words of one file, to tell a divided word from a compound at a line's end."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Gather the words, but for the halves at the lines' ends, and what became of those."""
        lines = list(lines)
        self._words = Counter[str]()
        halves: list[tuple[str, str]] = []
        open_half = ""
        for line in lines:
            words = _WORD.findall(line.lower())
            if open_half and words:
                halves.append((open_half, words.pop(0)))
            open_half = words.pop() if words and line.endswith(("-", HYPHEN)) else ""
            self._words.update(words)
        known = [self._known(*pair) for pair in halves]
        whole, compound = known.count(True), known.count(False)
        many = len(halves) >= _DIVIDING * len(lines)
        self._divides = whole > compound or (whole == compound and many)

    def undivided(self, text: str) -> str:
        """A text with its divided words whole, and its compounds with their hyphens."""
        return _DIVIDED.sub(lambda match: self._whole(match[1], match[2]), text)

    def mended(self, text: str) -> str:
        """The name of a column, in which a word that was too long for it is whole again: "Semana"
        where its column holds "Seman" only.
        """
        return _BROKEN.sub(lambda match: self._mended(match[1], match[2]), self.undivided(text))

    def _mended(self, left: str, right: str) -> str:
        """Two pieces of a name, as one word where the file has that and not the first of them."""
        whole, first = self._words[(left + right).lower()], self._words[left.lower()]
        return left + right if whole and whole >= first else f"{left} {right}"

    def _whole(self, left: str, right: str) -> str:
        """Two halves as one word. Where the file says nothing of this word, what its other lines
        do decides.
        """
        known = self._known(left.lower(), right.lower())
        return left + right if (self._divides if known is None else known) else f"{left}-{right}"

    def _known(self, left: str, right: str) -> bool | None:
        """Whether the file has this as one word elsewhere; False for a compound, and for two words
        that both stand alone elsewhere; None when it has none of them.
        """
        if left + right in self._words:
            return True
        apart = min(len(left), len(right)) > 1 and left in self._words and right in self._words
        if f"{left}-{right}" in self._words or left.isdigit() or right.isdigit() or apart:
            return False
        return None
