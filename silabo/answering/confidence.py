"""Decides whether the best evidence is enough to answer, or the documents do not say it."""

import math
import re
from collections.abc import Sequence

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.grouping import is_spread
from silabo.answering.terms import Term
from silabo.answering.weights import GATE, THRESHOLDS
from silabo.language.expected import Expected, Holding, has_form
from silabo.language.lexicon import any_of
from silabo.language.quantity_readers import QuantityKind
from silabo.language.vocabulary import mentions
from silabo.language.words import fold, words

# A short question is met by chance, so a name that may be one is not enough for it.
_MAY_SHOW = {Expected.PERSON, Expected.PLACE}
_ABOUT_A_THING = {"start", "end", "duration"}  # of something, which the question did not say
# What is done in a course: a rule that names none of them holds for each.
_SETTINGS = frozenset(
    [
        "exam",
        "midterm",
        "final_exam",
        "quiz",
        "laboratory",
        "practical",
        "assignment",
        "project",
        "lecture",
    ]
)
_RULE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.rules)}\w*\b")


def confidence(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> float:
    """How sure it is that the best evidence answers, 0 to 1; under `THRESHOLDS.lowest` where it
    cannot be the answer.
    """
    if not weighed.evidence:
        return 0.0
    best = weighed.evidence[0]
    open_setting = sum(
        weight
        for term, weight, met in zip(terms, weighed.weights, best.met, strict=True)
        if met < GATE.said and expected is Expected.YES_NO and _is_open_setting(term, best)
    )
    signs = {
        "coverage": best.coverage + GATE.for_all * open_setting / sum(weighed.weights),
        "inside": best.inside,
        "present": 1.0 - weighed.absent,
        "close": best.close,
        "kind": float(best.kind is Holding.HELD),
        "length": min(len(terms), GATE.long_question) / GATE.long_question,
        "lead": min(best.score - _next_score(weighed.evidence), GATE.clear_lead),
        "lacking": float(_lacks_decisive(weighed, terms)),
    }
    total = GATE.bias + sum(getattr(GATE, name) * value for name, value in signs.items())
    sure = 1 / (1 + math.exp(-total))
    return sure * THRESHOLDS.lowest if _ruled_out(expected, weighed, terms) else sure


def _next_score(evidence: Sequence[Evidence]) -> float:
    """The best score of another passage than the best; 0 when there is none."""
    best = evidence[0].passage.id
    return next((candidate.score for candidate in evidence if candidate.passage.id != best), 0.0)


def _lacks_decisive(weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether the best evidence says nothing of a thing of courses that the question names. Three
    languages' words for it are known, so it is not only said otherwise ("virtual", "to pay").
    """
    total = sum(weighed.weights)
    return any(
        met < GATE.said and weight >= GATE.decisive * total
        for term, weight, met in zip(terms, weighed.weights, weighed.evidence[0].met, strict=True)
        if term.word.concepts
        and not term.word.weak
        and not _is_open_setting(term, weighed.evidence[0])
    )


def _is_open_setting(term: Term, best: Evidence) -> bool:
    """Whether a term says in what work of a course something is done, and the evidence, a rule,
    names no such work: then it holds for all.
    """
    if not term.word.concepts or not _SETTINGS.issuperset(term.word.concepts):
        return False
    said = mentions(words(f"{best.text} {' '.join(best.passage.path)}"), best.passage.language)
    return _RULE.search(fold(best.text)) is not None and not any(
        _SETTINGS.intersection(mention.concepts) for mention in said
    )


def _ruled_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether the evidence cannot be the answer: it lacks the date, time or amount that is asked
    for, or those that the question names ("Is there class on 25 May?").
    """
    best = weighed.evidence[0]
    if best.bare:
        return True
    named = [met for term, met in zip(terms, best.met, strict=True) if term.is_binding]
    if named and max(named) < GATE.stated:
        return True
    if _leaves_out(expected, weighed, terms):
        return True
    shown = best.kind is not Holding.LACKING
    if expected in _MAY_SHOW and len(terms) <= GATE.short_question:
        shown = best.kind is Holding.HELD
    return has_form(expected) and not shown


def _leaves_out(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether the evidence says nothing of a word of a short question, or a question of one word is
    only met in passing.
    """
    best = weighed.evidence[0]
    if _has_day(best, terms):
        return False
    said = [
        met >= GATE.said or (expected is Expected.YES_NO and _is_open_setting(term, best))
        for term, met in zip(terms, best.met, strict=True)
    ]
    strong = [position for position, term in enumerate(terms) if not term.word.weak]
    missing = sum(1 for position in strong if not said[position])
    # The words for things of courses are known, and so are rules that only share such a thing.
    is_known = any(terms[position].word.concepts for position in strong)
    if len(strong) > (GATE.few if is_known else GATE.fewest):
        return is_known and missing >= GATE.most_missing * len(strong)
    is_told = best.kind is Holding.HELD and expected is Expected.DEFINITION
    if missing or len(strong) > 1 or is_told or any(term.is_binding for term in terms):
        return missing > 0
    if len(terms) == 1:
        return _is_in_passing(expected, weighed, terms[0])
    return not all(said) or any(best.met[position] < GATE.stated for position in strong)


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
    if concepts and concepts <= _SETTINGS:
        return expected is Expected.YES_NO  # what is asked of it was not understood
    return not best.about and max(best.met) < GATE.surely
