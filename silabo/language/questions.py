"""Reads a question: the kind of answer that it expects, and its content words as they were
written.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from silabo.language.days import Days, day_in
from silabo.language.durations import lengths
from silabo.language.expected import Expected, expected_kind
from silabo.language.lexicon import BY_LANGUAGE, LEXICONS, all_words, any_of, pattern
from silabo.language.lexicon.model import Lexicon, Words
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.relative_days import relative_days
from silabo.language.signs import signs
from silabo.language.vocabulary import mentions
from silabo.language.week_names import SpanOfWeeks, spans_of_weeks
from silabo.language.words import Word, fold, placed_words

# Named in a question, these are looked for by value: "25 de mayo" finds 25/5.
_LOOKED_FOR = {
    QuantityKind.DATE,
    QuantityKind.MONTH,
    QuantityKind.TIME,
    QuantityKind.PERCENT,
    QuantityKind.MONEY,
    QuantityKind.WEEK,
    QuantityKind.EMAIL,
    QuantityKind.ORDINAL,
}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# What is asked of all parts alike: each of them answers.
_EACH_PART = pattern(lambda lexicon: lexicon.each_part)
_STORY = re.compile(rf"\W{{0,9}}{any_of(lambda lexicon: lexicon.courtesy.oneself)}")
# Who writes nothing but "dates" asks when these are.
_DATED = ("schedule", "exam", "midterm", "final_exam", "deadline")
_DATES_ALONE = all_words(lambda lexicon: lexicon.dates_alone)
_COURSE_YEAR = re.compile(r"20\d\d")
_A_DAY = len("07-03")
_NEAR = timedelta(days=215)  # half a year away a date is as near to both of its years, or nearly
# "Final" alone is the exam, and beside a noun it says which: "entrega final", "final report".
_FINAL = ("final_exam",)
_HANDED_IN = {"assignment", "essay", "practical", "project", "deadline", "presentation"}
_MOST_WORDS = 24  # content words that are looked at; a question has five to ten


@dataclass(frozen=True, slots=True)
class ContentWord:
    """A word, phrase or quantity that a question is about."""

    display: str  # as the student wrote it
    tokens: tuple[str, ...]  # its words in lower case
    concepts: tuple[str, ...] = ()  # what it names in the vocabulary of courses
    quantity: Quantity | None = None  # its value when it is one
    weak: bool = False  # it is in many questions and in few answers
    bare: bool = False  # a verb that says only that a thing is held, seen, had or used
    hours: float | None = None  # the length of time that it names: "two days"
    days: Days | None = None  # the days that it names: "tomorrow", "next week"
    week: int = 0  # the week of the course that these are, where that is known
    last_week: int = 0  # of a span of weeks that its quantity begins: "weeks 1-3"
    years: frozenset[int] = frozenset()  # a date for it is of one of these
    is_told: bool = False  # its days are of a story: "I broke my arm last week, can I..."
    is_far: bool = False  # a date that names no year is of none of these


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """A question as answering looks at it. `each`: it asks of every part of something alike."""

    language: str
    expected: Expected
    content: tuple[ContentWord, ...]
    each: bool = False


def read_question(text: str, language: str, today: date | None = None) -> AnalysedQuestion:
    """What a question asks for. Its language is es, en, fr, or und when nothing tells; `today` is
    the day when it was asked, where it was asked.
    """
    text = _MARKUP.sub(" ", text)
    content: dict[str, ContentWord] = {}
    position = 0
    for start, end, word in _measured(text, language, today):
        if start < position:
            continue
        _add_words(content, text, (position, start), language)
        content.setdefault(fold(word.display), word)
        position = end
    _add_words(content, text, (position, len(text)), language)
    if content.keys() <= _DATES_ALONE:
        content = _dates_alone(text)
    for sign in signs(text):
        content.setdefault(sign, ContentWord(sign, (sign,)))
    is_story = _STORY.match(fold(text).replace("’", "'")) is not None
    listed = tuple(_with_years(word, today, is_story) for word in content.values())
    listed = listed[:_MOST_WORDS]
    each = _EACH_PART.search(fold(text)) is not None
    return AnalysedQuestion(language, expected_kind(text), listed, each)


def _dates_alone(text: str) -> dict[str, ContentWord]:
    """What frames other questions, and is all that this one says."""
    return {
        fold(word.text): ContentWord(text[word.start : word.end], (word.text,), _DATED)
        for word in placed_words(text)
        if fold(word.text) in _DATES_ALONE
    }


def _measured(text: str, language: str, today: date | None) -> list[tuple[int, int, ContentWord]]:
    """The lengths of time, the days and the quantities of a question in order, each with its
    place.
    """
    long = lengths(text)
    found = [
        (length.start, length.end, _worded(text[length.start : length.end], hours=length.hours))
        for length in long
    ]
    found += [
        (quantity.start, quantity.end, _worded(quantity.text, quantity=quantity))
        for quantity in find(text, language)
        if quantity.kind in _LOOKED_FOR
    ]
    found += [_weeks(text, weeks) for weeks in spans_of_weeks(text)]
    if today is not None:
        for named in relative_days(text, today):
            # "Is it marked in two weeks?" may mean how long that takes.
            inside = (each.hours for each in long if named.start < each.start < named.end)
            written = text[named.start : named.end]
            word = _worded(written, days=named.days, hours=next(inside, None))
            found.append((named.start, named.end, word))
    return sorted(found, key=lambda measured: (measured[0], -measured[1]))


def _weeks(text: str, weeks: SpanOfWeeks) -> tuple[int, int, ContentWord]:
    """A span of weeks with its place."""
    written = text[weeks.start : weeks.end]
    first = Quantity(QuantityKind.WEEK, str(weeks.first), written, weeks.start, weeks.end)
    word = _worded(written, quantity=first)
    return weeks.start, weeks.end, replace(word, last_week=weeks.last)


def _worded(
    display: str,
    *,
    quantity: Quantity | None = None,
    hours: float | None = None,
    days: Days | None = None,
) -> ContentWord:
    tokens = tuple(word.text for word in placed_words(display))
    return ContentWord(display, tokens, quantity=quantity, hours=hours, days=days)


def _with_years(word: ContentWord, today: date | None, is_story: bool) -> ContentWord:
    """The word with the years that it asks for: those of its date or days, or a year alone, if it
    may be one of the course. Of a year long past other things are told.
    """
    if today is None:
        return word
    if word.days is not None:
        return replace(word, years=word.days.years, is_told=is_story)
    value = word.quantity.value if word.quantity is not None else ""
    if word.quantity is not None and word.quantity.kind is QuantityKind.DATE:
        if len(value) == _A_DAY:
            return word
        day = day_in(value, today.year)
        is_far = day is None or abs(day - today) > _NEAR
        return replace(word, years=frozenset({int(value[:4])}), is_far=is_far)
    if word.quantity is None and _COURSE_YEAR.fullmatch(word.display):
        year = int(word.display)
        if year >= today.year - 1:
            around = {today.year, (today + _NEAR).year, (today - _NEAR).year}
            return replace(word, years=frozenset({year}), is_far=year not in around)
    return word


def _add_words(
    content: dict[str, ContentWord], text: str, span: tuple[int, int], language: str
) -> None:
    start, end = span
    placed = placed_words(text[start:end])
    named = {
        mention.start: mention
        for mention in mentions([word.text for word in placed], language)
        if mention.end - mention.start > 1
        or not _is_stop(placed[mention.start], language)
        # A small word that ends a question is its verb: "when is the lab out".
        or (mention.end == len(placed) and end == len(text.rstrip(" ?!.")))
    }
    position = 0
    while position < len(placed):
        mention = named.get(position)
        last = mention.end if mention else position + 1
        group = placed[position:last]
        if mention or not _frames(group[0], language):
            display = text[start + group[0].start : start + group[-1].end]
            tokens = tuple(word.text for word in group)
            concepts = mention.concepts if mention else ()
            if len(group) == 1 and _is_verb(placed, position, language):
                concepts = ()
            if concepts == _FINAL and len(group) == 1 and _says_which(placed, position, language):
                concepts = ()
            weak = len(group) == 1 and _is_weak(group[0], language)
            bare = len(group) == 1 and _is_bare(group[0], language)
            word = ContentWord(display, tokens, concepts, weak=weak, bare=bare)
            content.setdefault(fold(display), word)
        position = last


def _is_verb(placed: Sequence[Word], position: int, language: str) -> bool:
    """Whether a word that names a thing elsewhere stands where only a verb can."""
    if not position or not _has(lambda lexicon: lexicon.verbs_too, placed[position], language):
        return False
    return _has(lambda lexicon: lexicon.before_verb, placed[position - 1], language)


def _says_which(placed: Sequence[Word], position: int, language: str) -> bool:
    """Whether "final", alone, says which of what is handed in: before it in English, behind it
    elsewhere.
    """
    beside = placed[position + 1 :][:1] if language == "en" else placed[max(0, position - 1) :][:1]
    return any(
        not _HANDED_IN.isdisjoint(mention.concepts)
        for mention in mentions([word.text for word in beside], language)
    )


def _is_stop(word: Word, language: str) -> bool:
    return _has(lambda lexicon: lexicon.stop_words, word, language)


def _frames(word: Word, language: str) -> bool:
    return _is_stop(word, language) or _has(lambda lexicon: lexicon.frame_words, word, language)


def _is_weak(word: Word, language: str) -> bool:
    return _has(lambda lexicon: lexicon.weak_words, word, language)


def _is_bare(word: Word, language: str) -> bool:
    return _has(lambda lexicon: lexicon.bare_verbs, word, language)


def _has(field: Callable[[Lexicon], Words], word: Word, language: str) -> bool:
    """Whether a field of the language has the word; of any language when it is not known."""
    folded = fold(word.text)
    spoken = (BY_LANGUAGE[language],) if language in BY_LANGUAGE else LEXICONS
    return any(folded in field(lexicon) for lexicon in spoken)
