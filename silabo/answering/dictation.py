"""Cuts what a model says, piece by piece, into whole sentences with the numbers that they cite."""

import re
from dataclasses import dataclass

from silabo.answering.untrusted import without_marks
from silabo.language.sentences import split

_CITED = re.compile(r"[\[【]\s{0,3}(\d{1,3}(?:\s{0,3}[,;]\s{0,3}\d{1,3}){0,9})\s{0,3}[\]】]")
# "It is on 3 July. [1]": the number belongs to the sentence before it.
_AFTER_END = re.compile(
    r"([.!?…]{1,3}[\"'»”’)]{0,2})((?:\s{0,3}[\[【]\s{0,3}\d[\d\s,;]{0,40}[\]】]){1,9})"
)
_CITING = re.compile(r"[\[【][\d\s,;]*[\]】]?(?:\s*[\[【][\d\s,;]*[\]】]?)*")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THINKING = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_GAP = re.compile(r"\s+([.,;:!?…])")


@dataclass(frozen=True, slots=True)
class Said:
    """A whole sentence, the numbers that it cites, and its words as the model wrote them: with its
    marks, without the numbers.
    """

    text: str
    citations: tuple[int, ...]
    raw: str


class Dictation:
    """Takes pieces, gives each sentence once it is certain that it is whole."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._heard = ""

    def hear(self, piece: str) -> list[Said]:
        """The sentences that are whole now."""
        self._heard = _THOUGHT.sub("", self._heard + piece)
        if _THINKING.search(self._heard):
            return []
        *lines, last = self._heard.split("\n")
        said = [one for line in lines for one in _sentences(line)]
        sentences = _sentences(last)
        kept = 1 if _is_certain(sentences, last) else 2
        whole, rest = sentences[:-kept], sentences[-kept:]
        self._heard = " ".join(rest) + last[len(last.rstrip()) :]
        return _read([*said, *whole])

    def end(self) -> list[Said]:
        """The sentences that are left when the model has ended."""
        heard, self._heard = _THINKING.split(self._heard)[0], ""
        return _read([one for line in heard.split("\n") for one in _sentences(line)])


def _is_certain(sentences: list[str], line: str) -> bool:
    """Whether the last but one has ended: no number follows it, and the next word is whole."""
    if not sentences:
        return True
    next_one = sentences[-1]
    return not _CITING.fullmatch(next_one) and (" " in next_one or line[-1:].isspace())


def _sentences(line: str) -> list[str]:
    return split(_AFTER_END.sub(r" \2\1 ", line))


def _read(sentences: list[str]) -> list[Said]:
    found = []
    for sentence in sentences:
        cited = " ".join(_CITED.findall(sentence))
        numbers = [int(each) for each in re.findall(r"\d+", cited)]
        raw = _GAP.sub(r"\1", _CITED.sub("", sentence))
        text = without_marks(raw)
        if text:
            found.append(Said(text, tuple(dict.fromkeys(numbers)), raw))
    return found
