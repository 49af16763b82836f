"""How well a term of a question is met in a text: in its own words, in related ones, by value."""

import re
from collections.abc import Sequence

from silabo.answering.dates import date_among, spans
from silabo.answering.said_by_form import BY_FORM, said_by_form
from silabo.answering.terms import Term
from silabo.answering.weights import MATCHING
from silabo.language.analysed import AnalysedText
from silabo.language.days import Days
from silabo.language.durations import speaks_of
from silabo.language.lexicon import LANGUAGES, any_of
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import ContentWord
from silabo.language.signs import is_spoken_of, signs
from silabo.language.stems import word_stems
from silabo.language.week_names import in_any_week, in_weeks, names_work
from silabo.language.words import fold, word_forms, words

# A quantity can say a concept without its word: "35 % Exam 1" is what the exam is worth. By what
# kinds, and which number of `MATCHING` says how well.
_SAID_BY = {
    "weight": ({QuantityKind.PERCENT}, "percent_says_weight"),
    "email": ({QuantityKind.EMAIL}, "address_says_email"),
    "contact": ({QuantityKind.EMAIL}, "address_says_contact"),
    "room": ({QuantityKind.ROOM}, "number_says_room"),
    "office": ({QuantityKind.ROOM}, "number_says_office"),
    "cost": ({QuantityKind.MONEY}, "amount_says_cost"),
    "deadline": ({QuantityKind.DATE}, "date_says_deadline"),
    "schedule": (
        {QuantityKind.TIME, QuantityKind.WEEKDAY, QuantityKind.DATE},
        "time_says_schedule",
    ),
}
_SAID_WITHOUT_WORD = frozenset({*_SAID_BY, *BY_FORM, "grade"})
_WHICH_WEEK = {QuantityKind.ORDINAL, QuantityKind.WEEK}  # "second week" is week 2
_IN_WORDS = {QuantityKind.MONTH, QuantityKind.ORDINAL, QuantityKind.WEEK}  # need no digit
_OF_EACH = re.compile(rf"^\W*{any_of(lambda lexicon: lexicon.for_each)}\s(\w+)")
_DAYS = {
    day: number
    for number, day in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), start=1
    )
}
_KEY = re.compile(r"\W{0,3}(\w{1,40}) ?: \W{0,3}(\d{1,2})(?= ·|$)")
_FIGURE = re.compile(r"[\d@]")
# "Final" alone is an exam after an article, before an exam's word or at an end of what is said.
_FINAL_EXAM = re.compile(
    rf"(?:^|[.,;:·(] ?|\b{any_of(lambda lexicon: lexicon.before_final)}\s)"
    rf"{any_of(lambda lexicon: lexicon.final_words)}\b"
    rf"(?!\s(?!{any_of(lambda lexicon: lexicon.after_final)}\b)[^\W\d])"
)


class TermMatches:
    """How well texts meet the terms of a question. A heading stands over many passages: each text
    is looked at once, and a term only where it may be met.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        """Look at nothing yet."""
        self._terms = terms
        self._none = (0.0,) * len(terms)
        # These may be met without one of their stems.
        self._by_value = [position for position, term in enumerate(terms) if _has_value(term)]
        self._unsaid = [
            position
            for position, term in enumerate(terms)
            if _may_be_said(term) and position not in self._by_value
        ]
        # What is asked about a thing (its weight, its date) is not the thing.
        self._names = frozenset[str]().union(
            *(term.names for term in terms if not term.word.weak and not _is_attribute(term))
        )
        self._by_stem: dict[str, dict[str, set[int]]] = {}
        self._met: dict[AnalysedText, tuple[float, ...]] = {}

    def of(self, text: AnalysedText) -> tuple[float, ...]:
        """The `strength` of each term in a text, in order."""
        met = self._met.get(text)
        if met is None:
            met = self._look(text)
            self._met[text] = met
        return met

    def begin(self, text: AnalysedText) -> bool:
        """Whether a clause or cell of a text begins with a term, articles left out."""
        return any(not self._names.isdisjoint(stems) for stems in text.openings)

    def _look(self, text: AnalysedText) -> tuple[float, ...]:
        positions = set(self._by_value)
        for language in text.languages:
            by_stem = self._stems_in(language)
            for stem in by_stem.keys() & text.stems:
                positions |= by_stem[stem]
        if not positions and not self._unsaid:
            return self._none
        met = list(self._none)
        for position in positions:
            met[position] = strength(self._terms[position], text)
        for position in self._unsaid:
            if position not in positions:
                met[position] = _said(self._terms[position], text)
        return tuple(met)

    def _stems_in(self, language: str) -> dict[str, set[int]]:
        """The stems of all terms in a language, and the positions of the terms with each."""
        by_stem = self._by_stem.get(language)
        if by_stem is None:
            by_stem = {}
            for position, term in enumerate(self._terms):
                for stem in term.stems[language]:
                    by_stem.setdefault(stem, set()).add(position)
            self._by_stem[language] = by_stem
        return by_stem


def _has_value(term: Term) -> bool:
    """Whether a term is looked for by what it means, not by its stems."""
    return _is_by_value(term.word) or any(concept in _DAYS for concept in term.word.concepts)


def _may_be_said(term: Term) -> bool:
    """Whether a quantity, or the contrary, can say a term without its word."""
    if term.opposite is not None:
        return True
    return not _SAID_WITHOUT_WORD.isdisjoint(term.word.concepts)


def strength(term: Term, piece: AnalysedText) -> float:
    """How well a term is met in a piece of a passage: 1 in its own words, less in related ones, 0
    not at all.
    """
    if _is_by_value(term.word):
        return _by_value(term, piece)
    days = [_DAYS[concept] for concept in term.word.concepts if concept in _DAYS]
    if days:
        return _day_strength(min(days), piece)
    best = max(_strength_in(term, piece, language) for language in piece.languages)
    return best if best >= MATCHING.related else max(best, _said(term, piece))


def _is_by_value(word: ContentWord) -> bool:
    return word.quantity is not None or word.hours is not None or word.days is not None


def _by_value(term: Term, piece: AnalysedText) -> float:
    """How well a piece states the amount, the length of time or the days that a term means: any of
    them will do, for "week 5" has days too, and "in two weeks" is a length.
    """
    word, met = term.word, 0.0
    if word.quantity is not None:
        if word.last_week:
            return _weeks_strength(word, word.quantity, piece)
        met = _quantity_strength(word.quantity, _counted_in(term, piece), piece)
        if term.each and met < MATCHING.broader and _says_of_each(term.each, piece):
            met = MATCHING.broader
        # What is named after a week, "week 5 quiz", need not be in it.
        if word.days is not None and _names_only(word.quantity, piece):
            met = min(met, MATCHING.of_another)
    if word.hours is not None:
        met = max(met, speaks_of(piece.text, word.hours))
    if word.days is not None and met < MATCHING.by_date:
        met = max(met, _in_days(word.days, word.week, piece))
    return met


def _weeks_strength(word: ContentWord, first: Quantity, piece: AnalysedText) -> float:
    """How well a piece names a week of the span "weeks 1-3", or a day of it."""
    weeks = range(int(first.value), word.last_week + 1)
    if in_any_week(weeks[0], weeks[-1], piece.folded) or any(
        each.kind is QuantityKind.WEEK and int(each.value) in weeks for each in piece.quantities
    ):
        return MATCHING.in_span
    return date_among(word.days, piece) if word.days is not None else 0.0


def _counted_in(term: Term, piece: AnalysedText) -> frozenset[str]:
    """The stems of what an ordinal numbers; none where the piece is in another language, in which
    no word for it is known.
    """
    is_told = piece.language == term.language or piece.language not in LANGUAGES
    return term.counted if is_told or term.is_counted_anywhere else frozenset()


def _names_only(week: Quantity, piece: AnalysedText) -> bool:
    same = [quantity for quantity in piece.quantities if _same(week, quantity)]
    return all(names_work(piece.text, quantity.end) for quantity in same)


def _in_days(wanted: Days, week: int, piece: AnalysedText) -> float:
    """How well a piece names days such as "tomorrow" or "next week": a date among them or a span
    that holds one, their week of the course, else the day of the week where it is one day.
    """
    by_date = date_among(wanted, piece)
    if by_date >= MATCHING.by_date:
        return by_date
    if week and any(
        quantity.kind is QuantityKind.WEEK and quantity.value == str(week)
        for quantity in piece.quantities
    ):
        return MATCHING.by_date
    if wanted.first != wanted.last or by_date:
        return by_date
    return MATCHING.by_weekday * _day_strength(wanted.first.isoweekday(), piece)


def _day_strength(wanted: int, piece: AnalysedText) -> float:
    """Whether a piece names a day of the week, Monday being 1."""
    return 1.0 if wanted in piece.weekdays else 0.0


def _is_attribute(term: Term) -> bool:
    concepts = set(term.word.concepts)
    return bool(concepts) and concepts <= _SAID_BY.keys()


def _said(term: Term, piece: AnalysedText) -> float:
    if term.opposite is not None and term.opposite.search(piece.folded):
        return MATCHING.related  # "Is it open?" is answered by that it is closed
    if not _may_be_said(term):
        return 0.0
    by_form = said_by_form(term.word.concepts, piece)
    if by_form:
        return by_form
    if "grade" in term.word.concepts and term.by_figure:
        return MATCHING.grade if QuantityKind.NUMBER in piece.kinds else 0.0
    said = [
        _SAID_BY[concept]
        for concept in term.word.concepts
        if concept in _SAID_BY and (term.by_date or concept != "deadline")
    ]
    if not said or not _FIGURE.search(piece.text):
        return 0.0
    worth = (getattr(MATCHING, name) for kinds, name in said if not kinds.isdisjoint(piece.kinds))
    return max(worth, default=0.0)


def _strength_in(term: Term, piece: AnalysedText, language: str) -> float:
    if term.stems[language].isdisjoint(piece.stems):
        return 0.0
    own = term.own[language]
    met = sum(1 for stems in own if not stems.isdisjoint(piece.stems))
    sure = _own_strength(term, piece, own[-1]) if met == len(own) else 0.0
    if sure >= MATCHING.related:
        return sure
    for phrase in term.related[language]:
        if _is_there(phrase, term.word.concepts, piece):
            return MATCHING.related if language == term.language else MATCHING.translated
    if any(
        all(not stems.isdisjoint(piece.stems) for stems in way) for way in term.broader[language]
    ):
        return MATCHING.broader
    if not term.everyday[language].isdisjoint(piece.stems):
        return max(sure, MATCHING.everyday)
    return sure or MATCHING.part * met / len(own)


def _is_there(
    phrase: tuple[frozenset[str], ...], concepts: tuple[str, ...], piece: AnalysedText
) -> bool:
    """Whether a piece has another way to say a concept. Where small words belong to it, "out of
    term", "sign up", its words have to stand together: "sign" alone is no "sign up".
    """
    content = [stems for stems in phrase if stems]
    if not content or any(stems.isdisjoint(piece.stems) for stems in content):
        return False
    if len(content) < len(phrase):
        return any(
            not word.concepts.isdisjoint(concepts) and not word.stems.isdisjoint(content[0])
            for word in piece.phrases
        )
    return not (len(phrase) == 1 and _means_another(phrase[0], concepts, piece))


def _own_strength(term: Term, piece: AnalysedText, own_stems: frozenset[str]) -> float:
    """What a term counts whose own stems are all there; these are of its last word."""
    if signs(term.word.display):
        return 1.0 if is_spoken_of(term.word.display, piece.text) else MATCHING.in_use
    if len(term.word.tokens) > 1:
        return 1.0 if " ".join(term.word.tokens) in piece.text.casefold() else MATCHING.scattered
    if term.word.concepts and _means_another(own_stems, term.word.concepts, piece):
        return MATCHING.attribute if _is_head(own_stems, piece) else MATCHING.qualifier
    if term.word.concepts == ("final_exam",) and not _FINAL_EXAM.search(piece.folded):
        return MATCHING.qualifier
    if not word_forms(term.word.tokens[0]).isdisjoint(piece.forms):
        return 1.0
    if max(map(len, own_stems.intersection(piece.stems))) > MATCHING.short_stem:
        return MATCHING.inflected
    forms = [form for form in word_forms(term.word.tokens[0]) if len(form) >= MATCHING.short_stem]
    # What is left of "libres" without its ending begins "libro", and is no word.
    begins = any(
        word.startswith(form) or (len(word) >= MATCHING.short_stem and form.startswith(word))
        for word in map(fold, piece.words)
        for form in forms
    )
    return MATCHING.inflected if begins else MATCHING.unsure


def _means_another(stems: frozenset[str], concepts: tuple[str, ...], piece: AnalysedText) -> bool:
    """Whether a word with these stems stands there only within a phrase for something else than the
    concepts: "virtual" in "virtual campus", "reading" in "reading week".
    """
    around = [word.concepts for word in piece.phrases if not stems.isdisjoint(word.stems)]
    return bool(around) and all(phrase and phrase.isdisjoint(concepts) for phrase in around)


def _is_head(stems: frozenset[str], piece: AnalysedText) -> bool:
    """Whether a phrase there is one of what the stems name, "late penalty" of a penalty."""
    return any(word.is_head and not stems.isdisjoint(word.stems) for word in piece.phrases)


def _quantity_strength(wanted: Quantity, counted: frozenset[str], piece: AnalysedText) -> float:
    if wanted.kind is QuantityKind.WEEK and in_weeks(int(wanted.value), piece.folded):
        return MATCHING.in_span
    if wanted.kind not in _IN_WORDS and not piece.has_digit:
        return 0.0
    found = piece.quantities
    if wanted.kind is QuantityKind.ORDINAL and _is_key(wanted, counted, piece):
        return 1.0
    same = [quantity for quantity in found if _same(wanted, quantity)]
    if same:
        beside = not counted or any(numbers(quantity, counted, piece) for quantity in same)
        return 1.0 if beside else MATCHING.of_another
    if wanted.kind is QuantityKind.DATE and any(
        spans(quantity, wanted, piece.text) for quantity in found
    ):
        return MATCHING.in_span
    # Another day of that month does not answer, but it is the nearest that there is.
    near = wanted.kind is QuantityKind.DATE and any(
        quantity.kind is QuantityKind.DATE and quantity.value[-5:-3] == wanted.value[-5:-3]
        for quantity in found
    )
    return MATCHING.near_date if near else 0.0


def _is_key(wanted: Quantity, counted: frozenset[str], piece: AnalysedText) -> bool:
    """Whether a row begins with the number under the name of what is counted: "Sessions: 5"."""
    key = _KEY.match(piece.folded)
    return (
        key is not None
        and key[2] == wanted.value
        and not counted.isdisjoint(word_stems(key[1], piece.languages))
    )


def _says_of_each(counted: frozenset[str], piece: AnalysedText) -> bool:
    """Whether a piece begins with each of what an ordinal counts: "Cada parcial", the first too."""
    opening = _OF_EACH.match(piece.folded)
    return opening is not None and not counted.isdisjoint(word_stems(opening[1], piece.languages))


def numbers(quantity: Quantity, counted: frozenset[str], piece: AnalysedText) -> bool:
    """Whether a number stands beside a word that it may count: "Lab 3", "tercer TP", or alone
    where that word was said before: "the first exam..., the second, ...".
    """
    rest = piece.text[quantity.end : quantity.end + MATCHING.beside]
    before = words(piece.text[max(0, quantity.start - MATCHING.beside) : quantity.start])[-1:]
    after = words(rest)[:1]
    stems = {stem for word in before + after for stem in word_stems(word, piece.languages)}
    alone = rest[:1] in {",", ";"} and quantity.text.isalpha()
    return not counted.isdisjoint(piece.stems if alone else stems)


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
