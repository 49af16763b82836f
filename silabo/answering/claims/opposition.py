"""Whether passages deny what a claim affirms, or the other way round."""

from collections.abc import Sequence
from dataclasses import dataclass

from silabo.answering.claims.assertions import Assertion, Piece
from silabo.answering.claims.figures import stating
from silabo.answering.claims.notions import Notion, Text, is_met, is_met_in
from silabo.answering.claims.polarity import (
    advises,
    allows,
    demands,
    denied,
    opposed,
    says_side,
    sets_aside,
    tells_which_not,
)
from silabo.answering.weights import CLAIMS


@dataclass(frozen=True, slots=True)
class _Near:
    """A clause, and what it has of a claim."""

    piece: Piece
    assertion: Assertion
    met: frozenset[Notion]
    overlap: float
    beyond: float  # what else it says, by weight
    disagrees: bool


def contradicts(claim: Text, assertions: Sequence[Assertion]) -> bool:
    """Whether the clauses that say most of what a claim says, or others that alone say a part of
    it, say the contrary.
    """
    no = denied(claim)
    near = [
        _near(claim, assertion, piece, no=no)
        for assertion in assertions
        for piece in assertion.pieces
    ]
    best = max(each.overlap for each in near)
    if not claim.weight or (best < 1 and best < CLAIMS.half * claim.weight):
        return False
    nearest = [each for each in near if each.overlap >= best]
    least = min(each.beyond for each in nearest)
    nearest = [each for each in nearest if each.beyond <= least]
    agreeing = [each for each in nearest if not each.disagrees]
    if not agreeing:
        if not _sibling_agrees(nearest, near):
            return True
        agreeing = nearest
    return (
        (not no and (_only_denied(claim, near, agreeing) or _is_set_aside(claim, agreeing)))
        or _has_opposite(claim, agreeing, no=no)
        or _is_stronger(claim, agreeing, no=no)
    )


def _near(claim: Text, assertion: Assertion, piece: Piece, *, no: bool) -> _Near:
    met = frozenset(
        notion
        for notion in claim.notions
        if notion.weight and is_met_in(notion, (piece.said, assertion.key), claim.language)
    )
    figures = sum(bool(stating(quantity, claim, piece.said)) for quantity in claim.quantities)
    overlap = sum(notion.weight for notion in met) + CLAIMS.half * figures
    beyond = sum(
        notion.weight
        for notion in piece.value.notions
        if not is_met(notion, claim, piece.value.language)
    )
    return _Near(piece, assertion, met, overlap, beyond, _disagrees(claim, piece, no=no))


def _disagrees(claim: Text, piece: Piece, *, no: bool) -> bool:
    turns = opposed(claim, piece.value)
    if not turns and not piece.denied and tells_which_not(claim) and not no:
        # "Code that does not run earns five points", where what runs does.
        turns = 1
    # Two turns are none: not open is closed.
    return ((no != piece.denied) + turns) % 2 == 1


def _sibling_agrees(nearest: Sequence[_Near], near: Sequence[_Near]) -> bool:
    """Whether another clause of its sentence, or cell of its row, says the rest of it: one names
    the thing or the condition, the next what follows.
    """
    return any(
        other.assertion is best.assertion
        and not other.disagrees
        and (best.assertion.is_row or bool(other.met - best.met))
        for best in nearest
        for other in near
    )


def _only_denied(claim: Text, near: Sequence[_Near], agreeing: Sequence[_Near]) -> bool:
    """Whether something that a claim affirms is only named where it is denied: in another sentence,
    or as the most of it in the same one.
    """
    home = [each.assertion for each in agreeing]
    met = frozenset[Notion]().union(*(each.met for each in agreeing))
    weight = 0.0
    for notion in claim.notions:
        having = [each for each in near if notion in each.met]
        if notion in met or not having or not all(each.piece.denied for each in having):
            continue
        beside = not any(each.assertion is own for each in having for own in home)
        if beside and notion.weight == 1:
            return True
        weight += notion.weight
    return weight >= CLAIMS.most_lost


def _is_set_aside(claim: Text, agreeing: Sequence[_Near]) -> bool:
    """Whether a claim affirms what its source names only to set it aside: "in the hall, not in room
    4", "nowhere else".
    """
    return any(
        _sets_aside(claim, piece, near.assertion)
        for near in agreeing
        for piece in near.assertion.pieces
    )


def _sets_aside(claim: Text, piece: Piece, own: Assertion) -> bool:
    if not sets_aside(piece.value):
        return False
    beside = [other for other in own.pieces if other is not piece]
    named = [
        notion
        for notion in claim.notions
        if (notion.weight == 1 or notion.is_name) and is_met(notion, piece.value, claim.language)
    ]
    return (
        bool(beside)
        and bool(named)
        and not any(is_met(n, other.said, claim.language) for n in named for other in beside)
    )


def _has_opposite(claim: Text, agreeing: Sequence[_Near], *, no: bool) -> bool:
    """Whether a clause beside says the opposite of a word of a claim, and none the word itself."""
    return any(
        piece.denied == no
        and opposed(claim, piece.value) % 2 == 1
        and any(n.weight and is_met(n, piece.said, claim.language) for n in claim.notions)
        and not any(says_side(claim, piece.value, other.value) for other in near.assertion.pieces)
        for near in agreeing
        for piece in near.assertion.pieces
    )


def _is_stronger(claim: Text, agreeing: Sequence[_Near], *, no: bool) -> bool:
    """Whether a claim recommends what is only said, or demands what is only allowed."""
    said = [near.piece.said for near in agreeing]
    if advises(claim) and not any(
        advises(clause) or demands(clause) or allows(clause) for clause in said
    ):
        return True
    return (
        demands(claim)
        and not no
        and not claim.quantities
        and all(allows(near.piece.said) and not demands(near.assertion.whole) for near in agreeing)
    )
