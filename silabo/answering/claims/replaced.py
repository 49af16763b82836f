"""Whether a claim has one word in the place of another: "the alternative hypothesis" for "the null
hypothesis".
"""

from collections.abc import Sequence

from silabo.answering.claims.assertions import Assertion
from silabo.answering.claims.notions import Notion, Text, is_met, part

_Neighbours = tuple[Notion | None, Notion | None]


def is_replaced(notion: Notion, claim: Text, own: Assertion) -> bool:
    """Whether a word of a claim, which its source does not name, stands between two that follow
    each other there with just one other word between them, which the claim does not name.
    """
    around = _saying(claim)
    place = next((i for i, other in enumerate(around) if other.start == notion.start), None)
    if place is None:
        return False
    ours, said = _beside(around, place), _saying(own.whole)
    return any(
        not is_met(other, claim, own.whole.language)
        and _same_place(ours, _beside(said, index), claim, own.whole)
        for index, other in enumerate(said)
    )


def _saying(text: Text) -> list[Notion]:
    return [notion for notion in text.single_notions if notion.weight or notion.is_name]


def _beside(notions: Sequence[Notion], place: int) -> _Neighbours:
    before = notions[place - 1] if place else None
    return before, notions[place + 1] if place + 1 < len(notions) else None


def _same_place(ours: _Neighbours, theirs: _Neighbours, claim: Text, text: Text) -> bool:
    """Whether both neighbours are the same, or the one that there is at either end."""
    fits = [_same(*pair, claim, text) for pair in zip(ours, theirs, strict=True)]
    ends = [pair == (None, None) for pair in zip(ours, theirs, strict=True)]
    return any(fits) and all(fit or end for fit, end in zip(fits, ends, strict=True))


def _same(ours: Notion | None, theirs: Notion | None, claim: Text, text: Text) -> bool:
    return (
        ours is not None and theirs is not None and is_met(ours, part(text, theirs), claim.language)
    )
