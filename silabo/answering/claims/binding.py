"""Whether a figure of a claim is the figure of something else."""

import re
from collections.abc import Iterable, Sequence

from silabo.answering.claims.assertions import Assertion, Piece
from silabo.answering.claims.bounds import AMOUNTS
from silabo.answering.claims.figures import counts_something, has_unit, stating, word_before
from silabo.answering.claims.notions import Text, is_met, is_met_any, is_met_in, part
from silabo.answering.weights import CLAIMS
from silabo.language.lexicon import any_of
from silabo.language.quantities import Quantity, states
from silabo.language.quantity_readers import QuantityKind

_OF = re.compile(
    rf"[\s,]{{0,3}}{any_of(lambda lexicon: lexicon.claims.of)}\b\s{{0,3}}", re.IGNORECASE
)
_LABELS = {QuantityKind.ORDINAL, QuantityKind.ROOM, QuantityKind.WEEK}
_NUMBERED = {QuantityKind.NUMBER, QuantityKind.ORDINAL}
_OWN_KIND = {QuantityKind.ORDINAL, QuantityKind.PERCENT, QuantityKind.MONEY}
_BESIDE = 4  # characters between a day of the week and its date
_HEAD_AND_INNER = 3


def is_of_another(claim: Text, piece: Piece) -> bool:
    """Whether a clause is about what stands before "of", which a claim leaves out: "the resit of
    the exam is on 3 July".
    """
    notions = piece.value.notions[:_HEAD_AND_INNER]
    if len(notions) < _HEAD_AND_INNER - 1 or notions[0].weight < 1:
        return False
    head, *inner = notions
    if _OF.match(piece.value.text, head.end) is None or any(
        head.end <= quantity.start < inner[0].start
        for quantity in piece.value.quantities
        if quantity.kind is not QuantityKind.ORDINAL
    ):
        return False
    language = piece.value.language
    names_inner = any(is_met(notion, claim, language) for notion in inner)
    return names_inner and not is_met(head, claim, language)


def is_day_of_another(date: Quantity, claim: Text, assertion: Assertion) -> bool:
    """Whether a date of a claim has the day of the week of another date there."""
    if date.kind is not QuantityKind.DATE:
        return False
    ours = {weekday.value for weekday, dated in _dated(claim) if dated is date}
    theirs = _dated(assertion.whole)
    of_it = {weekday.value for weekday, dated in theirs if states(dated, date)}
    of_others = {weekday.value for weekday, dated in theirs if not states(dated, date)}
    return bool(ours) and not ours & of_it and bool(of_it or ours & of_others)


def _dated(text: Text) -> list[tuple[Quantity, Quantity]]:
    """Days of the week, each with the date beside it."""
    found = []
    for one, other in zip(text.quantities, text.quantities[1:], strict=False):
        beside = other.start - one.end <= _BESIDE
        if beside and {one.kind, other.kind} == {QuantityKind.WEEKDAY, QuantityKind.DATE}:
            found.append((one, other) if one.kind is QuantityKind.WEEKDAY else (other, one))
    return found


def is_numbered_otherwise(quantity: Quantity, claim: Text, own: Assertion) -> bool:
    """Whether an assertion has another number than a claim after the same word: "TP 3", not 2."""
    word = word_before(claim, quantity) if quantity.kind in _NUMBERED else None
    others = (
        word_before(own.whole, stated)
        for stated in own.whole.quantities
        if stated.kind is quantity.kind
    )
    return (
        word is not None
        and any(
            other is not None and is_met(word, part(own.whole, other), claim.language)
            for other in others
        )
        and not stating(quantity, claim, own.whole)
    )


def is_labelled_otherwise(claim: Text, figure: Quantity, piece: Piece, own: Assertion) -> bool:
    """Whether the clause of a figure is about another one of those that a claim tells apart by a
    number: "the first covers units 1 to 4, and the second, units 5 to 7".
    """
    for label in claim.quantities:
        if label is figure or label.kind is not QuantityKind.ORDINAL:
            continue
        others = [
            other
            for other in piece.said.quantities
            if other.kind is label.kind and not states(other, figure)
        ]
        if others and not _says(label, piece.said) and _says(label, own.whole):
            return True
    return False


def _says(label: Quantity, text: Text) -> bool:
    return any(states(other, label) for other in text.quantities)


def has_rival(
    claim: Text,
    quantity: Quantity,
    own: Assertion,
    pieces: Sequence[Piece],
    assertions: Sequence[Assertion],
) -> bool:
    """Whether another clause with a figure of that kind says more of what a claim says than the
    `pieces` of an assertion that have the one of the claim.
    """
    best = max(_said_with(claim, quantity, piece, own) for piece in pieces)
    names = [
        notion
        for notion in claim.notions
        if notion.is_name
        and not is_met_in(notion, (*(piece.said for piece in pieces), own.key), claim.language)
    ]
    for assertion in assertions:
        for piece in assertion.pieces:
            if (assertion is own and own.is_row) or stating(quantity, claim, piece.said):
                continue
            others = _in_its_place(claim, quantity, piece)
            said = _said_with(claim, quantity, piece, assertion)
            if others and said > best + CLAIMS.rival:
                return True
            if others and assertion is own and is_met_any(names, piece.said, claim.language):
                return True
    return False


def _in_its_place(claim: Text, quantity: Quantity, piece: Piece) -> list[Quantity]:
    """The figures of a clause that could stand in the place of one: of a length of time only
    another length, or a bare number; of what is counted no length.
    """
    is_length = has_unit(quantity, claim)
    return [
        other
        for other in same_kind(quantity, piece.said.quantities)
        if quantity.kind not in _NUMBERED
        or has_unit(other, piece.said) == is_length
        or not counts_something(other, piece.said)
    ]


def same_kind(quantity: Quantity, others: Iterable[Quantity]) -> list[Quantity]:
    """The figures that could stand in the place of one."""
    is_amount = quantity.kind in AMOUNTS - _OWN_KIND
    kinds = AMOUNTS - {QuantityKind.ORDINAL} if is_amount else {quantity.kind}
    # "One" counts nothing that another thing could have instead.
    return [other for other in others if other.kind in kinds and other.value != "1"]


def _said_with(claim: Text, quantity: Quantity, piece: Piece, assertion: Assertion) -> float:
    """How much of a claim stands with a figure: in its clause, key and headings."""
    near, met = (piece.said, assertion.key), 0.0
    for notion in claim.notions:
        weight = CLAIMS.name * notion.weight if notion.is_name else notion.weight
        if is_met_in(notion, near, claim.language):
            met += weight
        elif is_met(notion, assertion.above, claim.language):
            met += CLAIMS.above * weight
    labels = [other for other in claim.quantities if other.kind in _LABELS]
    return met + sum(
        CLAIMS.name
        for label in labels
        if label is not quantity and any(_says(label, text) for text in near)
    )
