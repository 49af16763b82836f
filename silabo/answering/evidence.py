"""Weighs the sentences and rows of the passages found: which of them answers the question?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from silabo.answering.kinds import kind_of, new_quantities, worth_of_kind, worth_of_place
from silabo.answering.matching import numbers
from silabo.answering.reading import Reading, Unit, is_title, units_of
from silabo.answering.terms import Term
from silabo.answering.weights import GATE, MATCHING, RANKING
from silabo.domain.passages import Hit, Passage
from silabo.language.expected import Expected
from silabo.language.quantities import Quantity

# The passages found are those that have the terms, so rarity among them counts only in part.


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence or row with what speaks for it. All figures are 0 to 1, but `kind` and `score`.

    coverage: share of the question's terms, by rarity, met in the sentence or around it. inside:
    met in the sentence itself. about: its heading or its beginning names what it says. keyed: the
    first cell of the row has a term, so the question tells it from its neighbours. by_column: it
    meets the question only in the names of its columns. kind: whether it
    holds what the question expects, None where that cannot be told. close: neighbouring terms of
    the question that stand together. title: it may only name a part of the document. leans: it says
    little without the sentence before it. met: how well each term is met. together: it answers with
    others of its table or list.
    """

    passage: Passage
    index: int
    text: str
    score: float
    coverage: float
    inside: float
    kind: bool | None
    close: float
    title: bool
    leans: bool
    about: bool
    keyed: bool
    by_column: bool
    met: tuple[float, ...]
    together: bool = False

    @property
    def bare(self) -> bool:
        """Whether it only announces what follows: a heading, or words before a colon."""
        announces = self.title or self.text.endswith(":")
        return announces and self.kind is not True


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence of a question, best first, and the terms' weights by rarity.

    absent: the share of weight of the terms that no passage found has.
    """

    evidence: tuple[Evidence, ...]
    weights: tuple[float, ...]
    absent: float


def weigh(
    expected: Expected, terms: Sequence[Term], hits: Sequence[Hit], reading: Reading
) -> Weighed:
    """Score every sentence and row of the hits. No terms or no hits give no evidence."""
    units = units_of(hits, terms, reading)
    if not terms or not units:
        return Weighed((), (), 1.0)
    weights = _weights(units, terms, len(hits))
    total = sum(weights)
    absent = sum(
        weight
        for number, weight in enumerate(weights)
        if not any(unit.around[number] > 0 for unit in units)
    )
    drafts = sorted(
        (_evidence(unit, weights, total) for unit in units), key=lambda one: -one[0].score
    )
    typed = [_with_kind(one, unit, expected, terms) for one, unit in drafts[: RANKING.typed]]
    listed = [*typed, *(one for one, _ in drafts[RANKING.typed :])]
    listed.sort(key=lambda one: (one.bare, -one.score))
    return Weighed(tuple(listed), weights, absent / total)


def _weights(units: Sequence[Unit], terms: Sequence[Term], passages: int) -> tuple[float, ...]:
    """Rarity of each term, estimated from the passages found (the inverse document frequency of
    BM25).
    """
    weights = []
    for number, term in enumerate(terms):
        holders = len({unit.passage.id for unit in units if unit.around[number] >= GATE.stated})
        rarity = math.log(1 + (passages - holders + 0.5) / (holders + 0.5))
        weight = RANKING.every_term + RANKING.rarity * rarity
        if term.is_binding:
            weight *= RANKING.binding
        weights.append(weight * RANKING.weak if term.word.weak else weight)
    return tuple(weights)


def _evidence(unit: Unit, weights: Sequence[float], total: float) -> tuple[Evidence, Unit]:
    coverage = sum(w * met for w, met in zip(weights, unit.around, strict=True)) / total
    inside = sum(w * met for w, met in zip(weights, unit.inside, strict=True)) / total
    close = _closeness(unit)
    score = coverage + RANKING.close * close + RANKING.rank * unit.rank
    return (
        Evidence(
            passage=unit.passage,
            index=unit.index,
            text=unit.piece.text,
            score=score,
            coverage=coverage,
            inside=inside,
            kind=None,
            close=close,
            title=is_title(unit.passage),
            leans=unit.leans,
            about=unit.named or unit.heads,
            keyed=unit.keyed,
            by_column=unit.by_column,
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


def _with_kind(one: Evidence, unit: Unit, expected: Expected, terms: Sequence[Term]) -> Evidence:
    new = new_quantities(unit, terms)
    kind = kind_of(expected, unit, new, terms)
    bonus = worth_of_kind(expected, unit, kind, new) + worth_of_place(expected, unit, kind, terms)
    if _is_subject(expected, unit, new, terms):
        bonus += RANKING.subject
    return replace(one, score=one.score + bonus, kind=kind)


def _is_subject(
    expected: Expected, unit: Unit, quantities: Sequence[Quantity], terms: Sequence[Term]
) -> bool:
    """Whether the sentence is about what was asked: a number counts it, or a clause begins with
    it.
    """
    if expected is not Expected.QUANTITY:
        return unit.heads
    return any(numbers(one, terms[0].names, unit.piece) for one in quantities)
