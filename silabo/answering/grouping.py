"""Finds the rows of one table or the items of one list that only answer together."""

from collections.abc import Sequence
from dataclasses import replace

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.terms import Term
from silabo.answering.weights import MATCHING, QUOTING
from silabo.domain.passages import BlockKind, Passage
from silabo.language.expected import Expected, Holding
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind

# Of these a student wants one, and the nearest rows name other dates and places.
_ONE_ROW = {Expected.DATE, Expected.TIME, Expected.PLACE, Expected.PERSON, Expected.CONTACT}


def of_each(weighed: Weighed) -> Weighed:
    """The evidence of a question about every part of something: the rows or items that each state
    what is asked for, first and as one. A sentence that states it only once does not answer.
    """
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for candidate in weighed.evidence:
        if candidate.kind is Holding.HELD and candidate.passage.kind in {
            BlockKind.ROW,
            BlockKind.ITEM,
        }:
            groups.setdefault(_list_of(candidate.passage), []).append(candidate)
    # The evidence is in order, so the first group has the best row.
    whole = next((group for group in groups.values() if len(group) > 1), [])
    listed = [
        replace(candidate, together=True)
        if candidate in whole
        else replace(candidate, kind=_kind_of_all(candidate))
        for candidate in weighed.evidence
    ]
    listed.sort(key=lambda candidate: (candidate.bare, not candidate.together, -candidate.score))
    return replace(weighed, evidence=tuple(listed))


def of_days(weighed: Weighed, terms: Sequence[Term]) -> Weighed:
    """The evidence of a question about some days, "what is due next week?": where the best is a row
    or an item with one of them, those of its table or list answer with it that have one too, and as
    much of the rest of the question.
    """
    asked = [position for position, term in enumerate(terms) if _names_days(term)]
    if not asked or not weighed.evidence:
        return weighed
    best, position = weighed.evidence[0], asked[0]
    days = terms[position].word.days
    if not terms[position].word.last_week and (days is None or days.is_one):
        return weighed
    together = [
        candidate
        for candidate in _siblings(weighed.evidence)
        if best.passage.kind in {BlockKind.ROW, BlockKind.ITEM}
        and min(candidate.met[position], best.met[position]) >= MATCHING.by_date
        and candidate.coverage >= QUOTING.near_best * best.coverage
    ]
    if len(together) < 2:
        return weighed
    listed = [replace(candidate, together=candidate in together) for candidate in weighed.evidence]
    listed.sort(key=lambda candidate: not candidate.together)
    return replace(weighed, evidence=tuple(listed))


def _names_days(term: Term) -> bool:
    quantity = term.word.quantity
    return (term.word.days is not None or term.word.last_week > 0) or (
        quantity is not None and quantity.kind is QuantityKind.DATE
    )


def _kind_of_all(evidence: Evidence) -> Holding:
    if evidence.kind is Holding.OPEN:
        return evidence.kind
    shares = sum(1 for quantity in find(evidence.text) if quantity.kind is QuantityKind.PERCENT)
    return evidence.kind if shares > 1 else Holding.LACKING


def items(expected: Expected, evidence: Sequence[Evidence]) -> list[Passage]:
    """The items of the list that answers as a whole: one that was asked for, or whose lead-in is
    what matches, so that its items are level; none where the best is no such item.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ITEM or not best.passage.lead:
        return []
    siblings = _siblings(evidence)
    level = [
        candidate for candidate in siblings if candidate.score >= QUOTING.near_best * best.score
    ]
    if len(siblings) < 2 or (expected is not Expected.LIST and len(level) < 2):
        return []
    chosen = (
        [candidate for candidate in siblings if candidate.together] if best.together else siblings
    )
    return _in_order(chosen)[: QUOTING.most_items]


def rows(expected: Expected, evidence: Sequence[Evidence]) -> list[Passage]:
    """The rows of one table that are level: "each part", "what happens if". Where the question
    names none of them, all rows that state what is asked for. So many that nothing was said about
    any of them are none, but where a list was asked for.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ROW:
        return []
    siblings = _siblings(evidence)
    if best.together:
        return _few(
            _in_order([candidate for candidate in siblings if candidate.together]),
            QUOTING.most_items,
        )
    near = QUOTING.near_best_one if expected in _ONE_ROW else QUOTING.near_best
    level = [candidate for candidate in siblings if candidate.score >= near * best.score]
    if len(level) < 2:
        return []
    if not any(candidate.keyed for candidate in level):
        stating = [
            candidate
            for candidate in siblings
            if candidate in level or candidate.kind is best.kind is Holding.HELD
        ]
        whole = _few(_in_order(stating), QUOTING.most_items)
        if whole:
            return whole
    if expected in _ONE_ROW:
        return []
    return _few(
        _in_order(level), QUOTING.most_items if expected is Expected.LIST else QUOTING.most_rows
    )


def is_spread(evidence: Sequence[Evidence]) -> bool:
    """Whether so many rows of the best one's table are level that none of them was meant."""
    level = [
        candidate
        for candidate in _siblings(evidence)
        if candidate.score >= QUOTING.near_best * evidence[0].score
    ]
    return len(level) > QUOTING.most_items


def are_siblings(passage: Passage, other: Passage) -> bool:
    """Whether two rows are of one table, or two items of one list."""
    return _list_of(passage) == _list_of(other)


def _siblings(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and all of the same table or list."""
    wanted = _list_of(evidence[0].passage)
    return [candidate for candidate in evidence if _list_of(candidate.passage) == wanted]


def _list_of(passage: Passage) -> tuple[object, ...]:
    table = passage.anchor.partition("r")[0] if passage.kind is BlockKind.ROW else ""
    return passage.version, passage.path, passage.lead, passage.kind, table


def _in_order(evidence: Sequence[Evidence]) -> list[Passage]:
    passages = {candidate.passage.id: candidate.passage for candidate in evidence}.values()
    return sorted(passages, key=lambda passage: passage.ordinal)


def _few(passages: list[Passage], most: int) -> list[Passage]:
    return passages if 1 < len(passages) <= most else []
