"""The languages in which Sílabo reads: one file each, found by its name, and nothing else to
change.

What is not told by one language is compiled from all: questions and documents mix them.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping

from silabo.language.lexicon.model import Lexicon, Patterns, Words

# The order in which languages are tried; one that is not named comes after these.
_FIRST = ("es", "en", "fr")


def _found() -> Iterable[Lexicon]:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Lexicon):
                yield value


def _place(lexicon: Lexicon) -> tuple[int, str]:
    known = lexicon.code in _FIRST
    return (_FIRST.index(lexicon.code) if known else len(_FIRST), lexicon.code)


LEXICONS = tuple(sorted(_found(), key=_place))
LANGUAGES = tuple(lexicon.code for lexicon in LEXICONS)
BY_LANGUAGE: Mapping[str, Lexicon] = {lexicon.code: lexicon for lexicon in LEXICONS}


def any_of(field: Callable[[Lexicon], Patterns], language: str = "") -> str:
    """The alternatives that a field has in a language, as one group of a regular expression; in all
    of them where none that is known is named. Nothing matches where there are no alternatives.
    """
    lexicons = (BY_LANGUAGE[language],) if language in BY_LANGUAGE else LEXICONS
    alternatives = dict.fromkeys(each for lexicon in lexicons for each in field(lexicon))
    return f"(?:{'|'.join(alternatives)})" if alternatives else "(?!)"


def pattern(field: Callable[[Lexicon], Patterns]) -> re.Pattern[str]:
    """The alternatives of a field, compiled."""
    return re.compile(any_of(field))


def all_words(field: Callable[[Lexicon], Words]) -> Words:
    """The words that a field has in any language."""
    return frozenset[str]().union(*(field(lexicon) for lexicon in LEXICONS))


def values_of(field: Callable[[Lexicon], Mapping[str, int]]) -> dict[str, int]:
    """What the words of a field mean, in any language."""
    return {word: value for lexicon in LEXICONS for word, value in field(lexicon).items()}
