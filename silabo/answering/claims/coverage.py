"""How much of what a claim says an assertion does not name."""

from collections.abc import Sequence

from silabo.answering.claims.assertions import Assertion, around
from silabo.answering.claims.implied import is_implied
from silabo.answering.claims.notions import Notion, Text, is_met, is_met_in
from silabo.answering.claims.replaced import is_replaced
from silabo.answering.weights import CLAIMS


def is_covered(claim: Text, own: Assertion, assertions: Sequence[Assertion]) -> bool:
    """Whether an assertion names nearly all that a claim says, and each name in it."""
    lost = _lost(claim, own, assertions)
    if any(notion.is_name for notion, _ in lost):
        return False
    if all(is_implied(notion, claim, own) for notion, _ in lost):
        return True
    if not claim.quantities and _lacks_predicate(claim, lost):
        return False
    cost = sum(cost for _, cost in lost)
    return cost <= CLAIMS.most_unmet * claim.weight and cost < CLAIMS.most_lost


def _lacks_predicate(claim: Text, lost: Sequence[tuple[Notion, float]]) -> bool:
    """Whether a claim ends in what is not named, which is what it says of the rest: "is easy"."""
    last = [notion for notion in claim.notions if notion.weight][-1]
    return any(notion is last for notion, _ in lost)


def cost(claim: Text, own: Assertion, assertions: Sequence[Assertion]) -> float:
    """What a claim says that an assertion does not name, by its weight."""
    return sum(cost for _, cost in _lost(claim, own, assertions))


def _lost(
    claim: Text, own: Assertion, assertions: Sequence[Assertion]
) -> list[tuple[Notion, float]]:
    return [
        (notion, notion.weight * _share(notion, claim, own, assertions))
        for notion in claim.notions
        if notion.weight and not is_met_in(notion, around(own), claim.language)
    ]


def _share(notion: Notion, claim: Text, own: Assertion, assertions: Sequence[Assertion]) -> float:
    """What it costs that an assertion does not name a notion: less where another sentence of its
    passage does, more where that one speaks of something else.
    """
    beside = [
        other
        for other in assertions
        if other.passage == own.passage
        and not other.is_row
        and is_met(notion, other.whole, claim.language)
    ]
    if notion.is_name or not beside:
        return CLAIMS.replaced if notion.weight == 1 and is_replaced(notion, claim, own) else 1.0
    about = [(other.whole, other.above, other.before) for other in beside]
    is_of_another = any(
        name.is_name and not any(is_met_in(name, texts, claim.language) for texts in about)
        for name in claim.notions
    )
    return CLAIMS.of_another if is_of_another else CLAIMS.elsewhere
