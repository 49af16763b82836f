"""How well a term of a question is met in a piece of a passage."""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from silabo.answering.own_words import means_another, own_strength
from silabo.answering.pieces import Seen, found_in
from silabo.answering.terms import Term
from silabo.language.durations import speaks_of
from silabo.language.lexicon import LANGUAGES, all_words, any_of, values_of
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import document_stems, word_stems
from silabo.language.words import fold, words

_RELATED = 0.9  # a related word in the question's language says the same a little less surely
_BROADER = 0.7  # a rule for exams holds for a midterm
_TRANSLATED = 0.95  # in another language it is the only way to say it
_LASTS = 0.85  # "two hours" says how long
_NEAR_DATE, _IN_SPAN = 0.3, 0.95
_OF_ANOTHER = 0.4  # the third, but of something else
_BY_WEEKDAY = 0.7
_BESIDE = 24  # characters
_PART = 0.4  # some words of a phrase
# A quantity can say a concept without its word: "35 % Exam 1" is what the exam is worth.
_SAID_BY = {
    "weight": ({QuantityKind.PERCENT}, 0.85),
    "email": ({QuantityKind.EMAIL}, 0.9),
    "contact": ({QuantityKind.EMAIL}, 0.8),
    "room": ({QuantityKind.ROOM}, 0.8),
    "office": ({QuantityKind.ROOM}, 0.6),
    "cost": ({QuantityKind.MONEY}, 0.7),
    "deadline": ({QuantityKind.DATE}, 0.6),
    "schedule": ({QuantityKind.TIME, QuantityKind.WEEKDAY, QuantityKind.DATE}, 0.6),
}
_A_GRADE = 0.45  # "7 or more"
_ENDS_OF_SPAN = {"start", "end"}  # "Monday 7 September to Friday 4 December" says both
_TO = re.compile(
    rf"\W*{any_of(lambda lexicon: (*lexicon.span_words, '[-–]'))}"
    rf"(?: {any_of(lambda lexicon: lexicon.definite)})?(?: \w+)? ?"
)
_WHICH_WEEK = {QuantityKind.ORDINAL, QuantityKind.WEEK}  # "second week" is week 2
_IN_WORDS = {QuantityKind.MONTH, QuantityKind.ORDINAL, QuantityKind.WEEK}  # need no digit
_NUMBERS = "|".join(values_of(lambda lexicon: lexicon.number_words))
_UNITS = any_of(lambda lexicon: (*(unit for unit, _ in lexicon.time_units), *lexicon.minute_words))
_DURATION = re.compile(
    rf"\b(?:\d+|{_NUMBERS}|{any_of(lambda lexicon: lexicon.one_words)})\s{_UNITS}\b"
)
_CLAUSE_END = re.compile(r"[.;:·] ")
_SPAN_START = re.compile(
    r"(?<!\d)(\d{1,2})\s?"
    rf"{any_of(lambda lexicon: (*lexicon.span_words, *lexicon.and_words, '[-–]'))}"
    rf"\s?(?:{any_of(lambda lexicon: lexicon.definite)} )?$"
)
_BEFORE_SUBJECT = all_words(lambda lexicon: lexicon.before_subject)
_WEEKDAYS = values_of(lambda lexicon: lexicon.weekdays)
_ORDINALS = values_of(lambda lexicon: lexicon.ordinals)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIGURE = re.compile(r"[\d@]")


def strength(term: Term, piece: Seen) -> float:
    """How well a term is met in a piece of a passage: 1 in its own words, less in related ones, 0
    not at all.
    """
    if term.word.quantity is not None:
        return _quantity_strength(term.word.quantity, term.counted, piece)
    if term.word.hours is not None:
        return speaks_of(piece.text, term.word.hours)
    if term.word.day is not None:
        return _near_day(term.word.day, piece)
    day = next((day for day in _DAYS if day in term.word.concepts), "")
    if day:
        return _day_strength(_DAYS.index(day) + 1, piece)
    languages = (piece.language,) if piece.language in LANGUAGES else LANGUAGES
    best = max(_strength_in(term, piece, language) for language in languages)
    return best if best >= _RELATED else max(best, _said(term, piece))


def _near_day(wanted: date, piece: Seen) -> float:
    """How well a piece names the day that "tomorrow" is: its date, else its day of the week."""
    dated = Quantity(QuantityKind.DATE, wanted.isoformat(), "", 0, 0)
    by_date = _quantity_strength(dated, frozenset(), piece)
    return by_date or _BY_WEEKDAY * _day_strength(wanted.isoweekday(), piece)


def _day_strength(wanted: int, piece: Seen) -> float:
    """Whether a piece names a day of the week. By value: "sábado" and "saber" share their stem."""
    days = {fold(word) for word in words(piece.text)} & _WEEKDAYS.keys()
    return 1.0 if any(_WEEKDAYS[day] == wanted for day in days) else 0.0


def begins_with(terms: Sequence[Term], text: str, language: str) -> bool:
    """Whether a clause or cell of a text begins with a term, articles left out."""
    openings = _openings(text, language)
    return any(
        not term.names.isdisjoint(stems)
        for term in terms
        # What is asked about a thing (its weight, its date) is not the thing.
        if not term.word.weak and not _is_attribute(term)
        for stems in openings
    )


def _is_attribute(term: Term) -> bool:
    concepts = set(term.word.concepts)
    return bool(concepts) and concepts <= _SAID_BY.keys()


@lru_cache(maxsize=8192)
def _openings(text: str, language: str) -> tuple[frozenset[str], ...]:
    clauses = (_opening(clause, language) for clause in _CLAUSE_END.split(text))
    return tuple(frozenset(stems) for stems in clauses if stems)


def _opening(clause: str, language: str) -> list[str]:
    for word in words(clause[:60]):
        if fold(word) not in _BEFORE_SUBJECT and fold(word) not in _ORDINALS:
            return document_stems(word, language)
    return []


def _said(term: Term, piece: Seen) -> float:
    if "duration" in term.word.concepts and _DURATION.search(fold(piece.text)):
        return _LASTS
    if not _ENDS_OF_SPAN.isdisjoint(term.word.concepts) and _has_date_span(piece):
        return _LASTS
    if "grade" in term.word.concepts and term.by_figure:
        is_number = any(one.kind is QuantityKind.NUMBER for one in found_in(piece))
        return _A_GRADE if is_number else 0.0
    said = [_SAID_BY[concept] for concept in term.word.concepts if concept in _SAID_BY]
    if not said or not _FIGURE.search(piece.text):
        return 0.0
    kinds = {quantity.kind for quantity in found_in(piece)}
    return max((worth for wanted, worth in said if wanted & kinds), default=0.0)


def _has_date_span(piece: Seen) -> bool:
    dates = [one for one in found_in(piece) if one.kind is QuantityKind.DATE]
    return any(
        _TO.fullmatch(fold(piece.text[first.end : last.start]))
        for first, last in itertools.pairwise(dates)
    )


def _strength_in(term: Term, piece: Seen, language: str) -> float:
    own = term.own[language]
    met = sum(1 for stems in own if not stems.isdisjoint(piece.stems))
    sure = own_strength(term, piece, own[-1]) if met == len(own) else 0.0
    if sure >= _RELATED:
        return sure
    for phrase in term.related[language]:
        if all(not stems.isdisjoint(piece.stems) for stems in phrase) and not (
            len(phrase) == 1 and means_another(phrase[0], term.word.concepts, piece)
        ):
            return _RELATED if language == term.language else _TRANSLATED
    if any(
        all(not stems.isdisjoint(piece.stems) for stems in way) for way in term.broader[language]
    ):
        return _BROADER
    return sure or _PART * met / len(own)


def _quantity_strength(wanted: Quantity, counted: frozenset[str], piece: Seen) -> float:
    if wanted.kind not in _IN_WORDS and not any(c.isdigit() for c in piece.text):
        return 0.0
    found = found_in(piece)
    same = [one for one in found if _same(wanted, one)]
    if same:
        beside = not counted or any(numbers(one, counted, piece) for one in same)
        return 1.0 if beside else _OF_ANOTHER
    if wanted.kind is QuantityKind.DATE and any(_spans(one, wanted, piece.text) for one in found):
        return _IN_SPAN
    # Another day of that month does not answer, but it is the nearest that there is.
    near = wanted.kind is QuantityKind.DATE and any(
        one.kind is QuantityKind.DATE and one.value[-5:-3] == wanted.value[-5:-3] for one in found
    )
    return _NEAR_DATE if near else 0.0


def numbers(quantity: Quantity, counted: frozenset[str], piece: Seen) -> bool:
    """Whether a number stands beside a word that it may count: "Lab 3", "tercer TP", or alone
    where that word was said before: "the first exam..., the second, ...".
    """
    rest = piece.text[quantity.end : quantity.end + _BESIDE]
    before = words(piece.text[max(0, quantity.start - _BESIDE) : quantity.start])[-1:]
    after = words(rest)[:1]
    languages = (piece.language,) if piece.language in LANGUAGES else LANGUAGES
    stems = {stem for word in before + after for stem in word_stems(word, languages)}
    alone = rest[:1] in {",", ";"} and quantity.text.isalpha()
    return not counted.isdisjoint(piece.stems if alone else stems)


def _spans(last: Quantity, wanted: Quantity, text: str) -> bool:
    """Whether a date ends a span of days of one month that holds the wanted one: "5 to 9 June"."""
    first = _SPAN_START.search(text[max(0, last.start - _BESIDE) : last.start])
    if last.kind is not QuantityKind.DATE or first is None:
        return False
    month, day = last.value[-5:-3], int(last.value[-2:])
    return wanted.value[-5:-3] == month and int(first[1]) <= int(wanted.value[-2:]) <= day


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
