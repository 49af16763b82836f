"""What the words of a text say, so that a claim and a passage can be compared in any language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from silabo.answering.weights import CLAIMS
from silabo.language.everyday import everyday
from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES, all_words, any_of
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import is_stop, word_stems
from silabo.language.units import unit_of
from silabo.language.vocabulary import mentions, with_narrower
from silabo.language.words import Word, fold, placed_words, word_forms

# Words that say nothing by themselves.
_LIGHT = all_words(lambda lexicon: lexicon.frame_words | lexicon.claims.light)
_WEAK = all_words(lambda lexicon: lexicon.weak_words)
_TITLES = all_words(lambda lexicon: lexicon.titles_of_people | lexicon.yes_and_no)
_DENIAL = re.compile(any_of(lambda lexicon: lexicon.denials))
# "Aren't" is two words, of which the first is "aren"; the D of "gate D" is a name.
_CUT_OFF = re.compile(rf"{any_of(lambda lexicon: lexicon.claims.cut_off)}['’]", re.IGNORECASE)
_VERB = {
    code: re.compile(rf"\w{{1,30}}(?:{'|'.join(lexicon.claims.verb_endings)})")
    for code, lexicon in BY_LANGUAGE.items()
}
_IN_WORDS = {QuantityKind.NUMBER, QuantityKind.ORDINAL}
_NUMBERS = {
    code: lexicon.number_words.keys() | lexicon.ordinals.keys()
    for code, lexicon in BY_LANGUAGE.items()
}
_OF_ADDRESS = frozenset({"email", "contact"})  # what an address says without a word
_NO_LETTER_BEFORE = ("'", "’", ". ")  # what is cut off, or a title or initial
_ACRONYM = range(2, 6)  # letters
_ROOT, _SHARE_OF_ROOT = 5, 0.7  # letters that words of one root share, and of the shorter one
_COGNATE = 5  # letters that a word shares with its cognate in another language


@dataclass(frozen=True, slots=True)
class Notion:
    """A word, or a phrase of the vocabulary, that says something."""

    words: tuple[str, ...]  # folded
    stems: tuple[frozenset[str], ...]  # of each word
    concepts: frozenset[str]  # of the vocabulary of courses
    everyday: frozenset[str]  # meanings of every day
    start: int  # in the text
    end: int
    weight: float  # how much a claim hangs on it: 1, less for words that come everywhere
    is_acronym: bool
    is_name: bool  # by how it is written, not where a sentence begins


class Text:
    """A text in a language as claims are compared with it; each view is made when it is needed."""

    def __init__(self, text: str, language: str) -> None:
        """Look at nothing yet."""
        self.text = text
        self.language = language

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages whose stems its words have."""
        return (self.language,) if self.language in LANGUAGES else LANGUAGES

    @cached_property
    def words(self) -> list[Word]:
        """Its words, each with its position."""
        return placed_words(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Its numbers, dates, times, rooms and addresses, in order; none of them is a word of
        another language, as "once" is eleven in Spanish.
        """
        return [
            quantity
            for quantity in find(self.text, self.language)
            if not quantity.text.isalpha()
            or quantity.kind not in _IN_WORDS
            or self.language not in _NUMBERS
            or fold(quantity.text) in _NUMBERS[self.language]
        ]

    @cached_property
    def folded(self) -> str:
        """It in lower case without accents."""
        return fold(self.text)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of the vocabulary of courses that it names."""
        named = mentions([word.text for word in self.words], self.language)
        concepts = {concept for mention in named for concept in mention.concepts}
        return frozenset(concepts | _OF_ADDRESS if self._has_address else concepts)

    @property
    def _has_address(self) -> bool:
        return any(quantity.kind is QuantityKind.EMAIL for quantity in self.quantities)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """The meanings of every day that it names."""
        meanings = frozenset[str]().union(*self._everyday)
        return meanings | _OF_ADDRESS if self._has_address else meanings

    @cached_property
    def _everyday(self) -> list[frozenset[str]]:
        return everyday([word.text for word in self.words], self.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(
            stem for word in self.words for stem in word_stems(word.text, self.languages)
        )

    @cached_property
    def folded_words(self) -> frozenset[str]:
        """Its words, folded."""
        return frozenset(fold(word.text) for word in self.words)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The same, and without their endings of number and gender."""
        return frozenset[str]().union(*(word_forms(word.text) for word in self.words))

    @cached_property
    def notions(self) -> list[Notion]:
        """What it says, in order: all but small words, quantities and titles of people. A phrase of
        the vocabulary is one.
        """
        named = mentions([word.text for word in self.words], self.language)
        return self._notions({mention.start: mention.end for mention in named})

    @cached_property
    def single_notions(self) -> list[Notion]:
        """The same, word by word."""
        return self._notions({})

    @property
    def weight(self) -> float:
        """How much it says."""
        return sum(notion.weight for notion in self.notions)

    def _notions(self, phrases: dict[int, int]) -> list[Notion]:
        found, position = [], 0
        while position < len(self.words):
            end = phrases.get(position, position + 1)
            own = self.words[position:end]
            if not self._says_nothing(own):
                found.append(self._notion(own, self._everyday[position:end]))
            position = end
        return found

    def _says_nothing(self, own: Sequence[Word]) -> bool:
        if any(
            quantity.start <= word.start < quantity.end
            for word in own
            for quantity in self.quantities
        ):
            return True
        if len(own) > 1:
            return False
        word = fold(own[0].text)
        return not self._is_letter(own[0]) and (
            is_stop(own[0].text, self.language)
            or word in _TITLES
            or _DENIAL.fullmatch(word) is not None
            or _CUT_OFF.fullmatch(self.text, own[0].start, own[0].end + 1) is not None
            or len(word) == 1
        )

    def _is_letter(self, word: Word) -> bool:
        """Whether a word is a capital that tells things apart: "gate D", not "M. Roux"."""
        written, after = self.text[word.start : word.end], self.text[word.end : word.end + 2]
        is_capital = len(written) == 1 and written.isupper() and written != "I"
        return is_capital and word.start > 0 and not after.startswith(_NO_LETTER_BEFORE)

    def _notion(self, own: Sequence[Word], meant: Sequence[frozenset[str]]) -> Notion:
        folded = tuple(fold(word.text) for word in own)
        written = self.text[own[0].start : own[-1].end]
        named = mentions([word.text for word in own], self.language)
        return Notion(
            words=folded,
            stems=tuple(frozenset(word_stems(word.text, self.languages)) for word in own),
            concepts=frozenset(
                included
                for mention in named
                for concept in mention.concepts
                for included in with_narrower(concept)
            ),
            # Of "final exam" an exam is not all.
            everyday=frozenset.intersection(*meant),
            start=own[0].start,
            end=own[-1].end,
            weight=_weight(folded, self.language),
            is_acronym=written.isupper() and len(written) in _ACRONYM,
            is_name=own[0].start > 0 and _is_name(written),
        )


def _is_name(written: str) -> bool:
    return written[:1].isupper() or any(character.isdigit() for character in written)


def _weight(words: tuple[str, ...], language: str) -> float:
    if len(words) > 1:
        return 1.0
    word = words[0]
    if word in _LIGHT or unit_of(word):
        return 0.0
    # What is done is said in many words, what it is done to in few.
    is_verb = language in _VERB and _VERB[language].fullmatch(word) is not None
    return CLAIMS.verb if word in _WEAK or is_verb else 1.0


def is_met(notion: Notion, text: Text, language: str) -> bool:
    """Whether a text names what a notion of a text in a language says."""
    if (
        all(not stems.isdisjoint(text.stems) for stems in notion.stems)
        or not notion.concepts.isdisjoint(text.concepts)
        or not notion.everyday.isdisjoint(text.meanings)
        or all(not word_forms(word).isdisjoint(text.forms) for word in notion.words)
    ):
        return True
    if notion.is_acronym and _stands_for(notion.words[0], text):
        return True
    is_same = _has_cognate if language != text.language else _has_root
    return all(is_same(word, text) for word in notion.words)


def part(text: Text, notion: Notion) -> Text:
    """A notion of a text as a text of its own."""
    return Text(text.text[notion.start : notion.end], text.language)


def is_met_in(notion: Notion, texts: Iterable[Text], language: str) -> bool:
    """Whether any of some texts names it."""
    return any(is_met(notion, text, language) for text in texts)


def is_met_any(notions: Iterable[Notion], text: Text, language: str) -> bool:
    """Whether a text names any of some notions."""
    return any(is_met(notion, text, language) for notion in notions)


def _has_cognate(word: str, text: Text) -> bool:
    if len(word) < _COGNATE:
        return word in text.folded_words
    return any(
        other[:_COGNATE] == word[:_COGNATE] and abs(len(other) - len(word)) <= _COGNATE
        for other in text.folded_words
    )


def _has_root(word: str, text: Text) -> bool:
    """Whether a text has another word of the same root: "cambio" of "cambiarte"."""
    return len(word) > _ROOT and any(
        word[:_ROOT] == other[:_ROOT] and word[: _root(word, other)] == other[: _root(word, other)]
        for other in text.folded_words
    )


def _root(word: str, other: str) -> int:
    """How many letters two words have to share."""
    return max(_ROOT, ceil(_SHARE_OF_ROOT * min(len(word), len(other))))


def _stands_for(acronym: str, text: Text) -> bool:
    """Whether the letters of an acronym begin words of a text, small ones left out: "TP" of
    "trabajos prácticos", "PID" of "the identifier of the process".
    """
    said = [fold(word.text) for word in text.words if not is_stop(word.text, text.language)]
    initials = "".join(word[0] for word in said)
    if acronym in initials:
        return True
    return (
        len(acronym) > _ACRONYM.start
        and any(word.startswith(acronym[0]) for word in said)
        and any(word.startswith(acronym[1:]) for word in said)
    )
