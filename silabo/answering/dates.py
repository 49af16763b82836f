"""The dates of a text against the days that a question names: a date among them, a span of days
that holds one.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from silabo.answering.weights import MATCHING
from silabo.language.analysed import AnalysedText
from silabo.language.days import Days, day_in
from silabo.language.lexicon import any_of
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.words import fold

_SPAN_START = re.compile(
    rf"(?P<between>\b{any_of(lambda lexicon: lexicon.between_words)} "
    rf"(?:{any_of(lambda lexicon: lexicon.definite)} )?)?"
    r"(?<!\d)(?P<day>\d{1,2})\s?"
    rf"(?:(?P<both>{any_of(lambda lexicon: lexicon.and_words)})"
    rf"|{any_of(lambda lexicon: (*lexicon.span_words, '[-–]'))})"
    rf"\s?(?:{any_of(lambda lexicon: lexicon.definite)} )?$"
)
_TO = re.compile(
    rf"\W*{any_of(lambda lexicon: (*lexicon.span_words, '[-–]'))}"
    rf"(?: {any_of(lambda lexicon: lexicon.definite)})?(?: \w+)? ?"
)


def date_among(wanted: Days, piece: AnalysedText) -> float:
    """How well a piece names one of the days, 0 to 1: by a date, by a span of dates that meets
    them, a little by another date of their month.

    A date without a year is one of any year that the days lie in.
    """
    if not piece.has_digit and wanted.is_one:
        return 0.0
    dates = [each for each in piece.quantities if each.kind is QuantityKind.DATE]
    if any(day in wanted for each in dates for day in _days_of(each, wanted)):
        return MATCHING.by_date
    if any(wanted.meet(first, last) for first, last in _date_spans(dates, wanted, piece.text)):
        return MATCHING.in_span
    months = {f"{day.month:02}" for day in (wanted.first, wanted.last)}
    if wanted == Days.month_of(wanted.first) and any(
        each.kind is QuantityKind.MONTH and each.value in months for each in piece.quantities
    ):
        return MATCHING.by_date
    is_near = any(each.value[-5:-3] in months for each in dates)
    return MATCHING.near_date if is_near else 0.0


def spans(last: Quantity, wanted: Quantity, text: str) -> bool:
    """Whether a date ends a span of days of one month that holds the wanted one: "5 to 9 June". Of
    "5 and 9 June" only the two are held, of "between 5 and 9 June" all.
    """
    if last.kind is not QuantityKind.DATE or wanted.value[-5:-3] != last.value[-5:-3]:
        return False
    begin = _begin(last, text)
    if begin is None:
        return False
    first, day, end = int(begin["day"]), int(wanted.value[-2:]), int(last.value[-2:])
    if begin["both"] and not begin["between"]:
        return day in {first, end}
    return first <= day <= end


def in_spans(dates: Sequence[Quantity], text: str) -> list[Quantity]:
    """The dates of a text that begin or end a span of days, or are the second of two days."""
    ends = [each for pair in _pairs(dates, text) for each in pair]
    return [each for each in dates if each in ends or _begin(each, text) is not None]


def spans_hold(day: date, dates: Sequence[Quantity], text: str) -> bool:
    """Whether each span of these dates holds the day: that is the closer word for when it is."""
    spanned = list(_date_spans(dates, Days.of(day), text))
    return bool(spanned) and all(first <= day <= last for first, last in spanned)


def have_span(piece: AnalysedText) -> bool:
    """Whether two dates of a piece are the ends of a span."""
    dates = [each for each in piece.quantities if each.kind is QuantityKind.DATE]
    return any(True for _ in _pairs(dates, piece.text))


def _begin(last: Quantity, text: str) -> re.Match[str] | None:
    return _SPAN_START.search(fold(text[max(0, last.start - MATCHING.beside) : last.start]))


def _days_of(quantity: Quantity, wanted: Days) -> Iterator[date]:
    for year in wanted.years:
        day = day_in(quantity.value, year)
        if day is not None:
            yield day


def _date_spans(dates: Sequence[Quantity], wanted: Days, text: str) -> Iterator[tuple[date, date]]:
    for first, last in _pairs(dates, text):
        for year in wanted.years:
            begin, end = day_in(first.value, year), day_in(last.value, year)
            if begin is not None and end is not None and begin <= end:
                yield begin, end
            else:
                yield from _over_new_year(first, last, wanted, year)
    for last in dates:
        begun = _begin(last, text)
        for end in _days_of(last, wanted) if begun else ():
            yield from _from(begun, end)


def _over_new_year(
    first: Quantity, last: Quantity, wanted: Days, year: int
) -> Iterator[tuple[date, date]]:
    """The span of "21 December to 8 January" that begins or ends in a year, where it meets the
    days.
    """
    for begins in (year - 1, year):
        begin, end = day_in(first.value, begins), day_in(last.value, begins + 1)
        if begin is not None and end is not None and begin <= end and wanted.meet(begin, end):
            yield begin, end


def _from(begun: re.Match[str] | None, end: date) -> Iterator[tuple[date, date]]:
    """The span of a day that stands before the end of it, in its month."""
    day = day_in(f"{end.month:02}-{int(begun['day']):02}", end.year) if begun else None
    if begun is None or day is None or day > end:
        return
    is_both = begun["both"] and not begun["between"]
    yield day, day if is_both else end


def _pairs(dates: Sequence[Quantity], text: str) -> Iterator[tuple[Quantity, Quantity]]:
    for first, last in itertools.pairwise(dates):
        if _TO.fullmatch(fold(text[first.end : last.start])):
            yield first, last
