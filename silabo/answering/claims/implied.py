"""What a figure says by itself where its source has no verb: of "Concert: 7 p.m." the hour is when
it begins, of "Midterm: 75 minutes" the length is how long it lasts.
"""

import re
from collections.abc import Sequence

from silabo.answering.claims.assertions import Assertion, Piece
from silabo.answering.claims.bounds import Bound, bound
from silabo.answering.claims.figures import stating
from silabo.answering.claims.grammar import has_verb
from silabo.answering.claims.lengths import lengths
from silabo.answering.claims.notions import Notion, Text, is_met
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.words import fold

_NOTHING_MORE = re.compile(r"\s{0,3}(?:$|[.,;()])")
# Meanings of every day, and concepts of courses.
_BEGIN, _LAST = "begin", "last"
_OF_AN_END = frozenset({"finish", "hand_in", "arrive", "end", "deadline", "late"})


def is_implied(notion: Notion, claim: Text, own: Assertion) -> bool:
    """Whether a word of a claim is what a figure of an assertion says without it."""
    bare = [piece for piece in own.pieces if not piece.denied and not has_verb(piece.value.text)]
    if _BEGIN in notion.everyday:
        hours = [each for each in claim.quantities if each.kind is QuantityKind.TIME]
        return any(_begins_then(hours, claim, piece) for piece in bare if not _ends(piece, own))
    return _LAST in notion.everyday and any(_lasts_as_long(claim, piece) for piece in bare)


def _ends(piece: Piece, own: Assertion) -> bool:
    """Whether something ends there, or is over by then: "Closing of the registration: 6 p.m."."""
    said = piece.said if own.is_row else own.whole
    return not _OF_AN_END.isdisjoint(said.meanings | said.concepts)


def _begins_then(hours: Sequence[Quantity], claim: Text, piece: Piece) -> bool:
    """Whether a piece names one of these hours first, of what the claim is about, and not as the
    last: of "2 p.m., break at 3 p.m." the second one begins no seminar.
    """
    text = piece.said  # a column may be called "Until"
    first = next((each for each in text.quantities if each.kind is QuantityKind.TIME), None)
    if first is None or bound(text, first) is Bound.MOST:
        return False
    before = [notion for notion in text.notions if notion.weight and notion.start < first.start]
    return all(is_met(each, claim, text.language) for each in before) and any(
        first in stating(hour, claim, text) for hour in hours
    )


def _lasts_as_long(claim: Text, piece: Piece) -> bool:
    """Whether a piece is a length alone, behind words of the claim: "3 weeks after the midterm" and
    "every two weeks" are no lengths of anything.
    """
    text = piece.value
    ours = {length.minutes for length in lengths(claim)}
    return any(
        length.minutes in ours
        and _NOTHING_MORE.match(text.text, length.end)
        and all(
            fold(word.text) in claim.folded_words
            for word in text.words
            if word.start < length.start
        )
        for length in lengths(text)
    )
