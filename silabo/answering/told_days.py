"""The day that a sentence of an answer tells, where a date is asked for, so that whoever shows it
can say how far that is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from silabo.answering.dates import in_spans, spans_hold
from silabo.answering.years import years_in
from silabo.domain.answers import Citation, Query, Sentence
from silabo.domain.pictures import DOUBTED
from silabo.language.days import day_in, nearest
from silabo.language.expected import Expected, expected_kind
from silabo.language.lexicon import LANGUAGES
from silabo.language.quantities import Quantity, find
from silabo.language.quantity_readers import QuantityKind

# A course of one year may end in the next: its exams of February.
_EARLY_MONTHS = {"01", "02", "03"}


def with_days(
    query: Query, sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Sentence, ...]:
    """The sentences of an answer, each with the one day that it tells for sure, if the question
    asks for a date.
    """
    if expected_kind(query.text) is not Expected.DATE:
        return tuple(sentences)
    cited = {citation.number: citation for citation in citations}
    return tuple(
        replace(sentence, day=told_day(sentence.text, cited[sentence.citations[0]], query.today))
        if sentence.citations and sentence.citations[0] in cited
        else sentence
        for sentence in sentences
    )


def told_day(text: str, citation: Citation, today: date) -> date | None:
    """The day of the only date of a text that is quoted there, None where it has none or several,
    is an end of a span, was not read for sure from its picture, or may be another day or of another
    year. A span that holds the day, as that of its week in a calendar, is no other date.

    The year is that of the date, else the one in the title or the headings over it, else the
    nearest to today; a day of the week that is named with it has to be its own.
    """
    if DOUBTED in text:
        return None
    quantities = find(text, citation.language)
    dates = [each for each in quantities if each.kind is QuantityKind.DATE]
    spanned = in_spans(dates, text)
    alone = [each for each in dates if each not in spanned]
    if len({each.value for each in alone}) != 1 or _may_be_another(alone[0], citation.language):
        return None
    weekdays = "".join(each.value for each in quantities if each.kind is QuantityKind.WEEKDAY)
    days = _days(alone[0].value, citation, today, has_weekday=bool(weekdays))
    told = [day for day in days if not weekdays or str(day.isoweekday()) in weekdays]
    if len(told) != 1 or (spanned and not spans_hold(told[0], dates, text)):
        return None
    return told[0]


def _days(value: str, citation: Citation, today: date, *, has_weekday: bool) -> list[date]:
    """The days that the value of a date may mean, where a document says no more of its year."""
    near = nearest(value, today)
    years = years_in(citation.document_title, *citation.path)
    if has_weekday and not years:
        years = frozenset({today.year - 1, today.year, today.year + 1})
    days = {day for year in years if (day := day_in(value, year)) is not None}
    if not days:
        return [near] if near is not None else []
    if has_weekday:
        return sorted(days)
    if len(days) > 1:
        return [near] if near in days else []
    if value[:2] in _EARLY_MONTHS and near not in days:
        return []
    return list(days)


def _may_be_another(quantity: Quantity, language: str) -> bool:
    """Whether it is written in numbers that some read day first and some month first: "3/4"."""
    figures = quantity.text.replace("-", "/").replace(".", "/").split("/")
    if len(figures) < 2 or not all(figure.isdigit() for figure in figures) or len(figures[0]) > 2:
        return False
    first, second = int(figures[0]), int(figures[1])
    is_day_first = language in LANGUAGES and language != "en"
    return not is_day_first and first != second and max(first, second) <= 12
