"""What keeps the best evidence from being told as the answer, however sure its signals are."""

import re
from collections.abc import Sequence

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.grouping import is_spread
from silabo.answering.kinds import new_quantities
from silabo.answering.matching import strength
from silabo.answering.other_forms import tells_otherwise
from silabo.answering.terms import Term
from silabo.answering.unsaid import goes_without_saying
from silabo.answering.weights import GATE, MATCHING
from silabo.language.analysed import AnalysedText
from silabo.language.expected import Expected, Holding, has_form, holds
from silabo.language.lexicon import any_of
from silabo.language.quantity_readers import QuantityKind
from silabo.language.things import SETTINGS
from silabo.language.vocabulary import mentions
from silabo.language.words import fold, words

# A short question is met by chance, so a name that may be one is not enough for it.
_MAY_SHOW = {Expected.PERSON, Expected.PLACE}
_MEASURED = ("format",)  # in pages, words or slides
_CREDITS = ("credits",)
_ABOUT_A_THING = {"start", "end", "duration"}  # of something, which the question did not say
_REACHED = {"lecturer", "assistant", "office", "office_hours", "email", "reply"}
_REACHED_AT = re.compile(r"@\w|\d{3}[ -]?\d{3,}")
_CLAUSE = re.compile(r"[.;](?=\s)|\s·\s")
_RULE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.rules)}\w*\b")


def is_ruled_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether it cannot be told as the answer: it only announces what follows, lacks the date, time
    or amount that is asked for, or those that the question names ("Is there class on 25 May?"), or
    says nothing of what the question turns on.
    """
    best = weighed.evidence[0]
    named = [met for term, met in zip(terms, best.met, strict=True) if term.is_binding]
    return (
        best.bare
        or _only_tells_whom_to_reach(expected, best, terms)
        or not _has_form_of(expected, best, terms)
        or (bool(named) and max(named) < GATE.stated)
        or _is_of_another_number(expected, best, terms)
        or _counts_something_else(expected, best, terms)
        or (not weighed.by_meaning and is_left_out(expected, weighed, terms))
    )


def is_left_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether it says nothing of what the question turns on, as far as its own words tell."""
    return not _has_day(weighed.evidence[0], terms) and _leaves_out(expected, weighed, terms)


def _is_of_another_number(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether what it holds is of another one of those that are numbered: of "Lab 1 due: 2 October.
    Lab 2 starts" no day is one of lab 2.
    """
    numbered = [term for term in terms if term.word.quantity is not None and term.counted]
    if not numbered or not has_form(expected):
        return False
    clauses = [AnalysedText(each, best.passage.language) for each in _CLAUSE.split(best.text)]
    for term in numbered:
        # "The first exam" of "Lab 1 is due on 2 October".
        if max(strength(term, each) for each in clauses) == MATCHING.of_another:
            return True
        own = [each for each in clauses if strength(term, each) >= GATE.stated]
        others = [each for each in clauses if each not in own and _counts(term, each)]
        if own and others and not any(_holds(expected, each, terms) for each in own):
            return True
    return False


def _counts_something_else(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether pages are asked for and words are counted, or credits and shares: of one the other is
    not known.
    """
    if expected is not Expected.QUANTITY or not terms:
        return False
    if terms[0].word.concepts == _CREDITS:
        return best.met[0] < GATE.said
    if terms[0].word.concepts != _MEASURED:
        return False
    said = AnalysedText(best.text, best.passage.language).stems
    # In another language the pages have another name.
    own = frozenset[str]().union(*(each for way in terms[0].own.values() for each in way))
    return best.passage.language == terms[0].language and own.isdisjoint(said)


def _counts(term: Term, clause: AnalysedText) -> bool:
    """Whether a clause has another one of what the term numbers."""
    return not term.counted.isdisjoint(clause.stems) and QuantityKind.ORDINAL in clause.kinds


def _holds(expected: Expected, clause: AnalysedText, terms: Sequence[Term]) -> bool:
    return holds(expected, clause.text, new_quantities(clause, terms)) is not Holding.LACKING


def _only_tells_whom_to_reach(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether it is asked if a thing may be used that is also a way to reach somebody, "Can I use
    my phone?", and nobody, and the evidence has an address and no rule.
    """
    asked = frozenset[str]().union(*(term.word.concepts for term in terms))
    return (
        expected is Expected.YES_NO
        and "phone_use" in asked
        and asked.isdisjoint(_REACHED)
        and (_RULE.search(fold(best.text)) is None)
        and _REACHED_AT.search(best.text) is not None
    )


def _has_form_of(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether it may hold what is asked for. A name that may be one is not enough for a question of
    few words, which is met by chance.
    """
    if expected in _MAY_SHOW and len(terms) <= GATE.short_question:
        has_it = best.kind is Holding.HELD
    else:
        has_it = not has_form(expected) or best.kind is not Holding.LACKING
    return has_it or tells_otherwise(expected, best, terms)


def _leaves_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether it says nothing of half of the question's words, of a thing of courses that weighs in
    it, or of one of few words. Three languages' words for such a thing are known, so it is not only
    said otherwise ("virtual", "to pay"); and a question of few words is met by chance.
    """
    best, total = weighed.evidence[0], sum(weighed.weights)
    goes_without = goes_without_saying(expected, best, terms)
    said = [
        met >= GATE.said
        or position in goes_without
        or (expected is Expected.YES_NO and _is_open_setting(term, best))
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
    ]
    strong = [
        position
        for position, term in enumerate(terms)
        if not term.word.weak and position not in goes_without
    ]
    unsaid = [position for position in strong if not said[position]]
    if unsaid and (
        len(strong) <= GATE.few
        or len(unsaid) >= GATE.most_missing * len(strong)
        or any(
            terms[position].word.concepts and weighed.weights[position] >= GATE.decisive * total
            for position in unsaid
        )
    ):
        return True
    if goes_without and all(said):
        return False
    return len(strong) <= 1 and _is_met_elsewhere(expected, weighed, terms, all(said))


def _is_met_elsewhere(
    expected: Expected, weighed: Weighed, terms: Sequence[Term], are_said: bool
) -> bool:
    """Whether the only strong word of a question is there, but where something else is said."""
    best = weighed.evidence[0]
    is_told = best.kind is Holding.HELD and expected is Expected.DEFINITION
    if is_told or any(term.is_binding for term in terms):
        return False
    if len(terms) == 1:
        return _is_in_passing(expected, weighed, terms[0])
    # "When does the course end?" is not answered by when something else ends.
    if has_form(expected) and not are_said:
        return True
    return any(
        met < GATE.stated for term, met in zip(terms, best.met, strict=True) if not term.word.weak
    )


def _has_day(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether the evidence has a day that the question names: a row of a calendar says little but
    what its date is for.
    """
    return any(
        met >= GATE.stated
        for term, met in zip(terms, best.met, strict=True)
        if term.word.quantity is not None and term.word.quantity.kind is QuantityKind.DATE
    )


def _is_in_passing(expected: Expected, weighed: Weighed, term: Term) -> bool:
    """Whether the only word of a question is met where something else is said."""
    best = weighed.evidence[0]
    concepts = set(term.word.concepts)
    if best.by_column and is_spread(weighed.evidence):
        return True
    if has_form(expected):
        is_thing = not concepts or not concepts <= _ABOUT_A_THING
        return best.kind is not Holding.HELD or not (best.about or is_thing)
    if concepts and concepts <= SETTINGS:
        return expected is Expected.YES_NO  # what is asked of it was not understood
    return not best.about and max(best.met) < GATE.surely


def _is_open_setting(term: Term, best: Evidence) -> bool:
    """Whether a term says in what work of a course something is done, and the evidence, a rule,
    names no such work: then it holds for all.
    """
    if not term.word.concepts or not SETTINGS.issuperset(term.word.concepts):
        return False
    said = mentions(words(f"{best.text} {' '.join(best.passage.path)}"), best.passage.language)
    return _RULE.search(fold(best.text)) is not None and not any(
        SETTINGS.intersection(mention.concepts) for mention in said
    )
