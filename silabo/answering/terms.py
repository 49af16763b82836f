"""What is looked for: each content word of a question, with the stems and the related words that a
passage may have for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from silabo.language.everyday import alike
from silabo.language.expected import Expected
from silabo.language.lexicon import LANGUAGES, LEXICONS, all_words
from silabo.language.opposites import opposite_of
from silabo.language.quantities import Quantity, written, written_days
from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import AnalysedQuestion, ContentWord
from silabo.language.stems import document_stems, is_stop, word_stems
from silabo.language.things import SETTINGS
from silabo.language.vocabulary import Phrase, names_narrower, phrases
from silabo.language.words import words

_COMPARISONS = all_words(lambda lexicon: lexicon.comparisons)
# A rule for all exams holds for each of them; a date, a place or a share of one does not.
_BY_WORD = {Expected.DATE, Expected.TIME, Expected.PLACE, Expected.PERSON}
_EXAM, _EXAMS = "exam", {"midterm", "final_exam"}
_BY_RULE = {Expected.YES_NO, Expected.ANY, Expected.HOW, Expected.LIST}
_BY_OPPOSITE = {Expected.YES_NO, Expected.ANY}
_BY_EACH = {Expected.QUANTITY, Expected.PERCENT, Expected.YES_NO}
_IS_HEAD_FIRST = {lexicon.code: lexicon.is_head_first for lexicon in LEXICONS}
_CODE = re.compile(r"([^\W\d_]{2,6})(\d{2,5})")
_FIRST = (QuantityKind.ORDINAL, "1")  # "the first day" is often not called so


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question; what is by language is by that of the passage."""

    word: ContentWord
    language: str  # of the question
    own: dict[str, tuple[frozenset[str], ...]]  # stems of each of its words
    related: dict[str, tuple[tuple[frozenset[str], ...], ...]]  # other ways to say it, as stems
    broader: dict[str, tuple[tuple[frozenset[str], ...], ...]]  # what includes it and may answer
    everyday: dict[str, frozenset[str]]  # words of every day for the same, as stems
    stems: dict[str, frozenset[str]]  # all of these: a text that has none of them is passed by
    names: frozenset[str] = frozenset()  # stems that alone stand for it, in any language
    counted: frozenset[str] = frozenset()  # of what an ordinal numbers: "TP 3", "third lab"
    # what an ordinal numbers has a known word in other languages than the question's
    is_counted_anywhere: bool = True
    by_figure: bool = True  # a figure may say it, for a day or a room is not asked for
    by_date: bool = True  # a date may say it, for the question names no days itself
    each: frozenset[str] = frozenset()  # of what an ordinal numbers: "each lab" says it of lab 3
    settings: frozenset[str] = frozenset()  # the work of a course that it names: an exam, a lab
    opposite: re.Pattern[str] | None = None  # says no to it: "closed" of "open?"

    @property
    def is_binding(self) -> bool:
        """Whether an answer has to state it: a date, "next week", a year, a time, an amount,
        "second", not "first".
        """
        quantity = self.word.quantity
        if quantity is None:
            return bool(self.word.years) and not self.word.is_told
        return (quantity.kind, quantity.value) != _FIRST

    @property
    def named_kind(self) -> QuantityKind | None:
        """Of what kind the day, the date or the number is that an answer has to state."""
        if self.word.days is not None and self.word.days.is_one and not self.word.is_told:
            return QuantityKind.DATE
        quantity = self.word.quantity
        return quantity.kind if quantity is not None and self.is_binding else None


def terms_of(question: AnalysedQuestion) -> list[Term]:
    """The terms of a question, in its order."""
    by_rule = question.expected in _BY_RULE
    terms = [_term(word, question.language, by_rule=by_rule) for word in question.content]
    names_days = any(word.days is not None and not word.is_told for word in question.content)
    return [
        replace(
            term,
            counted=_counted(terms, position) if _is_ordinal(term.word) else frozenset(),
            is_counted_anywhere=_is_translated(_beside(terms, position)),
            by_figure=question.expected not in _BY_WORD,
            by_date=not names_days,
            each=_numbered(terms, position) if question.expected in _BY_EACH else frozenset(),
            opposite=opposite_of(term.word.tokens, question.language)
            if question.expected in _BY_OPPOSITE
            else None,
        )
        for position, term in enumerate(terms)
    ]


def _is_ordinal(word: ContentWord) -> bool:
    return word.quantity is not None and word.quantity.kind is QuantityKind.ORDINAL


def _is_noun_like(term: Term) -> bool:
    """Whether a word is no comparison: "the second largest producer" counts producers."""
    return not set(term.word.tokens) & _COMPARISONS


def _counted(terms: Sequence[Term], position: int) -> frozenset[str]:
    """The stems of the word that an ordinal belongs to, and of those for the same."""
    term = _beside(terms, position)
    if term is None:
        return frozenset()
    # Of several words those that it stands beside: "test" of "in-term test", not "in"; of "trabajo
    # práctico" both, for it is "segundo trabajo práctico" and "trabajo práctico 2".
    ends = (
        stems
        for language, ways in term.related.items()
        for way in ways
        for stems in (way[-1:] if not _IS_HEAD_FIRST[language] else (way[0], way[-1]))
    )
    return term.names.union(*ends)


def _is_translated(term: Term | None) -> bool:
    """Whether a word is known in other languages than that of its question."""
    return term is None or bool(term.word.concepts)


def _numbered(terms: Sequence[Term], position: int) -> frozenset[str]:
    """The stems of the word itself that an ordinal belongs to."""
    term = _beside(terms, position) if _is_ordinal(terms[position].word) else None
    own = term.own.values() if term is not None else ()
    return frozenset[str]().union(*(stems for way in own for stems in way))


def _beside(terms: Sequence[Term], position: int) -> Term | None:
    """The word that an ordinal belongs to: "lab 3", but "third lab"."""
    shown = terms[position].word.display
    # "Lab 3", "group B" and "Parcial II": nothing else of a quantity is a letter or in capitals.
    is_label = (shown[:1].isdigit() and shown[-1:].isdigit()) or len(shown) == 1 or shown.isupper()
    beside = position - 1 if is_label else position + 1
    if not 0 <= beside < len(terms):
        return None
    term = terms[beside]
    is_none = term.word.quantity is not None or term.word.weak or not _is_noun_like(term)
    return None if is_none else term


def expanded(terms: Iterable[Term]) -> str:
    """The words to search with when related words and translations are welcome."""
    found: dict[str, None] = {}
    for term in terms:
        found.update(dict.fromkeys(term.word.tokens))
    for term in terms:
        for phrase in _phrases(term.word):
            found.update(dict.fromkeys(phrase.words))
        for code in _as_code(term.word):
            found.update(dict.fromkeys(code))
        if term.word.quantity is not None:
            found.update(dict.fromkeys(written(term.word.quantity)))
            found.update(dict.fromkeys(_later_weeks(term.word, term.word.quantity)))
        if term.word.days is not None:
            found.update(dict.fromkeys(written_days(term.word.days, term.word.week)))
    return " ".join(found)


def _later_weeks(word: ContentWord, first: Quantity) -> Iterable[str]:
    return (
        (str(week) for week in range(int(first.value) + 1, word.last_week + 1))
        if (word.last_week)
        else ()
    )


def _term(word: ContentWord, language: str, *, by_rule: bool) -> Term:
    own = {language: _stems(word.tokens, language) for language in LANGUAGES}
    spoken = list(_phrases(word))
    related = {
        language: (
            *(
                _without_small_words(phrase)
                for phrase in spoken
                if phrase.language == language and phrase.stems != own[language]
            ),
            *(_stems(code, language) for code in _as_code(word)),
        )
        for language in LANGUAGES
    }
    including = [phrase for concept in word.concepts if by_rule for phrase in _wider(concept)]
    wider = {
        language: tuple(phrase.stems for phrase in including if phrase.language == language)
        for language in LANGUAGES
    }
    everyday = _everyday(word, language)
    alone = [way for ways in related.values() for way in ways if len(way) == 1]
    names = frozenset().union(*(stems for way in [*own.values(), *alone] for stems in way))
    stems = {
        language: frozenset().union(
            everyday[language],
            *own[language],
            *(stems for way in related[language] + wider[language] for stems in way),
        )
        for language in LANGUAGES
    }
    concepts = frozenset(word.concepts)
    settings = concepts if concepts <= SETTINGS else frozenset()
    return Term(word, language, own, related, wider, everyday, stems, names, settings=settings)


def _without_small_words(phrase: Phrase) -> tuple[frozenset[str], ...]:
    """The stems of its words; none for a small one, which no text has among its stems."""
    return tuple(
        frozenset() if len(phrase.words) > 1 and is_stop(word, phrase.language) else stems
        for word, stems in zip(phrase.words, phrase.stems, strict=True)
    )


def _everyday(word: ContentWord, language: str) -> dict[str, frozenset[str]]:
    """The stems by language of words for the same, where the vocabulary of courses has none."""
    if len(word.tokens) > 1 or word.concepts or word.weak or word.quantity is not None:
        return dict.fromkeys(LANGUAGES, frozenset())
    return dict(alike(word.tokens[0], language))


def _wider(concept: str) -> tuple[Phrase, ...]:
    return phrases(_EXAM) if concept in _EXAMS else ()


def _stems(tokens: tuple[str, ...], language: str) -> tuple[frozenset[str], ...]:
    # Small words inside a phrase ("horas de consulta") are not in a passage's stems.
    stems = tuple(frozenset(document_stems(token, language)) for token in tokens)
    kept = tuple(own for own in stems if own)
    return kept or tuple(frozenset(word_stems(token, (language,))) for token in tokens)


def _as_code(word: ContentWord) -> list[tuple[str, ...]]:
    """A code in the other way to write it: "INF230" as "INF-230"."""
    code = _CODE.fullmatch(word.tokens[0]) if len(word.tokens) == 1 else None
    return [code.groups()] if code else []


def _phrases(word: ContentWord) -> Iterable[Phrase]:
    for concept in word.concepts:
        yield from phrases(concept)


def names_one_of(text: str, terms: Sequence[Term]) -> bool:
    """Whether a text tells of a final where an exam is asked for: it is open which is meant."""
    concepts = {concept for term in terms for concept in term.word.concepts}
    return any(names_narrower(words(text), language, concepts) for language in LANGUAGES)
