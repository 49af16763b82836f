"""Whether passages state a claim, and what speaks against it where they do not."""

from collections.abc import Sequence
from enum import StrEnum

from silabo.answering.claims.assertions import Assertion, Piece, around
from silabo.answering.claims.binding import (
    has_rival,
    is_day_of_another,
    is_labelled_otherwise,
    is_numbered_otherwise,
    is_of_another,
    same_kind,
)
from silabo.answering.claims.bounds import bound, same_way
from silabo.answering.claims.claimed import Claim
from silabo.answering.claims.coverage import cost, is_covered
from silabo.answering.claims.figures import is_definite, is_labelled, same_unit, stating
from silabo.answering.claims.notions import Text, is_met
from silabo.answering.claims.opposition import contradicts
from silabo.answering.claims.polarity import opposed_beside
from silabo.answering.claims.reach import reaches_further
from silabo.answering.claims.roles import are_swapped
from silabo.language.quantities import Quantity, states


class Standing(StrEnum):
    """How a claim stands against passages."""

    STATED = "stated"
    UNSTATED = "unstated"
    OF_ANOTHER = "of_another"
    CONTRADICTED = "contradicted"
    TOO_WIDE = "too_wide"


_Place = tuple[Assertion, Piece, Quantity]


def standing(claim: Claim, sentence: Text, assertions: Sequence[Assertion]) -> Standing:
    """How a claim of a sentence stands: one assertion has to name what it says and have its figures
    where they belong to it, and none may say the contrary.
    """
    said = claim.said
    if not assertions:
        return Standing.UNSTATED
    nearest = sorted(assertions, key=lambda assertion: cost(said, assertion, assertions))
    tried = [_in_one(said, assertion, assertions) for assertion in nearest]
    if Standing.STATED not in tried:
        return tried[0]
    if claim.is_condition:
        return Standing.STATED
    if contradicts(said, assertions):
        return Standing.CONTRADICTED
    if are_swapped(said, nearest[0], assertions) or opposed_beside(said, nearest[0].whole):
        return Standing.OF_ANOTHER
    if reaches_further(said, sentence, nearest[0]):
        return Standing.TOO_WIDE
    return Standing.STATED


def _in_one(claim: Text, assertion: Assertion, assertions: Sequence[Assertion]) -> Standing:
    if not is_covered(claim, assertion, assertions):
        return Standing.UNSTATED
    for quantity in claim.quantities:
        if is_definite(quantity, claim):
            continue
        found = _figure(quantity, claim, assertion, assertions)
        if found is not Standing.STATED:
            return found
    return Standing.STATED


def _figure(
    quantity: Quantity, claim: Text, own: Assertion, assertions: Sequence[Assertion]
) -> Standing:
    """How a figure of a claim stands against an assertion."""
    if is_day_of_another(quantity, claim, own):
        return Standing.OF_ANOTHER
    over = (own.above, own.key)
    is_above = any(
        states(other, quantity) for text in over for other in text.quantities
    ) and is_labelled(quantity, claim, over)
    places = _places(quantity, claim, [own])
    if not places and not is_above and not is_numbered_otherwise(quantity, claim, own):
        places = _places(quantity, claim, _beside(quantity, claim, own, assertions))
    if not places:
        # The ends of a span may stand in two clauses.
        is_stated = is_above or bool(stating(quantity, claim, own.whole))
        return Standing.STATED if is_stated else Standing.UNSTATED
    return _belongs(quantity, claim, own, places, assertions, is_above=is_above)


def _places(quantity: Quantity, claim: Text, assertions: Sequence[Assertion]) -> list[_Place]:
    return [
        (assertion, piece, stated)
        for assertion in assertions
        for piece in assertion.pieces
        for stated in stating(quantity, claim, piece.said)
    ]


def _beside(
    quantity: Quantity, claim: Text, own: Assertion, assertions: Sequence[Assertion]
) -> list[Assertion]:
    """The sentences before and after one that speak of the same; where it has no figure of that
    kind, other passages that do.
    """
    place = next(index for index, other in enumerate(assertions) if other is own)
    has_own = bool(same_kind(quantity, own.whole.quantities))
    return [
        other
        for index, other in enumerate(assertions)
        if (
            not own.is_row and abs(index - place) == 1
            if other.passage == own.passage
            else not has_own
        )
        and _speaks_of_same(claim, other)
    ]


def _speaks_of_same(claim: Text, other: Assertion) -> bool:
    if any(is_numbered_otherwise(quantity, claim, other) for quantity in claim.quantities):
        return False
    return not claim.weight or any(
        notion.weight and is_met(notion, other.whole, claim.language) for notion in claim.notions
    )


def _belongs(
    quantity: Quantity,
    claim: Text,
    own: Assertion,
    places: list[_Place],
    assertions: Sequence[Assertion],
    *,
    is_above: bool,
) -> Standing:
    """Whether a figure has its unit, its bound and its owner at any of the places where it is; what
    stands in a heading has none.
    """
    ours = bound(claim, quantity)
    concepts = own.whole.concepts | own.above.concepts
    places = [
        place
        for place in places
        if same_unit(quantity, claim, place[2], place[1].said, around(own))
        and same_way(quantity.kind, ours, bound(place[1].said, place[2]), concepts)
    ]
    owned = [
        piece
        for _, piece, _ in places
        if not is_of_another(claim, piece)
        and not is_labelled_otherwise(claim, quantity, piece, own)
    ]
    if not owned:
        if is_above:
            return Standing.STATED
        return Standing.OF_ANOTHER if places else Standing.UNSTATED
    is_rivalled = has_rival(claim, quantity, own, owned, assertions)
    return Standing.OF_ANOTHER if is_rivalled else Standing.STATED
