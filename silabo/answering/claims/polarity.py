"""Whether clauses affirm or deny, allow or demand, and which of two opposites they say."""

import re
from functools import cache

from silabo.answering.claims.grammar import DENIALS, DENIALS_WRITTEN
from silabo.answering.claims.notions import Text
from silabo.language.lexicon import LEXICONS, any_of

_NOT = re.compile(
    rf"\b{DENIALS}\b|{DENIALS_WRITTEN}|\b{any_of(lambda lexicon: lexicon.claims.denying)}\b"
)
_FORBIDS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.prohibitions)}\b")
# What has the word of a denial and denies nothing.
_NO_DENIAL = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.no_denials)}")
_ADVISES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.advises)}\b")
_DEMANDS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.demands)}\b")
_ALLOWS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.allows)}\b")
_OPPOSITES = tuple(dict.fromkeys(name for lexicon in LEXICONS for name in lexicon.claims.opposites))
_DENYING_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "des", "non", "mis")
_SHORTEST = 4  # letters of a word after such a prefix


def denied(clause: Text) -> bool:
    """Whether a clause denies or forbids; not where it does both. A phrase of the vocabulary that
    has a denial in it, as "no class", denies nothing.
    """
    text = clause.text
    for notion in reversed(clause.notions):
        if len(notion.words) > 1:
            text = text[: notion.start] + text[notion.end :]
    said = _NO_DENIAL.sub(" ", Text(text, clause.language).folded)
    return (_NOT.search(said) is not None) != (_FORBIDS.search(said) is not None)


def advises(text: Text) -> bool:
    """Whether a text recommends something."""
    return _ADVISES.search(text.folded) is not None


def demands(text: Text) -> bool:
    """Whether a text says that something has to be."""
    return _DEMANDS.search(text.folded) is not None


def allows(text: Text) -> bool:
    """Whether a text says that something may be."""
    return _ALLOWS.search(text.folded) is not None


def opposed(claim: Text, stated: Text) -> int:
    """In how many pairs of opposites the two say different sides."""
    count = sum(
        ours[0] != ours[1] and theirs == ours[::-1]
        for ours, theirs in zip(_sides(claim), _sides(stated), strict=True)
    )
    # "Pair" and "impair" are one of the pairs already.
    return count or _prefixed(claim, stated) + _prefixed(stated, claim)


def _sides(text: Text) -> list[tuple[bool, bool]]:
    """For each pair of opposites whether a text says the one, and the other."""
    return [
        (left.search(text.folded) is not None, right.search(text.folded) is not None)
        for left, right in _pairs(text.language)
    ]


@cache
def _pairs(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The pairs in a language, where the words of another mean something else, as "par" and "fin";
    in all where it is not known.
    """
    return tuple((_side(name, 0, language), _side(name, 1, language)) for name in _OPPOSITES)


def _side(name: str, side: int, language: str) -> re.Pattern[str]:
    said = any_of(lambda lexicon: lexicon.claims.opposites.get(name, ())[side : side + 1], language)
    return re.compile(rf"\b{said}\b")


def _prefixed(one: Text, other: Text) -> int:
    """How many words of one deny one of the other by a prefix: "unexcused"."""
    own, rest = one.folded_words - other.folded_words, other.folded_words - one.folded_words
    return sum(
        1
        for word in own
        for prefix in _DENYING_PREFIXES
        if word.startswith(prefix)
        and len(word) - len(prefix) >= _SHORTEST
        and word[len(prefix) :] in rest
    )


def says_side(claim: Text, opposite: Text, stated: Text) -> bool:
    """Whether a text says the side of a claim to which another one is opposed."""
    return any(
        ours[side] and against[1 - side] and theirs[side]
        for ours, against, theirs in zip(
            _sides(claim), _sides(opposite), _sides(stated), strict=True
        )
        for side in (0, 1)
    )
