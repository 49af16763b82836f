"""Decides whether the best evidence is enough to answer, or the documents do not say it."""

import math
import re
from collections.abc import Sequence

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.terms import Term
from silabo.language.expected import Expected
from silabo.language.words import fold

THRESHOLD = 0.5

# A logistic model, fitted on one half of the questions of `python -m bench.answers --half tune` and
# rounded; the other half is what quality is reported on.
_BIAS = -2.5
_WEIGHTS = {
    "coverage": 1.45,
    "inside": 0.55,
    "present": 0.55,
    "close": 0.45,
    "kind": 0.25,
    "length": 1.65,
    "lead": 0.65,
}
_STATED = 0.5  # how well a date or amount has to be met
_LONG_QUESTION = 8  # terms: a question that says more is matched by chance less often
# These kinds of answer have a form: a sentence without it does not answer...
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
# ...unless it says that the answer is still to come.
_STILL_OPEN = re.compile(
    r"\b(?:tb[adc]|to be (?:announced|determined|confirmed|decided)|will be (?:announced|posted"
    r"|published|given)|a (?:confirmar|definir|determinar|designar)|se (?:anuncia|comunica|publica"
    r"|informa|avisa)\w*|por confirmar|(?:sera|seront) (?:annonce|communique|precise|publie)\w*"
    r"|a (?:preciser|definir|confirmer))\b"
)


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
        "lead": best.score - _next_score(weighed.evidence),
    }
    total = _BIAS + sum(_WEIGHTS[name] * value for name, value in signs.items())
    sure = 1 / (1 + math.exp(-total))
    return sure * THRESHOLD if _ruled_out(expected, best, terms) else sure


def _next_score(evidence: Sequence[Evidence]) -> float:
    """The best score of another passage than the best; 0 when there is none."""
    best = evidence[0].passage.id
    return next((one.score for one in evidence if one.passage.id != best), 0.0)


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
    if expected not in _MUST_SHOW or shown:
        return False
    return _STILL_OPEN.search(fold(best.text)) is None
