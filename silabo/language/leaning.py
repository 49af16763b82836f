"""What a message says of what it asks about, word by word, and whether that is enough: one that
leans on an earlier question names no thing, or stands a word in its place.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from silabo.language.expected import Expected, expected_kind
from silabo.language.lexicon import all_words, any_of
from silabo.language.lexicon.model import FollowUps, Patterns
from silabo.language.questions import AnalysedQuestion, read_question
from silabo.language.things import OF_SOMETHING, SaidWord
from silabo.language.words import Word, fold, folded_in_place, placed_words

_MOST_OF_A_NAME = 3  # content words of what is but the name of a thing
_MOST_BETWEEN = 2  # small words inside a name: "altitude of the city"
_LONGEST_TOPIC = 120  # characters


def _whole(name: str) -> re.Pattern[str]:
    """The alternatives of a field of what follows, in any language, as whole words."""
    patterns = any_of(lambda lexicon: _field(lexicon.follow_ups, name))
    return re.compile(rf"(?<![\w'-]){patterns}(?![\w'-])")


def _field(follow_ups: FollowUps, name: str) -> Patterns:
    found: Patterns = getattr(follow_ups, name)
    return found


_JOINED = any_of(lambda lexicon: lexicon.follow_ups.joining)
_JOINING = re.compile(rf"[\s¿¡]{{0,3}}(?:{_JOINED}(?![\w'-])[\s,:¿]{{0,5}}){{1,2}}")
_PRONOUN, _POINTING, _CLITIC = _whole("pronouns"), _whole("pointing"), _whole("clitics")
_SUBJECT, _OTHERS = _whole("subjects"), _whole("others")
_LEFT_OUT = re.compile(rf"[\s¿¡]{{0,3}}{any_of(lambda lexicon: lexicon.follow_ups.left_out)}")
_CONDITION = re.compile(rf"{any_of(lambda lexicon: lexicon.conditions)}\b")
_QUESTION_WORDS = all_words(lambda lexicon: lexicon.follow_ups.question_words)
_ASKING_VERBS = all_words(lambda lexicon: lexicon.follow_ups.asking_verbs)
_ARTICLES = all_words(lambda lexicon: lexicon.articles)
_STOP_WORDS = all_words(lambda lexicon: lexicon.stop_words | lexicon.frame_words)
_WHOLES = all_words(lambda lexicon: lexicon.follow_ups.wholes)
_CODE = re.compile(r"[\[\](){}=<>]")  # it says what it is about in its own language
_NOTHING_ASKED = {Expected.ANY, Expected.YES_NO, Expected.LIST}


class TypedMessage:
    """A message as it is typed, without courtesy."""

    def __init__(self, text: str, language: str) -> None:
        """Its language is es, en, fr, or und when nothing tells."""
        self.text = text.strip().rstrip("?!. ")
        self._language = language
        self._folded = folded_in_place(self.text)
        opened = _JOINING.match(self._folded)
        self._goes_on = opened is not None and opened.end() < len(self.text)
        self.begins = opened.end() if opened and self._goes_on else 0

    @property
    def rest(self) -> str:
        """Its words without "and" before them."""
        return self.text[self.begins :]

    @cached_property
    def _question(self) -> AnalysedQuestion:
        return read_question(self.rest, self._language)

    @cached_property
    def said(self) -> list[SaidWord]:
        """Its content words, in order."""
        found: list[SaidWord] = []
        position = self.begins
        for word in self._question.content:
            start = self.text.find(word.display, position)
            if start >= 0:
                position = start + len(word.display)
                found.append(SaidWord(word, start, position))
        return found

    @property
    def things(self) -> list[SaidWord]:
        """What it names that can be asked about."""
        return [said for said in self.said if said.is_thing]

    @property
    def ordinals(self) -> list[SaidWord]:
        """What only tells which one of several is meant."""
        return [said for said in self.said if said.is_ordinal]

    @cached_property
    def leans(self) -> bool:
        """Whether it cannot be understood without an earlier question."""
        if not self._words or _CODE.search(self.text) or self._question.each:
            return False
        if not self.said or self.lacks_subject or self.pronoun or self.clitic:
            return True
        if not self.things:
            return self._names_nothing
        if self._goes_on:
            return not (self._asks or self._is_whole_condition)
        return self._is_bare_name

    @property
    def _names_nothing(self) -> bool:
        """Whether what is no thing does not stand by itself either."""
        attributes = [said for said in self.said if said.is_attribute]
        if self._goes_on and (len(attributes) < 2 or not self._asks):
            return True
        if any(self._counts_nothing(said) for said in self.ordinals) or self._others:
            return True
        if any(fold(word.text) in _WHOLES for word in self._words):
            return False
        concepts = {concept for said in attributes for concept in said.word.concepts}
        return bool(concepts) and concepts <= OF_SOMETHING

    def _counts_nothing(self, ordinal: SaidWord) -> bool:
        """Whether no noun follows an ordinal: "the second one", not "the first day"."""
        following = next((word for word in self._words if word.start >= ordinal.end), None)
        if following is None or self._others:
            return True
        folded = fold(following.text)
        return folded in _ASKING_VERBS or folded in _QUESTION_WORDS

    @property
    def _is_bare_name(self) -> bool:
        """Whether it is the name of one thing with its article, of which nothing is asked."""
        is_whole = self.name == self.rest.strip(" ¿")
        return is_whole and len(self.said) == 1 and self.has_article and self.is_name

    @property
    def _is_whole_condition(self) -> bool:
        """ "And if I miss the exam": it says of what."""
        return len(self.said) > 1 and _CONDITION.match(self._folded, self.begins) is not None

    @cached_property
    def _words(self) -> list[Word]:
        return [word for word in placed_words(self.text) if word.start >= self.begins]

    @cached_property
    def _asks(self) -> bool:
        """Whether it says what it asks for."""
        folded = [fold(word.text) for word in self._words]
        if not folded or folded[0] in _ASKING_VERBS:
            return bool(folded)
        near = folded[:3] + folded[-3:]
        return not _QUESTION_WORDS.isdisjoint(near) or (
            expected_kind(self.rest) not in _NOTHING_ASKED
        )

    @property
    def is_name(self) -> bool:
        """Whether it names something and says nothing of it: "and the midterm?"."""
        is_clause = _CONDITION.match(self._folded, self.begins) is not None
        return (
            0 < len(self.said) <= _MOST_OF_A_NAME
            and len(self._grouped) == 1
            and not self.pronoun
            and not is_clause
            and not self._has_question_word(self.said[0].end)
        ) or bool(self._others and not self._asks)

    def _has_question_word(self, before: int) -> bool:
        said = [fold(word.text) for word in self._words if word.end <= before]
        return any(word in _QUESTION_WORDS or word in _ASKING_VERBS for word in said)

    @property
    def is_attribute(self) -> bool:
        """Whether what it names is asked of a thing: "and the room?"."""
        return bool(self.said) and all(said.is_attribute for said in self.said)

    @cached_property
    def pronoun(self) -> tuple[int, int] | None:
        """Where a word stands for what was asked about; None where there is none, or where a noun
        of the message itself is meant.
        """
        found = _SUBJECT.match(self._folded, self.begins)
        if found is None and not self.things:
            found = _POINTING.search(self._folded, self.begins)
        for each in _PRONOUN.finditer(self._folded, self.begins) if found is None else ():
            if not self._has_thing_before(each.start()):
                found = each
        return found.span() if found and not self._is_other(found.start()) else None

    @cached_property
    def clitic(self) -> tuple[int, int] | None:
        """Where what was asked about is part of a verb or of a name; None as for a pronoun."""
        found = _CLITIC.search(self._folded, self.begins)
        return found.span() if found and not self._has_thing_before(found.start()) else None

    def _has_thing_before(self, position: int) -> bool:
        # The word right before it is its verb: "if I miss it".
        return any(said.end + 1 < position for said in self.things)

    @cached_property
    def _others(self) -> re.Match[str] | None:
        return _OTHERS.search(self._folded, self.begins)

    def _is_other(self, position: int) -> bool:
        return self._others is not None and self._others.start() <= position < self._others.end()

    @property
    def lacks_subject(self) -> bool:
        """Whether it ends with a verb of which nothing is said: "cuando se entrega"."""
        return _LEFT_OUT.match(self._folded, self.begins) is not None

    # What is taken of it

    @cached_property
    def _grouped(self) -> list[list[SaidWord]]:
        """Its content words by the names that they make up; attributes only where it has no
        things.
        """
        found: list[list[SaidWord]] = []
        for said in self.said:
            if said.is_attribute and self.things:
                continue
            if found and self._is_beside(found[-1][-1], said):
                found[-1].append(said)
            else:
                found.append([said])
        return found

    @property
    def _names(self) -> list[list[SaidWord]]:
        """The names of its things, each with what stands beside them."""
        named = [name for name in self._grouped if any(each.is_thing for each in name)]
        return named or self._grouped

    def _is_beside(self, one: SaidWord, other: SaidWord) -> bool:
        between = placed_words(self.text[one.end : other.start])
        is_small = all(fold(word.text) in _STOP_WORDS for word in between)
        return is_small and len(between) <= _MOST_BETWEEN

    @cached_property
    def topic(self) -> str:
        """What it asks about, in its own words; "" where it says nothing of that."""
        if not self._names:
            return ""
        name = max(self._names, key=lambda said: sum(each.is_thing for each in said))
        return self.text[self._with_article(name[0].start) : name[-1].end][:_LONGEST_TOPIC]

    @property
    def uncounted(self) -> str:
        """What it asks about without the ordinal: "midterm" of "the first midterm"."""
        name = max(self._names, key=len, default=[])
        things = [said for said in name if said.is_thing]
        return self.text[things[0].start : things[-1].end] if things else ""

    def _with_article(self, start: int) -> int:
        before = [word for word in placed_words(self.text) if word.end <= start]
        return before[-1].start if before and fold(before[-1].text) in _ARTICLES else start

    @property
    def has_article(self) -> bool:
        """Whether an article stands before what it names."""
        return bool(self.said) and self._with_article(self.said[0].start) < self.said[0].start

    @property
    def name(self) -> str:
        """What it names, with its article."""
        return self.text[self._with_article(self.said[0].start) : self.said[-1].end]

    @property
    def is_beside(self) -> bool:
        """Whether it says where something else is asked of: "and in the final?"."""
        first = fold(self._words[0].text) if self._words else ""
        return first in _STOP_WORDS and first not in _ARTICLES

    @property
    def bare_name(self) -> str:
        """What it names, without its article."""
        return self.text[self.said[0].start : self.said[-1].end]

    def counterpart(
        self, others: Sequence[SaidWord], *, beside: bool
    ) -> tuple[int, int, bool] | None:
        """Where the name stands that another one, of these things, takes the place of, and whether
        it has an article; None where that belongs beside it.
        """
        other = others[-1]
        alike = [said for said in self.things if said.sort == other.sort]
        if not alike and other.sort != "day" and not (beside and other.sort == "setting"):
            alike = [said for said in self.things if said.sort != "day"]
        if not alike:
            return None
        start, end = self._titled(alike[-1], others), alike[-1].end
        for said in self.ordinals:  # "the first midterm", "lab 2"
            if not self.text[said.end : start].strip() and said.end <= start:
                start = said.start
            elif not self.text[end : said.start].strip() and end <= said.start:
                end = said.end
        begins = self._with_article(start)
        return begins, end, begins < start

    def _titled(self, said: SaidWord, others: Sequence[SaidWord]) -> int:
        """Where a name begins with the title that the other one has too: "Prof. Kim"."""
        concepts = {concept for other in others for concept in other.word.concepts}
        position = self.said.index(said)
        before = self.said[position - 1] if position else None
        if before is None or concepts.isdisjoint(before.word.concepts):
            return said.start
        is_beside = not placed_words(self.text[before.end : said.start])
        return before.start if is_beside else said.start

    def after_others(self, position: int) -> int:
        """Behind the word that stands for a thing at a position: "one" of "the second one"."""
        following = next((word for word in self._words if word.start >= position), None)
        others = self._others
        if following is None or others is None or not others.start() < position < others.end():
            return position
        return others.end()
