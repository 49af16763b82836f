"""Weighs the sentences and rows of the passages found: which of them answers the question?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul

from silabo.answering.kinds import (
    gives_nothing,
    kind_of,
    new_quantities,
    worth_of_kind,
    worth_of_location,
)
from silabo.answering.matching import numbers
from silabo.answering.reading import Reading, Unit, is_title, units_of
from silabo.answering.terms import Term
from silabo.answering.weights import GATE, MATCHING, SCORING
from silabo.domain.passages import Hit, Passage
from silabo.language.expected import Expected, Holding
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence or row with what speaks for it."""

    passage: Passage
    index: int  # of the sentence among those of its passage
    text: str
    score: float  # what it is ranked by, from 0; a little over 1 is much
    coverage: float  # share of the question's terms by rarity, 0 to 1, met in it or around it
    inside: float  # the same, met in the sentence itself
    under: float  # the same, met in the sentence or in what it stands under
    kind: Holding  # whether it holds the kind of answer that is expected
    title: bool  # it may only name a part of the document
    leans: bool  # it says little without the sentence before it
    about: bool  # its heading or its beginning names what it says
    keyed: bool  # the first cell of its row has a term, which tells it from its neighbours
    by_column: bool  # it meets the question only in the names of its columns
    found: float  # its passage's score in the search, 0 to 1, of that of the best passage
    # How near its passage's meaning is to the question's, a cosine; None by words alone.
    similarity: float | None
    met: tuple[float, ...]  # how well each term is met, 0 to 1
    # Of what kinds the days and numbers are that the question names and it states: what stands
    # around it may be of others.
    states: frozenset[QuantityKind] = frozenset()
    empty: bool = False  # it asks, sets an exercise, or says only where the answer stands
    together: bool = False  # it answers with others of its table or list

    @property
    def bare(self) -> bool:
        """Whether it only announces what follows: a heading, or words before a colon."""
        announces = self.title or self.text.endswith(":")
        return announces and self.kind is not Holding.HELD


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found for a question, weighed."""

    evidence: tuple[Evidence, ...]  # best first
    weights: tuple[float, ...]  # of each term, by rarity

    @property
    def by_meaning(self) -> bool:
        """Whether the best evidence was found by meaning too."""
        return bool(self.evidence) and self.evidence[0].similarity is not None


def weigh(
    expected: Expected, terms: Sequence[Term], hits: Sequence[Hit], reading: Reading
) -> Weighed:
    """Score every sentence and row of the hits. No terms or no hits give no evidence."""
    units = units_of(hits, terms, reading)
    if not terms or not units:
        return Weighed((), ())
    weights = _weights(units, terms, len(hits))
    total = sum(weights)
    near = {hit.passage.id: hit.similarity for hit in hits}
    drafts = sorted(
        (_evidence(unit, weights, total, near[unit.passage.id]) for unit in units),
        key=lambda draft: -draft[0].score,
    )
    typed = [
        _with_kind(candidate, unit, expected, terms) for candidate, unit in drafts[: SCORING.typed]
    ]
    listed = [*typed, *(candidate for candidate, _ in drafts[SCORING.typed :])]
    listed.sort(key=lambda candidate: (candidate.bare, -candidate.score))
    return Weighed(tuple(listed), weights)


def _weights(units: Sequence[Unit], terms: Sequence[Term], passages: int) -> tuple[float, ...]:
    """Rarity of each term, estimated from the passages found (the inverse document frequency of
    BM25).
    """
    weights = []
    for number, term in enumerate(terms):
        holders = len({unit.passage.id for unit in units if unit.around[number] >= GATE.stated})
        rarity = math.log(1 + (passages - holders + 0.5) / (holders + 0.5))
        weight = SCORING.every_term + SCORING.rarity * rarity
        if term.is_binding:
            weight *= SCORING.binding
        weights.append(weight * SCORING.weak if term.word.weak else weight)
    return tuple(weights)


def _evidence(
    unit: Unit, weights: Sequence[float], total: float, similarity: float | None
) -> tuple[Evidence, Unit]:
    coverage = sum(map(mul, weights, unit.around)) / total
    inside = sum(map(mul, weights, unit.inside)) / total
    under = sum(map(mul, weights, unit.under)) / total
    close = _closeness(unit)
    score = coverage + SCORING.close * close + SCORING.rank * unit.rank
    return (
        Evidence(
            passage=unit.passage,
            index=unit.index,
            text=unit.piece.text,
            score=score,
            coverage=coverage,
            inside=inside,
            under=under,
            kind=Holding.OPEN,
            title=is_title(unit.passage),
            leans=unit.leans,
            about=unit.named or unit.heads,
            keyed=unit.keyed,
            by_column=unit.by_column,
            found=unit.rank,
            similarity=similarity,
            met=unit.around,
        ),
        unit,
    )


def _closeness(unit: Unit) -> float:
    """Share of neighbouring pairs of terms that are both inside; 0 for a single term."""
    pairs = list(zip(unit.inside, unit.inside[1:], strict=False))
    if not pairs:
        return 0.0
    return sum(1 for first, second in pairs if min(first, second) >= MATCHING.sure) / len(pairs)


def _with_kind(
    evidence: Evidence, unit: Unit, expected: Expected, terms: Sequence[Term]
) -> Evidence:
    new = new_quantities(unit.piece, terms)
    kind = kind_of(expected, unit, new, terms)
    bonus = worth_of_kind(expected, unit, kind, new) + worth_of_location(
        expected, unit, kind, terms
    )
    if _is_subject(expected, unit, new, terms):
        bonus += SCORING.subject
    return replace(
        evidence,
        score=evidence.score + bonus,
        kind=kind,
        empty=gives_nothing(unit),
        states=_stated(evidence, terms),
    )


def _stated(evidence: Evidence, terms: Sequence[Term]) -> frozenset[QuantityKind]:
    return frozenset(
        term.named_kind
        for term, met in zip(terms, evidence.met, strict=True)
        if term.named_kind is not None and met >= GATE.stated
    )


def _is_subject(
    expected: Expected, unit: Unit, quantities: Sequence[Quantity], terms: Sequence[Term]
) -> bool:
    """Whether the sentence is about what was asked: a number counts it, or a clause begins with
    it.
    """
    if expected is not Expected.QUANTITY:
        return unit.heads
    return any(numbers(quantity, terms[0].names, unit.piece) for quantity in quantities)
