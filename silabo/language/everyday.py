"""Words of every day that say the same, in any language: "buy", "purchase", "comprar"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES, LEXICONS
from silabo.language.stems import word_stems
from silabo.language.words import fold, words

_LONE = re.compile(r"\w+")
_Phrase = tuple[frozenset[str], ...]


def everyday(tokens: Sequence[str], language: str) -> list[frozenset[str]]:
    """For each lower-case word of a text the meanings that it has, alone or in a phrase."""
    languages = (language,) if language in LANGUAGES else LANGUAGES
    found: list[set[str]] = [set() for _ in tokens]
    for code in languages:
        stems = [_stems(token, code) for token in tokens]
        for position, own in enumerate(stems):
            for stem in own:
                for meaning, phrase in _first_words().get((code, stem), ()):
                    here = stems[position : position + len(phrase)]
                    if len(here) == len(phrase) and all(
                        not wanted.isdisjoint(said)
                        for wanted, said in zip(phrase, here, strict=True)
                    ):
                        for meant in found[position : position + len(phrase)]:
                            meant.add(meaning)
    return [frozenset(meant) for meant in found]


@lru_cache(maxsize=4096)
def alike(word: str, language: str) -> Mapping[str, frozenset[str]]:
    """For each language the stems of the single words that mean what a lower-case word does, its
    own too; of words that mean much by themselves alone, as "hold" does not.
    """
    meanings = everyday([word], language)[0]
    return {
        lexicon.code: frozenset[str]().union(
            *(
                _stems(said, lexicon.code)
                for meaning in meanings
                for said in lexicon.everyday.get(meaning, ())
                if _LONE.fullmatch(said)
                and _light(lexicon.code).isdisjoint(_stems(said, lexicon.code))
            )
        )
        for lexicon in LEXICONS
    }


@cache
def _light(language: str) -> frozenset[str]:
    light = BY_LANGUAGE[language].claims.light
    return frozenset[str]().union(*(_stems(word, language) for word in light))


def _stems(word: str, language: str) -> frozenset[str]:
    return frozenset((*word_stems(word, (language,)), fold(word)))


@cache
def _first_words() -> dict[tuple[str, str], tuple[tuple[str, _Phrase], ...]]:
    """The phrases, by language and stem of their first word."""
    found: dict[tuple[str, str], list[tuple[str, _Phrase]]] = {}
    for lexicon in LEXICONS:
        for meaning, said in lexicon.everyday.items():
            for phrase in said:
                stems = tuple(_stems(word, lexicon.code) for word in words(phrase))
                for stem in stems[0]:
                    found.setdefault((lexicon.code, stem), []).append((meaning, stems))
    return {key: tuple(phrases) for key, phrases in found.items()}
