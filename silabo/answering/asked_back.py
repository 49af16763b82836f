"""Which of several is meant, where a question leaves it open and the closest passages name more
than one: the midterm or the final, the first lab or the second.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silabo.answering.quoting import Quotation
from silabo.answering.weights import QUOTING
from silabo.domain.answers import Choice, Query
from silabo.language.follow_ups import asked_of
from silabo.language.lexicon import LEXICONS, values_of
from silabo.language.questions import AnalysedQuestion, ContentWord
from silabo.language.things import SETTINGS
from silabo.language.vocabulary import mentions, with_narrower
from silabo.language.words import Word, fold, placed_words

_ORDINALS = values_of(lambda lexicon: lexicon.ordinals)
# Never "each" or "every".
_ARTICLES = frozenset[str]().union(
    *(lexicon.articles & lexicon.before_subject for lexicon in LEXICONS)
)
_GLUED = re.compile(r"([^\W\d_]{2,10})(\d{1,2})")
_FIGURE = re.compile(r"\d{1,2}")


def choices(
    query: Query, question: AnalysedQuestion, quoted: Sequence[Quotation]
) -> tuple[Choice, ...]:
    """What a question may mean, two to `QUOTING.most_choices` of them in the order of what is
    quoted; none where it says which one, or asks for all of them.
    """
    asked = _left_open(question)
    if asked is None:
        return ()
    wanted = frozenset(name for concept in asked.concepts for name in with_narrower(concept))
    named = [_named_in(each, wanted, asked) for each in quoted]
    if not named or not named[0]:  # what comes closest holds for all of them
        return ()
    found = _apart([variant for each in named for variant in each])
    told = [
        Choice(each.name, asked_of(each.called(query.language), query.text, query.language))
        for each in found
    ]
    return (
        tuple(told)
        if 2 <= len(told) <= QUOTING.most_choices and all(each.question for each in told)
        else ()
    )


@dataclass(frozen=True, slots=True)
class _Variant:
    """One of several things of a kind, as a text names it."""

    concept: str
    number: int  # 0: it has none
    name: str
    with_article: str
    language: str

    def called(self, language: str) -> str:
        """Its name in a question: an article of another language stands in none."""
        return self.with_article if language == self.language else self.name


def _apart(variants: Sequence[_Variant]) -> list[_Variant]:
    """Each once, in order; "midterm" alone is none where there is a first and a second one."""
    found = {(each.concept, each.number): each for each in reversed(variants)}
    numbered = {concept for concept, number in found if number}
    first = sorted(found.values(), key=variants.index)
    return [each for each in first if each.number or each.concept not in numbered]


def _left_open(question: AnalysedQuestion) -> ContentWord | None:
    """The one work of a course that a question names, where nothing else in it says which."""
    works = [word for word in question.content if not SETTINGS.isdisjoint(word.concepts)]
    says_which = any(
        word.quantity is not None or word.days is not None or _FIGURE.fullmatch(word.display)
        for word in question.content
    )
    if len(works) != 1 or question.each or says_which or any(map(_is_plural, works[0].tokens)):
        return None
    return works[0]


def _is_plural(word: str) -> bool:
    return fold(word).endswith(("s", "x"))


def _named_in(quoted: Quotation, wanted: frozenset[str], asked: ContentWord) -> list[_Variant]:
    texts = (quoted.text, *quoted.passage.path[1:])
    return [each for text in texts for each in _named(text, quoted.passage.language, wanted, asked)]


def _named(
    text: str, language: str, wanted: frozenset[str], asked: ContentWord
) -> Iterator[_Variant]:
    """Each of the wanted that a text names."""
    placed = placed_words(text)
    for mention in mentions([_unglued(word.text) for word in placed], language):
        concepts = wanted.intersection(mention.concepts)
        start, end = mention.start, mention.end
        before, after = placed[max(0, start - 1) : start], placed[end : end + 1]
        number = _number(placed[end - 1].text) or _figure(after) or _ordinal(before + after)
        if not concepts or _is_plural(placed[end - 1].text):
            continue
        if number:
            start -= bool(_ordinal(before))
            end += not _ordinal(before) and not _number(placed[end - 1].text)
        elif not concepts.isdisjoint(asked.concepts):
            continue
        called = placed[_with_article(placed, start) : end]
        yield _Variant(
            min(concepts), number, _spelt(text, placed[start:end]), _spelt(text, called), language
        )


def _with_article(placed: Sequence[Word], start: int) -> int:
    return start - 1 if start and fold(placed[start - 1].text) in _ARTICLES else start


def _unglued(word: str) -> str:
    glued = _GLUED.fullmatch(word)
    return glued[1] if glued else word


def _number(word: str) -> int:
    glued = _GLUED.fullmatch(word)
    return int(glued[2]) if glued else 0


def _figure(words: Sequence[Word]) -> int:
    return next((int(word.text) for word in words if _FIGURE.fullmatch(word.text)), 0)


def _ordinal(words: Sequence[Word]) -> int:
    return next((_ORDINALS.get(fold(word.text), 0) for word in words), 0)


def _spelt(text: str, placed: Sequence[Word]) -> str:
    said = " ".join(text[placed[0].start : placed[-1].end].split())
    # As within a sentence: "Second midterm" begins one there. An acronym stays as it is.
    return said if said[1:2].isupper() or said[1:2].isdigit() else said[:1].lower() + said[1:]
