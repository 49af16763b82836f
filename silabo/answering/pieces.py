"""Pieces of passages, and what stands around them, prepared for matching with a question."""

from dataclasses import dataclass
from functools import lru_cache

from silabo.domain.passages import Passage
from silabo.language.lexicon import all_words
from silabo.language.quantities import Quantity, find
from silabo.language.stems import document_stems
from silabo.language.words import fold, words

# Names of columns for all the rest: what a row says under them is not about notes.
_ANY_COLUMN = all_words(lambda lexicon: lexicon.any_column)


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of a passage as terms are matched with it. `words` are folded, also without their
    endings of number and gender.
    """

    text: str
    language: str
    stems: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=8192)
def seen(text: str, language: str) -> Seen:
    """Prepare a piece of a passage for matching."""
    stems = frozenset(document_stems(text, language))
    return Seen(
        text, language, stems, frozenset().union(*(word_forms(word) for word in words(text)))
    )


@lru_cache(maxsize=65536)
def word_forms(word: str) -> frozenset[str]:
    """A word as it is and without the endings of number and gender: "parciales" and "parcial"
    share one.
    """
    bare = fold(word)
    forms = {bare}
    if bare.endswith("s"):
        forms |= {bare[:-1], bare[:-2] if bare.endswith("es") else bare[:-1]}
    return frozenset(f"{form[:-1]}o" if form.endswith("a") else form for form in forms)


def is_any_column(name: str) -> bool:
    """Whether the name of a column says nothing of what stands in it: "Notes", "Details"."""
    return all(fold(word) in _ANY_COLUMN for word in words(name))


def place_of(passage: Passage, title: str = "") -> Seen:
    """What stands around a passage, and a title over it if one is known, prepared for matching;
    neither its document's title nor columns whose names say nothing.
    """
    named = [name for name in passage.header if not is_any_column(name)]
    place = " ".join([*passage.path, passage.lead, *named, title])
    return _seen_place(place, passage.language)


def title_of(passage: Passage) -> Seen:
    """The title of a passage's document, prepared for matching."""
    return _seen_place(passage.document_title, passage.language)


def section_of(passage: Passage) -> Seen:
    """The headings over a passage, prepared for matching."""
    return _seen_place(" ".join(passage.path), passage.language)


@lru_cache(maxsize=4096)
def _seen_place(place: str, language: str) -> Seen:
    return seen(place, language)


def found_in(piece: Seen) -> tuple[Quantity, ...]:
    """The quantities of a piece of a passage."""
    return _quantities(piece.text, piece.language)


@lru_cache(maxsize=8192)
def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(find(text, language))
