"""Tells a sentence that says what the thing asked for is: "A base is...", "... is called a
base".
"""

import re
from collections.abc import Sequence

from silabo.answering.matching import strength
from silabo.answering.terms import Term
from silabo.answering.weights import DEFINING, MATCHING
from silabo.language.analysed import AnalysedText
from silabo.language.lexicon import all_words, any_of
from silabo.language.run_in_heads import is_label
from silabo.language.stems import word_stems
from silabo.language.words import fold, words

_ARTICLES = all_words(lambda lexicon: lexicon.articles)
_IS = all_words(lambda lexicon: lexicon.being)
_NAMES = re.compile(rf"\b{any_of(lambda lexicon: lexicon.naming)}$")
# "λ is an eigenvalue of A if..."
_IS_ONE = re.compile(rf"\b{any_of(lambda lexicon: lexicon.is_one)}$")
_ON_CONDITION = re.compile(rf"\w+(?: [\w^]+){{0,4}} {any_of(lambda lexicon: lexicon.conditions)}\b")


def defines(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether a sentence has the thing asked for as its subject, with a verb that says what it is,
    or gives it its name.
    """
    asked = [term for term in terms if term.word.quantity is None and not term.word.weak]
    if not asked:
        return False
    if _is_labelled(piece, asked) or _is_said_of(piece, asked[0]):
        return True
    return any(_is_named(piece, term) for term in asked[: DEFINING.first_terms])


def _is_labelled(piece: AnalysedText, terms: Sequence[Term]) -> bool:
    """Whether all that is asked for is the name of a labelled statement."""
    first, *others = piece.sentences
    if not others or not is_label(first):
        return False
    named = AnalysedText(first, piece.language)
    return all(strength(term, named) >= MATCHING.sure for term in terms)


def _is_said_of(piece: AnalysedText, term: Term) -> bool:
    said = words(_without_label(piece))
    places = [
        n for n, word in enumerate(said[: DEFINING.latest_subject]) if _is_of(word, term, piece)
    ]
    if not places:
        return False
    after = said[places[0] + 1 : places[0] + 1 + DEFINING.latest_verb]
    return any(fold(word) in _IS for word in after)


def _is_named(piece: AnalysedText, term: Term) -> bool:
    """Whether the name stands after "is called", or after the only colon, at the end."""
    folded = piece.folded
    tokens = [(match.group(), match.start()) for match in re.finditer(r"\w+", folded)]
    for number, (word, _) in enumerate(tokens):
        if not _is_of(word, term, piece):
            continue
        first = number
        while first > 0 and tokens[first - 1][0] in _ARTICLES:
            first -= 1
        before = folded[: tokens[first][1]].rstrip()
        at_end = len(tokens) - number <= DEFINING.longest_name and folded.count(":") == 1
        after = folded[tokens[number][1] :]
        if _NAMES.search(before) or (before.endswith(":") and at_end):
            return True
        if _IS_ONE.search(before) and _ON_CONDITION.match(after):
            return True
    return False


def _is_of(word: str, term: Term, piece: AnalysedText) -> bool:
    stems = set(word_stems(word, piece.languages))
    return any(not stems.isdisjoint(own) for one in piece.languages for own in term.own[one])


def _without_label(piece: AnalysedText) -> str:
    first, *others = piece.sentences
    return " ".join(others) if others and is_label(first) else piece.text
