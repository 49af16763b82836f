"""The weeks of a course: which days "week 5" is, as the course's documents tell it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from silabo.answering.weights import WEEKS
from silabo.answering.years import years_of
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.days import Days, day_in, nearest
from silabo.language.lexicon import LEXICONS, any_of
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import AnalysedQuestion, ContentWord
from silabo.language.sentences import split
from silabo.language.vocabulary import phrases
from silabo.language.week_names import names_work
from silabo.language.words import fold

_WEEK_WORDS = " ".join(word for lexicon in LEXICONS for word in lexicon.week_words)
_START_WORDS = " ".join(
    word
    for concept in ("start", "term_time")
    for phrase in phrases(concept)
    for word in phrase.words
)
_STARTS = re.compile(rf"\b{any_of(lambda lexicon: lexicon.calendar.course_starts)}\b")


@dataclass(frozen=True, slots=True)
class CourseWeeks:
    """When the weeks of a course begin, each on a Monday."""

    rows: dict[int, date]  # those that have a row with a date
    first: date | None  # of the week in which the course starts

    def days(self, number: int) -> Days | None:
        """The days of a week, None where nothing tells: its row's; else so many weeks after the
        last row before it, or after the start of the course, if the next row leaves room.
        """
        if number in self.rows:
            return Days.week_of(self.rows[number])
        earlier = max((known for known in self.rows if known < number), default=None)
        if earlier is not None:
            monday = self.rows[earlier] + timedelta(weeks=number - earlier)
        elif self.first is not None and 1 <= number <= WEEKS.most:
            monday = self.first + timedelta(weeks=number - 1)
        else:
            return None
        later = min((known for known in self.rows if known > number), default=None)
        return Days.week_of(monday) if later is None or monday < self.rows[later] else None

    def number(self, days: Days) -> int:
        """The number of a week of days, 0 where nothing tells."""
        found = (number for number in range(1, WEEKS.most + 1) if self.days(number) == days)
        return next(found, 0)


def with_weeks(
    question: AnalysedQuestion, text: str, search: PassageSearch, today: date
) -> AnalysedQuestion:
    """The question with the days of the weeks of the course that it names, and the number of the
    week in which its days lie. "The week 5 quiz" is a name, and stays one.

    Searches only where a question names a week. Raises `ServiceError`.
    """
    named = [word for word in question.content if _is_week(word) and not _is_name(word, text)]
    if not named:
        return question
    weeks = course_weeks(search, today)
    content = tuple(_placed(word, weeks) if word in named else word for word in question.content)
    return replace(question, content=content)


def _is_week(word: ContentWord) -> bool:
    if word.days is not None:
        return word.days.is_week
    return word.quantity is not None and word.quantity.kind is QuantityKind.WEEK


def _is_name(word: ContentWord, text: str) -> bool:
    """Whether a numbered piece of work follows it directly."""
    return word.quantity is not None and names_work(text, word.quantity.end)


def _placed(word: ContentWord, weeks: CourseWeeks) -> ContentWord:
    if word.days is not None:
        return replace(word, week=weeks.number(word.days))
    days = weeks.days(int(word.quantity.value)) if word.quantity is not None else None
    last = weeks.days(word.last_week) if word.last_week else days
    return replace(word, days=Days(days.first, last.last) if days and last else None)


def course_weeks(search: PassageSearch, today: date) -> CourseWeeks:
    """The weeks of the course whose passages are searched, as far as they tell. A date without a
    year is the nearest to today. What two passages say differently is not known.

    Raises `ServiceError`.
    """
    begins: dict[int, set[date]] = {}
    for hit in search(_WEEK_WORDS, limit=WEEKS.depth):
        for number, day in _numbered(hit.passage, today):
            begins.setdefault(number, set()).add(Days.week_of(day).first)
    starts = {
        Days.week_of(day).first
        for hit in search(_START_WORDS, limit=WEEKS.depth)
        for day in _starting(hit.passage, today)
    }
    rows = {number: next(iter(days)) for number, days in begins.items() if len(days) == 1}
    return CourseWeeks(rows, next(iter(starts)) if len(starts) == 1 else None)


def _numbered(passage: Passage, today: date) -> Iterator[tuple[int, date]]:
    """The week that a row or a short line is of, with its first date."""
    if passage.kind is BlockKind.HEADER:
        return
    for text in [passage.text] if passage.kind is BlockKind.ROW else split(passage.text):
        quantities = find(text, passage.language)
        numbers = {
            each.value
            for each in quantities
            if each.kind is QuantityKind.WEEK and not names_work(text, each.end)
        }
        days = _days(quantities, passage, today)
        if len(numbers) == 1 and days:
            yield int(numbers.pop()), days[0]


def _starting(passage: Passage, today: date) -> Iterator[date]:
    """The date on which a passage says that the course starts."""
    for text in split(passage.text):
        folded = fold(text)
        said = _STARTS.search(folded)
        if said is None or len(folded) != len(text):
            continue
        after = text[said.end() : said.end() + WEEKS.before_date]
        yield from _days(find(after, passage.language), passage, today)[:1]


def _days(quantities: Sequence[Quantity], passage: Passage, today: date) -> list[date]:
    years = sorted(years_of(passage))
    dates = [each.value for each in quantities if each.kind is QuantityKind.DATE]
    days = (
        day_in(value, years[0]) if len(years) == 1 else nearest(value, today) for value in dates
    )
    return [day for day in days if day is not None]
