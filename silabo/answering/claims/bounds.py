"""Which way a figure is meant: at most, at least, or neither."""

import re
from enum import Enum

from silabo.answering.claims.notions import Text
from silabo.language.lexicon import any_of
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.words import fold

_AT_MOST = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.at_most)}\b")
_AT_LEAST = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.at_least)}\b")
_SMALL_WORDS = r"(?:\s\w+){0,2}\s{0,3}$"
_LAST_DAY = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.before_day)}{_SMALL_WORDS}")
_FIRST_DAY = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.from_day)}{_SMALL_WORDS}")
_DAYS = {QuantityKind.DATE, QuantityKind.TIME, QuantityKind.MONTH, QuantityKind.WEEKDAY}
AMOUNTS = {QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.ORDINAL}
_NEAR = 40  # characters beside a figure
_WORDS_BEFORE, _WORDS_AFTER = 6, 5
_STOP_BEFORE = re.compile(r"[.;:,(]\s")
_STOP_AFTER = re.compile(r"[.;:,)]\s?")
# What is needed to pass is a least one, where nothing says so.
_NEEDED = frozenset({"pass_mark", "promotion"})


class Bound(Enum):
    """Which way a figure is meant."""

    NONE = 0
    MOST = 1
    LEAST = 2


def bound(text: Text, quantity: Quantity) -> Bound:
    """Which way a figure of a text is meant."""
    others = [other.end for other in text.quantities if other.end <= quantity.start]
    before = fold(text.text[max([0, quantity.start - _NEAR, *others]) : quantity.start])
    if not before.rstrip().endswith(":"):
        before = _STOP_BEFORE.split(before)[-1]
    after = _STOP_AFTER.split(fold(text.text[quantity.end : quantity.end + _NEAR]))[0]
    if quantity.kind in _DAYS:
        if _FIRST_DAY.search(before):
            return Bound.LEAST
        if _LAST_DAY.search(before):
            return Bound.MOST
    near = (" ".join(before.split()[-_WORDS_BEFORE:]), " ".join(after.split()[:_WORDS_AFTER]))
    # "No more than" has "more than" in it.
    if any(_AT_MOST.search(said) for said in near):
        return Bound.MOST
    return Bound.LEAST if any(_AT_LEAST.search(said) for said in near) else Bound.NONE


def same_way(kind: QuantityKind, ours: Bound, theirs: Bound, concepts: frozenset[str]) -> bool:
    """Whether a claim about a figure of this kind may mean it this way, where its source, which has
    these concepts, means it that way. What leaves a bound out says less.
    """
    if ours is Bound.NONE or ours is theirs:
        return True
    if theirs is not Bound.NONE:
        return False
    return kind not in AMOUNTS or (ours is Bound.LEAST and not _NEEDED.isdisjoint(concepts))
