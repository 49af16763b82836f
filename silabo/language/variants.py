"""Which of several things of a kind a text names: the midterm or the final, the second lab, the
oral exam, group B.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from silabo.language.lexicon import LEXICONS, all_words
from silabo.language.lexicon.model import Lexicon
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import AnalysedQuestion, ContentWord
from silabo.language.things import ANYWHERE, SETTINGS
from silabo.language.vocabulary import mentions, with_narrower
from silabo.language.words import Word, fold, placed_words

GROUP = "group"  # what a class is parted into has no concept
LONGEST = 60  # characters of a name: what is longer is none
# Never "each" or "every".
_ARTICLES = frozenset[str]().union(
    *(lexicon.articles & lexicon.before_subject for lexicon in LEXICONS)
)
_GROUPS = all_words(lambda lexicon: lexicon.groups)
_BY_TIME = all_words(lambda lexicon: lexicon.same_question.from_asking)


def _sorts(lexicons: Iterable[Lexicon]) -> dict[str, str]:
    return {
        word: sort
        for lexicon in lexicons
        for sort, said in lexicon.which_sort.items()
        for word in said
    }


_SORTS = _sorts(LEXICONS)
# "Examen oral", "oral exam".
_SORTS_AFTER = _sorts(lexicon for lexicon in LEXICONS if lexicon.is_head_first)
_SORTS_BEFORE = _sorts(lexicon for lexicon in LEXICONS if not lexicon.is_head_first)
# A work of which there may be several; what is said of any class is said of the course.
_WORKS = SETTINGS - ANYWHERE
_HANDED_IN = "deadline"
_GLUED = re.compile(r"([^\W\d_]{2,10})(\d{1,2})")
_FIGURE = re.compile(r"\d{1,2}")
_BEFORE_VALUE = re.compile(r"(?:\s?:)?\s{1,3}(?:n\.?[ºo°]\.?\s?|#\s?)?")


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several things of a kind, as a text names it."""

    concept: str  # what it is; `GROUP` has none
    which: str  # its number, its letter or its sort; "": its concept alone says which
    name: str
    with_article: str
    language: str

    @property
    def key(self) -> tuple[str, str]:
        """What two texts that name the same one have in common."""
        return self.concept, self.which

    def called(self, language: str) -> str:
        """Its name in a question: an article of another language stands in none."""
        return self.with_article if language == self.language else self.name


def left_open(question: AnalysedQuestion) -> ContentWord | None:
    """The one work of a course, or the group, that a question names where nothing else in it says
    which of them it means; None where it says so, or names several of them or none.
    """
    words = question.content
    works = [word for word in words if not _WORKS.isdisjoint(word.concepts)]
    if len(works) > 1:  # "se entrega el tp" asks of handing in, and of no "entrega"
        works = [word for word in works if _HANDED_IN not in word.concepts]
    named = works or [word for word in words if not _GROUPS.isdisjoint(map(fold, word.tokens))]
    others = (word for word in words if word not in named)
    if len(named) != 1 or question.each or any(map(_says_which, others)):
        return None
    return None if any(map(_is_plural, named[0].tokens)) else named[0]


def _says_which(word: ContentWord) -> bool:
    tokens = {fold(token) for token in word.tokens}
    return (
        word.quantity is not None
        or word.days is not None
        or _FIGURE.fullmatch(word.display) is not None
        or not tokens.isdisjoint(_BY_TIME)
        or not tokens.isdisjoint(_SORTS)
    )


def _is_plural(word: str) -> bool:
    return fold(word).endswith(("s", "x"))


def variants(text: str, language: str, asked: ContentWord) -> list[Variant]:
    """Those of what a question leaves open that a text names, in order."""
    if not asked.concepts and _GROUPS.isdisjoint(map(fold, asked.tokens)):
        return []
    wanted = _wanted(asked) or {GROUP}
    placed = placed_words(text)
    ordinals = [each for each in find(text, language) if each.kind is QuantityKind.ORDINAL]
    found = []
    for start, end, concept in _heads(placed, language, wanted):
        named = _which(text, placed, start, end, ordinals)
        if not named and (concept in asked.concepts or concept == GROUP):
            continue
        which, first, last = named or ("", start, end)
        name = _spelt(text, placed[first:last])
        called = _spelt(text, placed[_with_article(placed, first) : last])
        if len(called) <= LONGEST:
            found.append(Variant(concept, which, name, called, language))
    return found


def names_all(text: str, language: str, asked: ContentWord) -> bool:
    """Whether a text speaks of several of what a question leaves open: "the exams are written"."""
    placed, wanted = placed_words(text), _wanted(asked)
    return any(
        not wanted.isdisjoint(mention.concepts) and _is_plural(placed[mention.end - 1].text)
        for mention in mentions([word.text for word in placed], language)
    )


def _wanted(asked: ContentWord) -> set[str]:
    """What may be meant: a midterm is an exam, and nobody calls the quiz of each week so."""
    narrower = {name for concept in asked.concepts for name in with_narrower(concept)}
    return narrower & _WORKS - ({"quiz"} - set(asked.concepts))


def _heads(
    placed: Sequence[Word], language: str, wanted: set[str]
) -> Iterator[tuple[int, int, str]]:
    """The words of a text that name one of the wanted, never several of it."""
    if GROUP in wanted:
        for position, word in enumerate(placed):
            if fold(word.text) in _GROUPS:
                yield position, position + 1, GROUP
        return
    for mention in mentions([_unglued(word.text) for word in placed], language):
        concepts = wanted.intersection(mention.concepts)
        if concepts and not _is_plural(placed[mention.end - 1].text):
            yield mention.start, mention.end, min(concepts)


def _which(
    text: str, placed: Sequence[Word], start: int, end: int, ordinals: Sequence[Quantity]
) -> tuple[str, int, int] | None:
    """What beside a name says which one it is, and the words of both; None where nothing does."""
    glued = _GLUED.fullmatch(placed[end - 1].text)
    if glued:
        return glued[2], start, end
    if end < len(placed) and _BEFORE_VALUE.fullmatch(text, placed[end - 1].end, placed[end].start):
        which = _first_cell(text, placed, start, end) or _says(placed[end], ordinals, _SORTS_AFTER)
        if which:
            return which, start, end + 1
    if start and text[placed[start - 1].end : placed[start].start].isspace():
        which = _says(placed[start - 1], ordinals, _SORTS_BEFORE)
        if which:
            return which, start - 1, end
    return None


def _first_cell(text: str, placed: Sequence[Word], start: int, end: int) -> str:
    """The figure in the first cell of a row, under its column's name: "Lab: 1"."""
    is_cell = start == 0 and ":" in text[placed[end - 1].end : placed[end].start]
    return placed[end].text if is_cell and _FIGURE.fullmatch(placed[end].text) else ""


def _says(word: Word, ordinals: Sequence[Quantity], sorts: Mapping[str, str]) -> str:
    """Which one a word says, "" for one that does not."""
    at = (each.value for each in ordinals if each.start <= word.start and word.end <= each.end)
    return next(at, "") or sorts.get(fold(word.text), "")


def _with_article(placed: Sequence[Word], start: int) -> int:
    return start - 1 if start and fold(placed[start - 1].text) in _ARTICLES else start


def _unglued(word: str) -> str:
    glued = _GLUED.fullmatch(word)
    return glued[1] if glued else word


def _spelt(text: str, placed: Sequence[Word]) -> str:
    said = text[placed[0].start : placed[-1].end].replace(":", " ")
    said = " ".join(said.split())
    # As within a sentence: "Second midterm" begins one there. An acronym stays as it is.
    return said if said[1:2].isupper() or said[1:2].isdigit() else said[:1].lower() + said[1:]
