"""Words of a text, and the one way in which letters are folded before words are compared."""

import re
from dataclasses import dataclass

from silabo.language.addresses import blanked
from silabo.language.normal_forms import BareLetters

# c++, c# and f# are words of courses; an underscore or a hyphen separates.
_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_BARE = BareLetters({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, and where it stands in its text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents: "Pág. Último ÇA" gives "pag. ultimo ca". The length may
    change.
    """
    lower = text.casefold()
    return lower if lower.isascii() else lower.translate(_BARE)


def folded_in_place(text: str) -> str:
    """A text folded letter by letter, so that each stands where it stood, with one apostrophe."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter in "’`´":
        return "'"
    folded = fold(letter)
    return folded if len(folded) == 1 else letter


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, lower case, with their accents: of a link its own
    words, not those of the address behind them.
    """
    return [match.casefold() for match in _WORD.findall(blanked(text))]


def word_forms(word: str) -> frozenset[str]:
    """A word as it is, folded, and without the endings of number and gender: "parciales" and
    "parcial" share one.
    """
    bare = fold(word)
    forms = {bare}
    if bare.endswith("s"):
        forms |= {bare[:-1], bare[:-2] if bare.endswith("es") else bare[:-1]}
    return frozenset(f"{form[:-1]}o" if form.endswith("a") else form for form in forms)


def placed_words(text: str) -> list[Word]:
    """The words of `words(text)`, each with its position in the text."""
    return [
        Word(match.group().casefold(), match.start(), match.end())
        for match in _WORD.finditer(blanked(text))
    ]


def word_set(text: str) -> frozenset[str]:
    """The folded words of a line of text, as the lists of this room are written."""
    return frozenset(fold(text).split())
