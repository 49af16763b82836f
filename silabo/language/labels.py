"""Which one of several is meant by a letter or a Roman figure: "group B", "parcial II"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from silabo.language.lexicon import any_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_FIGURES = {written: str(number) for number, written in enumerate(_ROMAN, start=1)}
# Of the small letters those that are words in no language, others at the end of a question only.
_LABEL = re.compile(
    rf"\b(?P<noun>(?i:{any_of(lambda lexicon: lexicon.numbered_words)}))(?:\s?:)?\s"
    rf"(?P<label>{'|'.join(sorted(_ROMAN, key=len, reverse=True))}|[A-Zb]|[a-hj-n](?=\W*$))"
    r"(?![\w'’/+#-]|\.\w)"
)
# Words too, and then labels only where nothing goes on: "PARCIAL Y FINAL", "the exam I missed".
_WORDS_TOO = frozenset("AEIOUY")
_GOES_ON = re.compile(r"\s[^\W\d_]")


class Label(NamedTuple):
    """A label, and where it stands: "B", or "2" of "II"."""

    name: str
    start: int
    end: int


def labels(text: str) -> Iterator[Label]:
    """The labels of a text, in order."""
    for match in _LABEL.finditer(text):
        written = match["label"]
        if written in _WORDS_TOO and _GOES_ON.match(text, match.end()):
            noun = match["noun"]
            if noun.isupper() or (written == "I" and noun.islower()):
                continue
        name = _FIGURES.get(written, written.upper())
        yield Label(name, match.start("label"), match.end())


def roman(name: str) -> str:
    """A number as labels write it in Roman figures; "" for what is none, or higher than those."""
    return next((written for written, figure in _FIGURES.items() if figure == name), "")
