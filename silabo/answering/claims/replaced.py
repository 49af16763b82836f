"""Whether a claim has one word in the place of another: "the alternative hypothesis" for "the null
hypothesis".
"""

from silabo.answering.claims.assertions import Assertion
from silabo.answering.claims.notions import Notion, Text, is_met


def is_replaced(notion: Notion, claim: Text, own: Assertion) -> bool:
    """Whether a word of a claim, which its source does not name, stands between two that follow
    each other there with just one other word between them, which the claim does not name.
    """
    around = [other for other in claim.single_notions if other.weight or other.is_name]
    place = next((i for i, other in enumerate(around) if other.start == notion.start), None)
    if place is None:
        return False
    before = around[place - 1] if place else None
    after = around[place + 1] if place + 1 < len(around) else None
    for text in (own.whole,):
        said = [other for other in text.single_notions if other.weight or other.is_name]
        for index, other in enumerate(said):
            if is_met(other, claim, text.language):
                continue
            left = said[index - 1] if index else None
            right = said[index + 1] if index + 1 < len(said) else None
            fits_left = _same(before, left, claim, text)
            fits_right = _same(after, right, claim, text)
            if (
                (fits_left and fits_right)
                or (fits_left and after is None and right is None)
                or (fits_right and before is None and left is None)
            ):
                return True
    return False


def _same(ours: Notion | None, theirs: Notion | None, claim: Text, text: Text) -> bool:
    return (
        ours is not None
        and theirs is not None
        and is_met(ours, Text(text.text[theirs.start : theirs.end], text.language), claim.language)
    )
