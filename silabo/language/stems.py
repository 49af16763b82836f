"""Stems that an index and a question share, so that one form of a word finds the others."""

import re
import threading
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from silabo.language.detect import detect
from silabo.language.lexicon import LANGUAGES, LEXICONS, all_words
from silabo.language.signs import sign_stem, signs
from silabo.language.words import fold, words

# Stored with an index: stems of another analyser do not fit. Raise the first number with any change
# here, in words.py, in signs.py or in the stop words; the second is the release of the Snowball
# algorithms.
ANALYSER = "silabo 3, snowball 3.1"

# Hebrew and Arabic write the article and small words before a word together with it.
_BEFORE = re.compile("^(?:ו?[הבלמשכ]|و?ال|[بلكف]ال|لل)(?=[\u05d0-\u05ea\u0621-\u064a]{3})")
_LONGEST_WORD = 64  # beyond it is noise, and Snowball is not asked
_STOP_WORDS = {lexicon.code: lexicon.stop_words for lexicon in LEXICONS}
_EVERY_STOP_WORD = all_words(lambda lexicon: lexicon.stop_words)
_FIRST_HEBREW = "\u0590"
ADDRESS_STEM = "email"
_local = threading.local()


def document_stems(text: str, language: str) -> list[str]:
    """The stems of a document's text in order, without its stop words.

    A language other than es, en or fr is stemmed as all three. A word gives one stem, or two where
    accents change the stem ("tutoría", "tutoria").
    """
    languages = (language,) if language in LANGUAGES else LANGUAGES
    stems = [
        stem
        for word in words(text)
        if not is_stop(word, language)
        for stem in word_stems(word, languages)
    ]
    stems += map(sign_stem, signs(text))
    # Who asks for an e-mail finds the address, even where nothing says that it is one.
    return [*stems, ADDRESS_STEM] if "@" in text else stems


def query_stems(text: str) -> list[str]:
    """The stems of a question, each once, in all three languages: a course's documents may be in
    any.
    """
    language = detect(text)
    found: dict[str, None] = {}
    for word in dict.fromkeys(words(text)):
        if not is_stop(word, language):
            found.update(dict.fromkeys(word_stems(word, LANGUAGES)))
    found.update(dict.fromkeys(map(sign_stem, signs(text))))
    return list(found)


def word_stems(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The folded stems of one lower-case word in these languages, each once, sorted out of order of
    language: `fold(stem(w))` and `stem(fold(w))`, because accents are often left out.
    """
    bare = fold(word)
    if len(word) > _LONGEST_WORD or not bare.isalpha():
        return (bare,)
    if bare[0] >= _FIRST_HEBREW:
        return tuple(dict.fromkeys((bare, _BEFORE.sub("", bare))))
    forms = (word,) if word == bare else (word, bare)
    stemmers = _stemmers()
    stems = [stemmers[language].stemWord(form) for language in languages for form in forms]
    return tuple(dict.fromkeys(map(fold, stems)))


def is_stop(word: str, language: str) -> bool:
    """Whether a lower-case word carries no content in a language, in any where none is known."""
    return fold(word) in _STOP_WORDS.get(language, _EVERY_STOP_WORD)


def _stemmers() -> dict[str, Any]:
    # A stemmer keeps state between calls, so each thread has its own.
    stemmers: dict[str, Any] | None = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = {lexicon.code: snowballstemmer.stemmer(lexicon.stemmer) for lexicon in LEXICONS}
        _local.stemmers = stemmers
    return stemmers
