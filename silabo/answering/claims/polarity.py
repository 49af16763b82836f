"""Whether clauses affirm or deny, allow or demand, and which of two opposites they say."""

import re
from dataclasses import dataclass
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
# What only says which one: "a report that was not handed in" is not denied.
_WHICH_NOT = re.compile(
    rf"\b(\w+)\s{any_of(lambda lexicon: lexicon.claims.who)}\s(?:\w+\s)??"
    rf"(?:{DENIALS}\b|\w*{DENIALS_WRITTEN})(?:\s\w+\s{DENIALS}\b)?"
)
_SETS_ASIDE = re.compile(
    rf"(?:{any_of(lambda lexicon: lexicon.claims.joins)}\s)?"
    rf"{any_of(lambda lexicon: lexicon.claims.sets_aside)}"
)
_ADVISES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.advises)}\b")
_DEMANDS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.demands)}\b")
_ALLOWS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.claims.allows)}\b")
_OPPOSITES = tuple(dict.fromkeys(name for lexicon in LEXICONS for name in lexicon.claims.opposites))
_ENDS = re.compile(r"[.;:]")
_NON = re.compile(r"\bnon[- ](\w+)")
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
    folded = _without(_which_not(Text(text, clause.language)))
    said = _NO_DENIAL.sub(" ", folded)
    return (_NOT.search(said) is not None) != (_FORBIDS.search(said) is not None)


def tells_which_not(text: Text) -> bool:
    """Whether a text says of something which one it is by a denial: "who do not work"."""
    return bool(_which_not(text)[1])


def sets_aside(text: Text) -> bool:
    """Whether a clause only says what is not meant: "not in room 4"."""
    return _SETS_ASIDE.match(text.folded) is not None


def _which_not(text: Text) -> tuple[str, list[re.Match[str]]]:
    # It follows what it tells more of: "as long as" and "so that" are of another kind.
    found = _WHICH_NOT.finditer(text.folded)
    return text.folded, [each for each in found if Text(each[1], text.language).weight]


def _without(told: tuple[str, list[re.Match[str]]]) -> str:
    text, found = told
    for match in reversed(found):
        text = f"{text[: match.start()]}{match[1]} {text[match.end() :]}"
    return text


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


def opposed_beside(claim: Text, stated: Text) -> bool:
    """Whether a word or figure of a claim has beside it the opposite of what it has there: "the
    oral part takes 4 hours" where the written one does.
    """
    if denied(claim) or _NOT.search(stated.folded):
        return False
    return any(
        bool(_beside(claim, ours) & _beside(stated, theirs) - _beside(stated, ours))
        for pair in _pairs(claim.language)
        for ours, theirs in (pair, pair[::-1])
        if claim.language == stated.language
    )


def _beside(text: Text, side: re.Pattern[str]) -> set[str]:
    """The words and figures next to what says a side, in the same part of a sentence."""
    said = _placed(text)
    return {
        word
        for index, each in enumerate(said)
        if side.fullmatch(each.word)
        for place in (index - 1, index + 1)
        if 0 <= place < len(said) and not _ENDS.search(_between(text, each, said[place]))
        for word in said[place].stems
    }


@dataclass(frozen=True, slots=True)
class _Placed:
    word: str  # empty for a figure
    stems: frozenset[str]
    start: int
    end: int


def _placed(text: Text) -> list[_Placed]:
    """What a text says, word by word and with its figures, in order."""
    notions = [
        _Placed(n.words[0], frozenset[str]().union(*n.stems), n.start, n.end)
        for n in text.single_notions
        if n.weight
    ]
    figures = [_Placed("", frozenset({q.value}), q.start, q.end) for q in text.quantities]
    return sorted([*notions, *figures], key=lambda each: each.start)


def _between(text: Text, one: _Placed, other: _Placed) -> str:
    first, last = sorted((one, other), key=lambda each: each.start)
    return text.text[first.end : last.start]


def _prefixed(one: Text, other: Text) -> int:
    """How many words of one deny one of the other by a prefix: "unexcused"."""
    own, rest = one.folded_words - other.folded_words, other.folded_words - one.folded_words
    # "Not justified" written apart is the same as "unjustified".
    rest -= {found[1] for found in _NON.finditer(other.folded)}
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
