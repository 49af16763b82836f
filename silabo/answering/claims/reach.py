"""Whether a claim holds for more, or for fewer, than its source says."""

import re

from silabo.answering.claims.assertions import Assertion
from silabo.answering.claims.notions import Text, is_met
from silabo.answering.claims.polarity import denied
from silabo.language.lexicon import any_of
from silabo.language.quantity_readers import QuantityKind

_WHOLE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.whole)}\b")
_WHICHEVER = re.compile(any_of(lambda lexicon: lexicon.claims.whichever))
_ONLY = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.only)}\b")
_NEXT = range(6)  # characters: an article may stand between
_STOP = re.compile(r"[,.;:]")


def reaches_further(claim: Text, sentence: Text, stated: Assertion) -> bool:
    """Whether a claim of a sentence says "all" or "only" where its source does not, or leaves out
    to what its source is restricted.
    """
    source = stated.whole
    if _says_whole(claim) and not stated.is_row and not _WHOLE.search(source.folded):
        return True
    if _ONLY.search(claim.folded):
        return _ONLY.search(source.folded) is None and not denied(source)
    nearest = max(stated.pieces, key=lambda piece: _shared(claim, piece.said)).value
    only = _ONLY.search(nearest.folded)
    return (
        only is not None
        and not _ONLY.search(sentence.folded)
        and _leaves_out(claim, nearest, only.end())
    )


def _shared(claim: Text, clause: Text) -> float:
    return sum(n.weight for n in claim.notions if is_met(n, clause, claim.language))


def _says_whole(claim: Text) -> bool:
    """Whether a claim says that something holds for all; "every Monday" says when, and "you need
    not buy any" denies it of each.
    """
    no = denied(claim)
    return any(
        not (no and _WHICHEVER.fullmatch(found.group()))
        and not any(
            quantity.kind is QuantityKind.WEEKDAY and quantity.start - found.end() in _NEXT
            for quantity in claim.quantities
        )
        for found in _WHOLE.finditer(claim.folded)
    )


def _leaves_out(claim: Text, source: Text, start: int) -> bool:
    """Whether a claim has nothing of what follows "only" there."""
    rest = Text(_STOP.split(source.folded[start:])[0], source.language)
    after = [notion for notion in rest.notions if notion.weight == 1]
    return bool(after) and not any(is_met(notion, claim, source.language) for notion in after)
