"""Words of every day that say the same, in any language: "buy", "purchase", "comprar"."""

from collections.abc import Sequence
from functools import cache

from silabo.language.lexicon import LANGUAGES, LEXICONS
from silabo.language.stems import word_stems
from silabo.language.words import fold, words

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
