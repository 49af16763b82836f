"""How surely a question's own word stands in a piece of a passage: its stem may be another word's,
and the word may be part of a phrase for something else.
"""

import re
from functools import lru_cache

from silabo.answering.pieces import Seen, word_forms
from silabo.answering.terms import Term
from silabo.language.lexicon import LANGUAGES, any_of
from silabo.language.stems import word_stems
from silabo.language.vocabulary import mentions
from silabo.language.words import fold, words

_SCATTERED = 0.9  # all words of a phrase, but not together
_INFLECTED = 0.95  # "recorded" is not quite "record", and "copying" not "copies"
_SHORT_STEM, _UNSURE = 4, 0.4  # letters; "libro" and "libre" share so short a stem
_ATTRIBUTE = 0.4  # "final" says of a mark that it is the last, and is no exam
# "Final" alone is an exam after an article, before an exam's word or at an end of what is said.
_FINAL_EXAM = re.compile(
    rf"(?:^|[.,;:·(] ?|\b{any_of(lambda lexicon: lexicon.before_final)}\s)"
    rf"{any_of(lambda lexicon: lexicon.final_words)}\b"
    rf"(?!\s(?!{any_of(lambda lexicon: lexicon.after_final)}\b)\w)"
)


def own_strength(term: Term, piece: Seen, own_stems: frozenset[str]) -> float:
    """What a term counts whose own stems are all there; these are of its last word."""
    if len(term.word.tokens) > 1:
        return 1.0 if " ".join(term.word.tokens) in piece.text.casefold() else _SCATTERED
    if term.word.concepts and means_another(own_stems, term.word.concepts, piece):
        return _ATTRIBUTE
    if term.word.concepts == ("final_exam",) and not _FINAL_EXAM.search(fold(piece.text)):
        return _ATTRIBUTE
    if not word_forms(term.word.tokens[0]).isdisjoint(piece.words):
        return 1.0
    if max(map(len, own_stems.intersection(piece.stems))) > _SHORT_STEM:
        return _INFLECTED
    forms = [form for form in word_forms(term.word.tokens[0]) if len(form) >= _SHORT_STEM]
    begins = any(
        word.startswith(form) or (len(word) >= _SHORT_STEM and form.startswith(word))
        for word in piece.words
        for form in forms
    )
    return _INFLECTED if begins else _UNSURE


def means_another(stems: frozenset[str], concepts: tuple[str, ...], piece: Seen) -> bool:
    """Whether a word with these stems stands there only within a phrase for something else than the
    concepts: "virtual" in "virtual campus", "reading" in "reading week".
    """
    tokens, places = _phrases_in(piece.text, piece.language)
    languages = (piece.language,) if piece.language in LANGUAGES else LANGUAGES
    around = [
        places[number]
        for number, token in enumerate(tokens)
        if not stems.isdisjoint(word_stems(token, languages))
    ]
    return bool(around) and all(phrase and phrase.isdisjoint(concepts) for phrase in around)


@lru_cache(maxsize=8192)
def _phrases_in(text: str, language: str) -> tuple[list[str], list[frozenset[str]]]:
    """The words of a text, and for each the concepts of the phrase of several words it is in."""
    tokens = words(text)
    around: list[frozenset[str]] = [frozenset()] * len(tokens)
    for mention in mentions(tokens, language):
        if mention.end - mention.start > 1:
            concepts = frozenset(mention.concepts)
            around[mention.start : mention.end] = [concepts] * (mention.end - mention.start)
    return tokens, around
