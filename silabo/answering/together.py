"""Rows of one table, or items of one list, that only answer together."""

from collections.abc import Sequence
from dataclasses import replace

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.weights import QUOTING
from silabo.domain.passages import BlockKind, Passage
from silabo.language.expected import Expected
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind

# Of these a student wants one, and the nearest rows name other dates and places.
_ONE_ROW = {Expected.DATE, Expected.TIME, Expected.PLACE, Expected.PERSON, Expected.CONTACT}


def of_each(weighed: Weighed) -> Weighed:
    """The evidence of a question about every part of something: the rows or items that each state
    what is asked for, first and as one. A sentence that states it only once does not answer.
    """
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for one in weighed.evidence:
        if one.kind is True and one.passage.kind in {BlockKind.ROW, BlockKind.ITEM}:
            groups.setdefault(_list_of(one.passage), []).append(one)
    # The evidence is in order, so the first group has the best row.
    whole = next((group for group in groups.values() if len(group) > 1), [])
    listed = [
        replace(one, together=True) if one in whole else replace(one, kind=_kind_of_all(one))
        for one in weighed.evidence
    ]
    listed.sort(key=lambda one: (one.bare, not one.together, -one.score))
    return replace(weighed, evidence=tuple(listed))


def _kind_of_all(one: Evidence) -> bool | None:
    shares = sum(1 for each in find(one.text) if each.kind is QuantityKind.PERCENT)
    return one.kind if one.kind is None or shares > 1 else False


def items(expected: Expected, evidence: Sequence[Evidence]) -> list[Passage]:
    """The items of the list that answers as a whole: one that was asked for, or whose lead-in is
    what matches, so that its items are level; none where the best is no such item.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ITEM or not best.passage.lead:
        return []
    siblings = _siblings(evidence)
    level = [one for one in siblings if one.score >= QUOTING.near_best * best.score]
    if len(siblings) < 2 or (expected is not Expected.LIST and len(level) < 2):
        return []
    chosen = [one for one in siblings if one.together] if best.together else siblings
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
        return _few(_in_order([one for one in siblings if one.together]), QUOTING.most_items)
    near = QUOTING.near_best_one if expected in _ONE_ROW else QUOTING.near_best
    level = [one for one in siblings if one.score >= near * best.score]
    if len(level) < 2:
        return []
    if not any(one.keyed for one in level):
        stating = [one for one in siblings if one in level or one.kind is best.kind is True]
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
        one for one in _siblings(evidence) if one.score >= QUOTING.near_best * evidence[0].score
    ]
    return len(level) > QUOTING.most_items


def _siblings(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and all of the same table or list."""
    wanted = _list_of(evidence[0].passage)
    return [one for one in evidence if _list_of(one.passage) == wanted]


def _list_of(passage: Passage) -> tuple[object, ...]:
    table = passage.anchor.partition("r")[0] if passage.kind is BlockKind.ROW else ""
    return passage.version, passage.path, passage.lead, passage.kind, table


def _in_order(evidence: Sequence[Evidence]) -> list[Passage]:
    passages = {one.passage.id: one.passage for one in evidence}.values()
    return sorted(passages, key=lambda passage: passage.ordinal)


def _few(passages: list[Passage], most: int) -> list[Passage]:
    return passages if 1 < len(passages) <= most else []
