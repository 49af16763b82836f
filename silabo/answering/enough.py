"""Decides whether the best evidence is enough to answer, or the documents do not say it."""

import math
from collections.abc import Sequence

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.terms import Term
from silabo.language.expected import Expected

THRESHOLD = 0.5

# A logistic model, fitted on one half of the questions of `python -m bench.answers --half tune` and
# rounded; the other half is what quality is reported on.
_BIAS = -2.64
_WEIGHTS = {
    "coverage": 1.5,
    "inside": 0.5,
    "present": 0.8,
    "close": 0.45,
    "kind": 0.2,
    "length": 1.6,
    "lead": 0.8,
    "lacking": -1.1,
}
_STATED = 0.5  # how well a date or amount has to be met
_CLEAR_LEAD = 0.5  # where little else was found, a greater one says nothing more
_DECISIVE = 0.2  # of a question's weight
_STATED_ALMOST = 0.2  # a phrase of which one word is there is not quite missing
_LONG_QUESTION = 8  # terms: a question that says more is matched by chance less often
# These kinds of answer have a form: a sentence without it does not answer.
_MUST_SHOW = {
    Expected.DATE,
    Expected.TIME,
    Expected.PERCENT,
    Expected.QUANTITY,
    Expected.CONTACT,
    Expected.PERSON,
    Expected.PLACE,
}
# A short question is met by chance, so a name that may be one is not enough for it.
_MAY_SHOW = {Expected.PERSON, Expected.PLACE}
_SHORT_QUESTION = 2  # terms


def confidence(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> float:
    """How sure it is that the best evidence answers, 0 to 1; under `THRESHOLD` it does not."""
    if not weighed.evidence:
        return 0.0
    best = weighed.evidence[0]
    signs = {
        "coverage": best.coverage,
        "inside": best.inside,
        "present": 1.0 - weighed.absent,
        "close": best.close,
        "kind": float(best.kind is True),
        "length": min(len(terms), _LONG_QUESTION) / _LONG_QUESTION,
        "lead": min(best.score - _next_score(weighed.evidence), _CLEAR_LEAD),
        "lacking": float(_lacks_decisive(weighed, terms)),
    }
    total = _BIAS + sum(_WEIGHTS[name] * value for name, value in signs.items())
    sure = 1 / (1 + math.exp(-total))
    return sure * THRESHOLD if _ruled_out(expected, best, terms) else sure


def _next_score(evidence: Sequence[Evidence]) -> float:
    """The best score of another passage than the best; 0 when there is none."""
    best = evidence[0].passage.id
    return next((one.score for one in evidence if one.passage.id != best), 0.0)


def _lacks_decisive(weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether the best evidence says nothing of a thing of courses that the question names. Three
    languages' words for it are known, so it is not only said otherwise ("virtual", "to pay").
    """
    total = sum(weighed.weights)
    return any(
        met < _STATED_ALMOST and weight >= _DECISIVE * total
        for term, weight, met in zip(terms, weighed.weights, weighed.evidence[0].met, strict=True)
        if term.word.concepts and not term.word.weak
    )


def _ruled_out(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether the evidence cannot be the answer: it lacks the date, time or amount that is asked
    for, or those that the question names ("Is there class on 25 May?").
    """
    if best.bare:
        return True
    named = [met for term, met in zip(terms, best.met, strict=True) if term.is_binding]
    if named and max(named) < _STATED:
        return True
    shown = best.kind is not False
    if expected in _MAY_SHOW and len(terms) <= _SHORT_QUESTION:
        shown = best.kind is True
    return expected in _MUST_SHOW and not shown
