"""How sure it is that the best evidence answers a question: a logistic model of named signals."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.grouping import items, rows
from silabo.answering.ruled_out import is_left_out, is_ruled_out
from silabo.answering.terms import Term
from silabo.answering.unsaid import asks_of_what_is_nowhere, goes_without_saying, is_of_another
from silabo.answering.weights import (
    GATE,
    GATE_BY_MEANING,
    QUOTING,
    THRESHOLDS,
    thresholds,
)
from silabo.language.expected import Expected, Holding, has_form
from silabo.language.lexicon import LANGUAGES


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells whether the best evidence answers, each about 0 to 1.

    The number of each is the field of its name of `weights.Gate`. The kind of answer that is
    expected is none of them: it ranks the evidence, and over labelled questions it told nothing
    more of whether the best answers (docs/decisions/0019-the-gate-is-fitted.md).
    """

    lead: float  # by how much its score is before that of the next passage, up to `GATE.clear_lead`
    ahead: float  # the same, before the passage after that
    rivals: float  # passages whose score is near its own, itself among them, of `GATE.most_rivals`
    missing: float  # share of the question's strong words that are met neither in nor around it
    inside: float  # share that is met in the sentence itself
    found: float  # its passage's score in the search, of that of the best passage
    about: float  # its heading or its beginning names what it says
    length: float  # terms of the question, of at most `GATE.long_question`


@dataclass(frozen=True, slots=True)
class SignalsByMeaning:
    """The same where the best evidence was found by meaning too: each is the field of its name of
    `weights.GateByMeaning`.
    """

    ahead: float  # as above
    missing: float  # as above
    inside: float  # as above
    score: float  # its own score, from 0; a little over 1 is much
    similar: float  # how near its meaning is to the question's, 0 unlike, 1 much
    across: float  # whether its passage is in another language than the question


def confidence(expected: Expected, weighed: Weighed, terms: Sequence[Term]) -> float:
    """How sure it is that the best evidence answers, 0 to 1; under the lowest of the thresholds
    where it cannot be the answer.
    """
    if not weighed.evidence or asks_of_what_is_nowhere(weighed, terms):
        return 0.0
    by_words, scores = _signals_by_words(expected, weighed, terms)
    sure = probability(_as_found(weighed, terms, by_words, scores))
    # What a course was told without a model it is told with one: nearness says little of "email",
    # which one sentence has.
    if weighed.by_meaning and not is_left_out(expected, weighed, terms):
        told = probability(by_words)
        sure = max(sure, told) if told >= THRESHOLDS.lowest else sure
    if is_ruled_out(expected, weighed, terms):
        return sure * thresholds(by_meaning=weighed.by_meaning).lowest
    return sure


def signals(
    expected: Expected, weighed: Weighed, terms: Sequence[Term]
) -> Signals | SignalsByMeaning:
    """Those of the best evidence, as it was found; there is some."""
    return _as_found(weighed, terms, *_signals_by_words(expected, weighed, terms))


def _as_found(
    weighed: Weighed, terms: Sequence[Term], by_words: Signals, scores: Sequence[float]
) -> Signals | SignalsByMeaning:
    best = weighed.evidence[0]
    if best.similarity is None:
        return by_words
    return SignalsByMeaning(
        ahead=by_words.ahead if scores[2:] else GATE_BY_MEANING.alone,
        missing=by_words.missing,
        inside=by_words.inside,
        score=best.score,
        similar=(best.similarity - GATE_BY_MEANING.unlike) / GATE_BY_MEANING.nearness,
        across=float(_is_across(best, terms)),
    )


def _signals_by_words(
    expected: Expected, weighed: Weighed, terms: Sequence[Term]
) -> tuple[Signals, Sequence[float]]:
    """Those that words alone give, and the best score of each passage, the first's own first."""
    best = weighed.evidence[0]
    unsaid = goes_without_saying(expected, best, terms)
    inside, missing = _inside(expected, weighed, terms, unsaid), _missing(best, terms, unsaid)
    scores = _best_scores(expected, weighed.evidence, is_whole=not missing)
    first, second, third = (*scores[:3], 0.0, 0.0)[:3]
    near = sum(score >= QUOTING.near * first for score in scores)
    seen = Signals(
        lead=min(first - second, GATE.clear_lead),
        ahead=min(first - third, GATE.clear_lead),
        rivals=min(near, GATE.most_rivals) / GATE.most_rivals,
        missing=missing,
        inside=inside,
        found=best.found,
        about=float(best.about),
        length=min(len(terms), GATE.long_question) / GATE.long_question,
    )
    return seen, scores


def probability(seen: Signals | SignalsByMeaning) -> float:
    """How often evidence of such signals answers, 0 to 1."""
    gate = GATE if isinstance(seen, Signals) else GATE_BY_MEANING
    total = gate.bias + sum(
        getattr(gate, field.name) * getattr(seen, field.name) for field in fields(seen)
    )
    return 1 / (1 + math.exp(-total))


def _inside(
    expected: Expected, weighed: Weighed, terms: Sequence[Term], unsaid: Collection[int]
) -> float:
    """The share of what the question need have said that the evidence says itself. What holds the
    kind asked for is said of what it stands under: "Date: 22 September" below "First exam".
    """
    best = weighed.evidence[0]
    is_held = has_form(expected) and best.kind is Holding.HELD
    is_told = (len(terms) == 1 or is_held) and not (is_held and is_of_another(best, terms))
    inside = max(best.inside, GATE.under * best.under) if is_told else best.inside
    left_out = sum(weighed.weights[position] for position in unsaid) / sum(weighed.weights)
    return min(inside / (1 - left_out), 1.0)


def _is_across(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether the evidence is in another language than the question, where both are known."""
    spoken = {best.passage.language, terms[0].language}
    return len(spoken) == 2 and spoken <= set(LANGUAGES)


def _missing(best: Evidence, terms: Sequence[Term], unsaid: Collection[int]) -> float:
    strong = [
        met
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
        if not term.word.weak and position not in unsaid
    ]
    return sum(met < GATE.said for met in strong) / max(1, len(strong))


def _best_scores(
    expected: Expected, evidence: Sequence[Evidence], *, is_whole: bool
) -> list[float]:
    """The best score of each passage, the first's own first. Items or rows that answer with it are
    no others, nor is what cannot be told instead where it misses nothing.
    """
    together = {passage.id for passage in items(expected, evidence) or rows(expected, evidence)}
    best = {evidence[0].passage.id: evidence[0].score}
    for candidate in evidence:
        if candidate.passage.id not in together and not (
            is_whole and _is_no_rival(expected, evidence[0], candidate)
        ):
            best.setdefault(candidate.passage.id, candidate.score)
    return list(best.values())


def _is_no_rival(expected: Expected, best: Evidence, other: Evidence) -> bool:
    """Whether it cannot be told instead: it has none of what is asked for, and the best has."""
    return has_form(expected) and best.kind is Holding.HELD and other.kind is Holding.LACKING
