"""Finds what a text names: people, places, rooms and codes, by how they are written."""

import re

from silabo.language.lexicon import all_words, any_of
from silabo.language.sentences import split
from silabo.language.words import fold

_TOKEN = re.compile(r"[^\W_]+(?:['’+#][^\W_]+|\+\+|#)?")
_SMALL = all_words(lambda lexicon: lexicon.stop_words)
# Elided articles stand before a name: "l'Université", "d'Alembert".
_ELIDED = re.compile(rf"^{any_of(lambda lexicon: lexicon.elided)}['’]", re.IGNORECASE)


def names(text: str) -> list[str]:
    """Words that name something, in order: with a digit, all in capitals, or with a capital where a
    sentence does not begin, or where the next word has one too.

    A single name that begins a sentence looks like any other word, and is not found.
    """
    return [name for sentence in split(text) for name in _names(sentence)]


def _names(sentence: str) -> list[str]:
    tokens = [_ELIDED.sub("", token) for token in _TOKEN.findall(sentence)]
    found = []
    for index, token in enumerate(tokens):
        if fold(token) in _SMALL:
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if _is_code(token) or (token[:1].isupper() and (index > 0 or _is_name(following))):
            found.append(token)
    return found


def _is_name(token: str) -> bool:
    return token[:1].isupper() and not _is_code(token)


def _is_code(token: str) -> bool:
    capitals = sum(character.isupper() for character in token)
    return any(character.isdigit() for character in token) or (len(token) > 1 and capitals > 1)
