"""What a figure says by itself where its source has no verb: of "Concert: 7 p.m." the hour is when
it begins, of "Midterm: 75 minutes" the length is how long it lasts.
"""

from silabo.answering.claims.assertions import Assertion, Piece
from silabo.answering.claims.figures import are_ends, stating
from silabo.answering.claims.grammar import has_verb
from silabo.answering.claims.lengths import lengths
from silabo.answering.claims.notions import Notion, Text
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind

# Meanings of every day, and concepts of courses.
_BEGIN, _LAST = "begin", "last"
_OF_AN_END = frozenset({"finish", "hand_in", "arrive", "end", "deadline", "late"})


def is_implied(notion: Notion, claim: Text, own: Assertion) -> bool:
    """Whether a word of a claim is what a figure of an assertion says without it."""
    if _BEGIN in notion.everyday:
        return any(
            quantity.kind is QuantityKind.TIME and _is_first(quantity, claim, piece)
            for quantity in claim.quantities
            for piece in own.pieces
            if _is_bare(piece) and _OF_AN_END.isdisjoint(piece.said.meanings | piece.said.concepts)
        )
    return _LAST in notion.everyday and any(
        _lasts_as_long(claim, piece) for piece in own.pieces if _is_bare(piece)
    )


def _is_bare(piece: Piece) -> bool:
    return not piece.denied and not has_verb(piece.value.text)


def _is_first(quantity: Quantity, claim: Text, piece: Piece) -> bool:
    """Whether an hour is stated, and not as the end of a span."""
    text = piece.said
    return any(
        not any(
            are_ends(stated, other, text.text)
            for other in text.quantities
            if other.start < stated.start
        )
        for stated in stating(quantity, claim, text)
    )


def _lasts_as_long(claim: Text, piece: Piece) -> bool:
    ours = {length.minutes for length in lengths(claim)}
    return any(length.minutes in ours for length in lengths(piece.said))
