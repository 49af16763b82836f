"""Stems that an index and a question share, so that one form of a word finds the others."""

import threading
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from silabo.language.detect import detect
from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES, LEXICONS, all_words
from silabo.language.words import fold, words

# Stored with an index: stems of another analyser do not fit. Raise the first number with any change
# here, in words.py or in the stop words; the second is the release of the Snowball algorithms.
ANALYSER = "silabo 1, snowball 3.1"

_LONGEST_WORD = 64  # beyond it is noise, and Snowball is not asked
_local = threading.local()


def document_stems(text: str, language: str) -> list[str]:
    """The stems of a document's text in order, without its stop words.

    A language other than es, en or fr is stemmed as all three. A word gives one stem, or two where
    accents change the stem ("tutoría", "tutoria").
    """
    languages = (language,) if language in LANGUAGES else LANGUAGES
    stop = _stop_words(language)
    stems = [
        stem
        for word in words(text)
        if fold(word) not in stop
        for stem in word_stems(word, languages)
    ]
    # Who asks for an e-mail finds the address, even where nothing says that it is one.
    return [*stems, "email"] if "@" in text else stems


def query_stems(text: str) -> list[str]:
    """The stems of a question, each once, in all three languages: a course's documents may be in
    any.
    """
    stop = _stop_words(detect(text))
    found: dict[str, None] = {}
    for word in words(text):
        if fold(word) not in stop:
            found.update(dict.fromkeys(word_stems(word, LANGUAGES)))
    return list(found)


@lru_cache(maxsize=65536)
def word_stems(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The folded stems of one lower-case word in these languages, each once, sorted out of order of
    language: `fold(stem(w))` and `stem(fold(w))`, because accents are often left out.
    """
    bare = fold(word)
    if len(word) > _LONGEST_WORD or not bare.isalpha():
        return (bare,)
    stems: dict[str, None] = {}
    for language in languages:
        stems[fold(_stem(language, word))] = None
        stems[fold(_stem(language, bare))] = None
    return tuple(stems)


def _stop_words(language: str) -> frozenset[str]:
    return BY_LANGUAGE[language].stop_words if language in BY_LANGUAGE else _EVERY_STOP_WORD


_EVERY_STOP_WORD = all_words(lambda lexicon: lexicon.stop_words)


def _stem(language: str, word: str) -> str:
    # A stemmer keeps state between calls, so each thread has its own.
    stemmers = getattr(_local, "stemmers", None)
    if stemmers is None:
        stemmers = {each.code: snowballstemmer.stemmer(each.stemmer) for each in LEXICONS}
        _local.stemmers = stemmers
    return str(stemmers[language].stemWord(word))
