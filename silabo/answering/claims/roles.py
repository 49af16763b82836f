"""Whether a claim gives one thing what its source says of another, in the same words."""

import re
from collections.abc import Iterator, Sequence

from silabo.answering.claims.assertions import Assertion, Piece
from silabo.answering.claims.figures import stating
from silabo.answering.claims.notions import Notion, Text, is_met, part
from silabo.answering.weights import CLAIMS
from silabo.language.lexicon import any_of
from silabo.language.quantities import states

_BY = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.by)}\b")
_BEGINS = re.compile(
    rf"(?:{any_of(lambda lexicon: lexicon.claims.joins)}\s)?"
    rf"(?:{any_of(lambda lexicon: tuple(sorted(lexicon.articles)))}\s|"
    rf"{any_of(lambda lexicon: lexicon.elided)}['’])"
)
_PIVOT = 3  # words: one thing, what is said, the other thing


def are_swapped(claim: Text, own: Assertion, assertions: Sequence[Assertion]) -> bool:
    """Whether a claim has two things in each other's place: the one that it begins with is what
    another clause is about, or two stand on the other sides of what joins them.
    """
    if own.is_row:
        return False
    return (
        _is_about_another(claim, own, assertions)
        or any(_is_turned(claim, piece.value) for piece in own.pieces)
        or _has_figures_turned(claim, own)
    )


def _is_about_another(claim: Text, own: Assertion, assertions: Sequence[Assertion]) -> bool:
    """Whether the clause that says most of the rest is about another thing than a claim, and what
    the claim is about stands in a clause beside.
    """
    said = [notion for notion in _saying(claim) if notion.weight == 1 or notion.is_name]
    place = next(index for index, other in enumerate(assertions) if other is own)
    near = [
        other
        for other in assertions[max(0, place - 1) : place + 2]
        if other.passage == own.passage and not other.is_row
    ]
    best, of = max(
        ((piece, other) for other in near for piece in other.pieces),
        key=lambda each: _shared(claim, said[1:], each[0]),
    )
    if _shared(claim, said[1:], best) < CLAIMS.swapped:
        return False
    beside = [piece for other in near for piece in other.pieces if piece is not best]
    return any(
        any(
            _is_at(notion, index, claim, piece)
            and _shared(claim, [n for n in said if n not in said[: index + 1]], piece)
            <= CLAIMS.half
            for piece in beside
        )
        and _has_own_subject(said[: index + 1], claim, best, of)
        for index, notion in enumerate(said[: CLAIMS.about])
    )


def _is_at(notion: Notion, index: int, claim: Text, piece: Piece) -> bool:
    """Whether a clause is about what a claim is about."""
    return any(
        is_met(notion, part(piece.value, other), claim.language)
        for other in _about(piece)[: index + 1]
    )


def _has_own_subject(about: Sequence[Notion], claim: Text, best: Piece, of: Assertion) -> bool:
    """Whether a clause, or one before it in its sentence, begins with a thing that a claim does not
    name, and none of them has what the claim is about: "the null hypothesis" or "a mitosis" for
    "the alternative hypothesis" and "a meiosis".
    """
    *heads, own = about
    place = next(index for index, piece in enumerate(of.pieces) if piece is best)
    for piece in reversed(of.pieces[: place + 1]):
        if is_met(own, piece.said, claim.language):
            return False
        begun = _about(piece)
        if len(begun) <= len(heads) or not _BEGINS.match(piece.value.folded):
            continue
        *above, thing = begun[: len(heads) + 1]
        if not is_met(thing, claim, piece.value.language) and all(
            is_met(head, part(piece.value, other), claim.language)
            for head, other in zip(heads, above, strict=True)
        ):
            return True
    return False


def _saying(text: Text) -> Iterator[Notion]:
    return (notion for notion in text.single_notions if notion.weight or notion.is_name)


def _about(piece: Piece) -> list[Notion]:
    return list(_saying(piece.value))[: CLAIMS.about]


def _shared(claim: Text, notions: Sequence[Notion], piece: Piece) -> float:
    figures = sum(bool(stating(quantity, claim, piece.said)) for quantity in claim.quantities)
    words = sum(n.weight for n in notions if is_met(n, piece.said, claim.language))
    return words + CLAIMS.half * figures


def _is_turned(claim: Text, stated: Text) -> bool:
    """Whether three words of a claim that follow each other stand the other way round there: "the
    mean exceeds the median". By whom something is done may stand before or after.
    """
    if (_BY.search(claim.folded) is None) != (_BY.search(stated.folded) is None):
        return False
    ours, theirs = list(_saying(claim)), list(_saying(stated))
    for index in range(len(ours) - _PIVOT + 1):
        wanted = ours[index : index + _PIVOT]
        ends = (wanted[0], wanted[-1])
        if not all(notion.weight == 1 for notion in ends) or _alike(*ends, claim):
            continue
        for start in range(len(theirs) - _PIVOT + 1):
            there = theirs[start : start + _PIVOT][::-1]
            if all(
                is_met(notion, part(stated, other), claim.language)
                for notion, other in zip(wanted, there, strict=True)
            ):
                return True
    return False


def _alike(one: Notion, other: Notion, claim: Text) -> bool:
    return is_met(one, part(claim, other), claim.language)


def _has_figures_turned(claim: Text, own: Assertion) -> bool:
    """Whether two figures of a claim stand in the other order in one clause, and its words do not:
    "12 minutes plus 8 of questions".
    """
    for piece in own.pieces:
        order = [
            next((i for i, s in enumerate(piece.said.quantities) if states(s, quantity)), -1)
            for quantity in claim.quantities
        ]
        if -1 in order or len(order) != len(set(order)) or len(order) < CLAIMS.about:
            continue
        kinds = {quantity.kind for quantity in claim.quantities}
        words = [
            next(
                (o.start for o in _saying(piece.said) if _alike_in(n, claim, piece.said, o)),
                None,
            )
            for n in _saying(claim)
        ]
        placed = [start for start in words if start is not None]
        if len(kinds) == 1 and order == sorted(order, reverse=True) and placed == sorted(placed):
            return True
    return False


def _alike_in(notion: Notion, claim: Text, text: Text, other: Notion) -> bool:
    return is_met(notion, part(text, other), claim.language)
