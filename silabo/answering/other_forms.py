"""What answers a question of a kind in another form, where a sentence says the whole question."""

import re
from collections.abc import Sequence

from silabo.answering.evidence import Evidence
from silabo.answering.kinds import new_quantities
from silabo.answering.matching import strength
from silabo.answering.terms import Term
from silabo.answering.weights import GATE
from silabo.language.analysed import AnalysedText
from silabo.language.expected import Expected
from silabo.language.lexicon import all_words, any_of
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import is_stop
from silabo.language.words import fold, words

# An hour tells when, and an address whom to write to.
_TOLD_BY = {Expected.DATE: QuantityKind.TIME, Expected.PERSON: QuantityKind.EMAIL}
_IF = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.ifs)}\b")
_NO_SUBJECT = re.compile(any_of(lambda lexicon: lexicon.no_subjects))
_QUESTION_WORDS = all_words(lambda lexicon: lexicon.follow_ups.question_words)
_ARTICLES = all_words(lambda lexicon: lexicon.articles)


def tells_otherwise(expected: Expected, best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether a sentence that has all of the question's words answers it without the form that is
    expected: "Experiments finish at 18:30", "Minutes are published when the board has met" tell
    when, and "April teaches the tutorial" who.
    """
    if expected not in _TOLD_BY or any(met < GATE.surely for met in best.met):
        return False
    piece = AnalysedText(best.text, best.passage.language)
    if any(strength(term, piece) < GATE.stated for term in terms):
        return False
    if any(each.kind is _TOLD_BY[expected] for each in new_quantities(piece, terms)):
        return True
    if expected is Expected.PERSON:
        return _has_subject(piece, terms)
    return (
        any(_is_day(term) for term in terms)  # "What is due on 9 May?": the day is known
        or _is_said_before_when(piece, terms)
    )


def _is_day(term: Term) -> bool:
    return term.word.quantity is not None and term.word.quantity.kind is QuantityKind.DATE


def _is_said_before_when(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether "when" and something else follow on what was asked for. What it opens is about
    another thing, "When the results are wrong, write to the office"; and no length of time tells
    when: "for two weeks".
    """
    when = next((each for each in _IF.finditer(piece.folded) if each[0] in _QUESTION_WORDS), None)
    if when is None:
        return False
    before = AnalysedText(piece.folded[: when.start()], piece.language)
    return all(strength(term, before) >= GATE.stated for term in terms)


def _has_subject(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether a sentence begins with somebody or something that the question did not name, with
    nothing before it: "In room 5 the tutorial is taught" begins with where, and "Usually it is
    taught" or "On Monday", also without its "on", with when.
    """
    first = next((each for each in words(piece.text) if fold(each) not in _ARTICLES), "")
    if not first or first.isdigit() or is_stop(first.casefold(), piece.language):
        return False
    named = AnalysedText(first, piece.language)
    if _NO_SUBJECT.fullmatch(named.folded) or QuantityKind.WEEKDAY in named.kinds:
        return False
    return all(strength(term, named) < GATE.stated for term in terms)
