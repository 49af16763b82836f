"""A text as it is looked at while a question is answered: each view of it is made once, when it is
first needed, and goes where the text goes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from silabo.language.lexicon import BY_LANGUAGE, LANGUAGES, all_words, values_of
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.sentences import split
from silabo.language.signs import sign_stem, signs
from silabo.language.stems import ADDRESS_STEM, is_stop
from silabo.language.vocabulary import Mention, Token, mentions_among, read_token
from silabo.language.weekday_codes import coded_weekdays
from silabo.language.words import fold, word_forms, words

_GLUED = re.compile(r"([^\W\d_]{2,10})\d{1,2}")
_CLAUSE_END = re.compile(r"[.;:·] ")
_LONGEST_OPENING = 60  # characters of a clause in which its first word of weight stands
_LONGEST_SUBJECT = 8  # words with which it begins
_BEFORE_SUBJECT = all_words(lambda lexicon: lexicon.before_subject)
_ORDINALS = values_of(lambda lexicon: lexicon.ordinals)
_WEEKDAYS = values_of(lambda lexicon: lexicon.weekdays)


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word in a language, as texts share it."""

    token: Token  # as phrases of the vocabulary are compared with it
    stems: frozenset[str]  # in all languages of the text
    forms: frozenset[str]  # folded: as it is, and without its endings of number and gender
    is_stop: bool  # it carries no content


class Words:
    """The words of the texts that are read together: each is looked at once.

    The words of a course are few and come again and again. Several threads may share one object.
    """

    def __init__(self, most: int = 50_000) -> None:
        """Know at most so many words at a time."""
        self._most = most
        self._known: dict[tuple[str, str], KnownWord] = {}

    def known(self, word: str, language: str) -> KnownWord:
        """A lower-case word of a text in a language."""
        known = self._known.get((word, language))
        if known is None:
            if len(self._known) >= self._most:
                self._known = {}
            languages = (language,) if language in LANGUAGES else LANGUAGES
            token = read_token(word, languages)
            stems = frozenset[str]().union(*token.stems.values())
            known = KnownWord(token, stems, word_forms(word), is_stop(word, language))
            self._known[word, language] = known
        return known


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """A word of a text, and the phrase of several words in which it stands."""

    stems: frozenset[str]
    concepts: frozenset[str] = frozenset()  # of the phrase; none where it stands in none
    is_head: bool = False  # the phrase is one of what the word names: "project", "final project"


class AnalysedText:
    """A text in a language: es, en, fr, or und where nothing tells.

    Two objects of the same text and language are equal in all that they say.
    """

    def __init__(
        self,
        text: str,
        language: str,
        known: Words | None = None,
        views: Mapping[str, Any] | None = None,
    ) -> None:
        """Look at nothing yet. `views` are properties that were made before, by their names."""
        self.text = text
        self.language = language
        self._all_words = known or Words()
        self.languages = (language,) if language in LANGUAGES else LANGUAGES
        vars(self).update(views or {})

    @cached_property
    def folded(self) -> str:
        """The text in lower case, without accents."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers in order, lower case, with their accents."""
        return tuple(words(self.text))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences in order."""
        return tuple(split(self.text))

    @cached_property
    def known_words(self) -> tuple[KnownWord, ...]:
        """What is known of each of its words, in order."""
        return tuple(self._all_words.known(word, self.language) for word in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its stems, as `document_stems` gives them: without those of stop words."""
        known = (*self.known_words, *self._before_figures)
        stems = {stem for word in known if not word.is_stop for stem in word.stems}
        stems.update(map(sign_stem, signs(self.text)))
        return frozenset(stems | {ADDRESS_STEM} if "@" in self.text else stems)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words folded, as they are and without their endings of number and gender."""
        known = (*self.known_words, *self._before_figures)
        return frozenset[str]().union(*(word.forms for word in known))

    @cached_property
    def _before_figures(self) -> tuple[KnownWord, ...]:
        """What stands before a number without a space: the TP of "TP2", the lab of "lab3"."""
        glued = (_GLUED.fullmatch(word) for word in self.words)
        return tuple(self._all_words.known(each[1], self.language) for each in glued if each)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The days of the week that it names, from 1, Monday. By value: "sábado" and "saber" share
        their stem.
        """
        named = (_WEEKDAYS.get(word.token.text) for word in self.known_words)
        coded = (day for each in coded_weekdays(self.text, self.language) for day in each.days)
        return frozenset(day for day in (*named, *coded) if day is not None)

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is a digit in it."""
        return any(character.isdigit() for character in self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, dates, times, rooms and addresses, in order."""
        return tuple(find(self.text, self.language))

    @cached_property
    def kinds(self) -> frozenset[QuantityKind]:
        """The kinds of its quantities."""
        return frozenset(quantity.kind for quantity in self.quantities)

    @cached_property
    def openings(self) -> tuple[frozenset[str], ...]:
        """For each of its clauses the stems of the first word that is no article or ordinal."""
        openings = (self._opening(clause) for clause in _CLAUSE_END.split(self.text))
        return tuple(stems for stems in openings if stems)

    @cached_property
    def subject(self) -> frozenset[str]:
        """The concepts that it begins with, articles and ordinals left out: what it is about."""
        words = [word.token for word in self.known_words[:_LONGEST_SUBJECT]]
        first = next(
            (place for place, word in enumerate(words) if not _stands_before(word.text)), len(words)
        )
        found = mentions_among(words[first:])
        return frozenset(found[0].concepts if found and found[0].start == 0 else ())

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The concepts that its words name, in order."""
        return tuple(mentions_among([word.token for word in self.known_words]))

    @cached_property
    def phrases(self) -> tuple[PhraseWord, ...]:
        """Each of its words in its phrase."""
        found = [PhraseWord(word.stems) for word in self.known_words]
        for mention in self.mentions:
            if mention.end - mention.start == 1:
                continue
            heads = self._heads(mention)
            for place in range(mention.start, mention.end):
                found[place] = PhraseWord(
                    found[place].stems, frozenset(mention.concepts), is_head=place in heads
                )
        return tuple(found)

    def _heads(self, mention: Mention) -> tuple[int, ...]:
        """Where the noun of a phrase stands: "final project" and "proyecto final" are projects."""
        ends, lexicon = (mention.start, mention.end - 1), BY_LANGUAGE.get(self.language)
        if lexicon is None:
            return ends
        return ends[:1] if lexicon.is_head_first else ends[1:]

    def _opening(self, clause: str) -> frozenset[str]:
        for word in words(clause[:_LONGEST_OPENING]):
            known = self._all_words.known(word, self.language)
            if not _stands_before(known.token.text):
                return frozenset() if known.is_stop else known.stems
        return frozenset()


def _stands_before(word: str) -> bool:
    """Whether a folded word only leads to a subject: an article, an ordinal."""
    return word in _BEFORE_SUBJECT or word in _ORDINALS
