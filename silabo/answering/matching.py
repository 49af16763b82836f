"""How well a term of a question is met in a piece of a passage."""

import re
from dataclasses import dataclass
from functools import lru_cache

from silabo.answering.terms import Term
from silabo.domain.passages import Passage
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import document_stems
from silabo.language.stop_words import LANGUAGES

_RELATED = 0.9  # a related word in the question's language says the same a little less surely
_TRANSLATED = 0.95  # in another language it is the only way to say it
_LASTS = 0.85  # "two hours" says how long
_NEAR_DATE = 0.3
_PART = 0.4  # some words of a phrase
# A quantity can say a concept without its word: "35 % Exam 1" is what the exam is worth.
_SAID_BY = {
    "weight": ({QuantityKind.PERCENT}, 0.85),
    "email": ({QuantityKind.EMAIL}, 0.9),
    "contact": ({QuantityKind.EMAIL}, 0.8),
    "room": ({QuantityKind.ROOM}, 0.8),
    "office": ({QuantityKind.ROOM}, 0.6),
    "grade": ({QuantityKind.NUMBER}, 0.45),
    "cost": ({QuantityKind.MONEY}, 0.7),
    "deadline": ({QuantityKind.DATE}, 0.6),
    "schedule": ({QuantityKind.TIME, QuantityKind.WEEKDAY, QuantityKind.DATE}, 0.6),
}
_WHICH_WEEK = {QuantityKind.ORDINAL, QuantityKind.WEEK}  # "second week" is week 2
_IN_WORDS = {QuantityKind.MONTH, QuantityKind.ORDINAL, QuantityKind.WEEK}  # need no digit
_DURATION = re.compile(
    r"\b(?:\d+|dos|tres|cuatro|cinco|two|three|four|five|deux|trois|quatre|cinq|una|one|une|un)"
    r"\s(?:minutos?|minutes?|min|horas?|hours?|heures?|hs?|d[ií]as?|days?|jours?|weeks?|semanas?"
    r"|semaines?)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d@]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of a passage as terms are matched with it."""

    text: str
    language: str
    stems: frozenset[str]


def seen(text: str, language: str) -> Seen:
    """Prepare a piece of a passage for matching."""
    return Seen(text, language, frozenset(document_stems(text, language)))


def place_of(passage: Passage, title: str = "") -> Seen:
    """What stands around a passage, and a title over it if one is known, prepared for matching."""
    return _seen_place(f"{passage.place} {title}", passage.language)


@lru_cache(maxsize=4096)
def _seen_place(place: str, language: str) -> Seen:
    return seen(place, language)


def strength(term: Term, piece: Seen) -> float:
    """How well a term is met in a piece of a passage: 1 in its own words, less in related ones, 0
    not at all.
    """
    if term.word.quantity is not None:
        return _quantity_strength(term.word.quantity, piece)
    languages = (piece.language,) if piece.language in LANGUAGES else LANGUAGES
    best = max(_strength_in(term, piece, language) for language in languages)
    return best if best >= _RELATED else max(best, _said(term, piece))


def _said(term: Term, piece: Seen) -> float:
    if "duration" in term.word.concepts and _DURATION.search(piece.text):
        return _LASTS
    said = [_SAID_BY[concept] for concept in term.word.concepts if concept in _SAID_BY]
    if not said or not _FIGURE.search(piece.text):
        return 0.0
    kinds = {quantity.kind for quantity in found_in(piece)}
    return max((worth for wanted, worth in said if wanted & kinds), default=0.0)


def _strength_in(term: Term, piece: Seen, language: str) -> float:
    own = term.own[language]
    met = sum(1 for stems in own if not stems.isdisjoint(piece.stems))
    if met == len(own):
        return 1.0
    for phrase in term.related[language]:
        if all(not stems.isdisjoint(piece.stems) for stems in phrase):
            return _RELATED if language == term.language else _TRANSLATED
    return _PART * met / len(own)


def _quantity_strength(wanted: Quantity, piece: Seen) -> float:
    if wanted.kind not in _IN_WORDS and not any(c.isdigit() for c in piece.text):
        return 0.0
    found = found_in(piece)
    if any(_same(wanted, one) for one in found):
        return 1.0
    # Another day of that month does not answer, but it is the nearest that there is.
    near = wanted.kind is QuantityKind.DATE and any(
        one.kind is QuantityKind.DATE and one.value[-5:-3] == wanted.value[-5:-3] for one in found
    )
    return _NEAR_DATE if near else 0.0


def _same(wanted: Quantity, found: Quantity) -> bool:
    if wanted.kind is QuantityKind.MONTH:
        month = found.value[-5:-3] if found.kind is QuantityKind.DATE else found.value
        return found.kind in {QuantityKind.DATE, QuantityKind.MONTH} and month == wanted.value
    if {wanted.kind, found.kind} == _WHICH_WEEK:
        return wanted.value == found.value
    if wanted.kind is not found.kind:
        return False
    if wanted.kind is QuantityKind.DATE:
        shorter = min(len(wanted.value), len(found.value))
        return wanted.value[-shorter:] == found.value[-shorter:]
    return wanted.value == found.value


def found_in(piece: Seen) -> tuple[Quantity, ...]:
    """The quantities of a piece of a passage."""
    return _quantities(piece.text, piece.language)


@lru_cache(maxsize=8192)
def _quantities(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(find(text, language))
