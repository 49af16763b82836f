"""The usual vocabulary of courses: which concept a phrase names, and how it is said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from silabo.language.lexicon import LANGUAGES, LEXICONS
from silabo.language.stems import word_stems
from silabo.language.words import fold, words

_ALIKE = 4  # letters that two forms of a word share
_SHORT = 6  # letters of words that are no forms of one another where one ends in e, the other in o
# Concepts whose words also speak of another one: a midterm is an exam.
_NARROWER = {
    "exam": ("midterm", "final_exam", "quiz"),
    "absence": ("attendance",),
    "materials": ("notes_sheet", "open_book"),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a concept."""

    language: str
    words: tuple[str, ...]
    folded: tuple[str, ...]  # its words without accents
    stems: tuple[frozenset[str], ...]  # for each of its words those that match it


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` (excluded) of a text name one or more concepts."""

    start: int
    end: int
    concepts: tuple[str, ...]


def mentions(tokens: Sequence[str], language: str) -> list[Mention]:
    """The concepts that the words of a text name, longest phrase first, none overlapping.

    Only phrases of the text's language count ("note" is a grade in French only); of all when
    the language is not known. `tokens` are those of `words.words`.
    """
    languages = (language,) if language in LANGUAGES else LANGUAGES
    return mentions_among([read_token(token, languages) for token in tokens])


def mentions_among(tokens: Sequence["Token"]) -> list[Mention]:
    """The same for words that were read already."""
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        length, concepts = _longest(tokens, position) if tokens[position].opens else (0, ())
        if length:
            found.append(Mention(position, position + length, concepts))
        position += max(length, 1)
    return found


def phrases(concept: str) -> tuple[Phrase, ...]:
    """Every way to say a concept, and the concepts that it includes, in every language."""
    return tuple(phrase for name in with_narrower(concept) for phrase in _concepts()[name])


def with_narrower(concept: str) -> tuple[str, ...]:
    """A concept, and those that it includes: a midterm is an exam."""
    return (concept, *_NARROWER.get(concept, ()))


def names_narrower(tokens: Sequence[str], language: str, concepts: Collection[str]) -> bool:
    """Whether a text names one of those that a concept includes, and not the concept alone: the
    final, where an exam is meant.
    """
    narrower = {name for concept in concepts for name in with_narrower(concept)} - set(concepts)
    return any(not narrower.isdisjoint(each.concepts) for each in mentions(tokens, language))


@cache
def known_words(language: str) -> tuple[str, ...]:
    """Every word of the vocabulary of a language, of all of them when it is not known."""
    languages = (language,) if language in LANGUAGES else LANGUAGES
    said = (phrase for own in _concepts().values() for phrase in own)
    return tuple({word for phrase in said if phrase.language in languages for word in phrase.words})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, as phrases of the vocabulary are compared with it."""

    text: str  # folded
    stems: dict[str, frozenset[str]]  # by language
    opens: bool  # a phrase may begin with it


def read_token(word: str, languages: Sequence[str]) -> Token:
    """A lower-case word of a text that may be in these languages."""
    stems = {language: frozenset(word_stems(word, (language,))) for language in languages}
    first_words = _first_words()
    opens = any((language, stem) in first_words for language, own in stems.items() for stem in own)
    return Token(fold(word), stems, opens)


def _longest(tokens: Sequence[Token], position: int) -> tuple[int, tuple[str, ...]]:
    best, concepts = 0, dict[str, None]()
    first_words = _first_words()
    for language, here in tokens[position].stems.items():
        for stem in here:
            for concept, phrase in first_words.get((language, stem), ()):
                length = len(phrase.stems)
                if length < best or not _fits(phrase, tokens, position):
                    continue
                if length > best:
                    best, concepts = length, {}
                concepts[concept] = None
    return best, tuple(sorted(concepts))


def _fits(phrase: Phrase, tokens: Sequence[Token], position: int) -> bool:
    here = tokens[position : position + len(phrase.stems)]
    return len(here) == len(phrase.stems) and all(
        _alike(token.text, folded) and not wanted.isdisjoint(token.stems[phrase.language])
        for token, folded, wanted in zip(here, phrase.folded, phrase.stems, strict=True)
    )


def _alike(word: str, other: str) -> bool:
    # Short stems collide: "saber" and "sábado" are both "sab", "libre" and "libro" both "libr".
    length = min(_ALIKE, len(word), len(other))
    ends = {word.rstrip("s")[-1:], other.rstrip("s")[-1:]}
    is_short = min(len(word), len(other)) <= _SHORT
    return word[:length] == other[:length] and not (is_short and ends == {"e", "o"})


@cache
def _first_words() -> dict[tuple[str, str], list[tuple[str, Phrase]]]:
    index: dict[tuple[str, str], list[tuple[str, Phrase]]] = {}
    for concept, own in _concepts().items():
        for phrase in own:
            for stem in phrase.stems[0]:
                index.setdefault((phrase.language, stem), []).append((concept, phrase))
    return index


@cache
def _concepts() -> dict[str, tuple[Phrase, ...]]:
    names = dict.fromkeys(name for lexicon in LEXICONS for name in lexicon.concepts)
    return {
        name: tuple(
            _phrase(lexicon.code, text)
            for lexicon in LEXICONS
            for text in lexicon.concepts.get(name, ())
        )
        for name in names
    }


def _phrase(language: str, text: str) -> Phrase:
    parts = tuple(words(text))
    stems = tuple(frozenset(word_stems(part, (language,))) for part in parts)
    return Phrase(language, parts, tuple(map(fold, parts)), stems)
