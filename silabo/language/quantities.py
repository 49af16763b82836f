"""Finds numbers, percentages, dates, times, rooms, money and addresses in a text, in a form that
can be compared.
"""

from dataclasses import dataclass
from datetime import timedelta

from silabo.language.days import Days
from silabo.language.labels import labels, roman
from silabo.language.lexicon import LEXICONS
from silabo.language.quantity_patterns import FIGURE, PATTERN, PATTERN_WITHOUT_FIGURE
from silabo.language.quantity_readers import (
    MONTHS,
    ORDINALS,
    WEEKDAYS,
    QuantityKind,
    read_form,
)
from silabo.language.weekday_codes import coded_weekdays

_A_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity, where it stands in the text, and its comparable value.

    Values: number, ordinal, percent and money "7" or "3.5", an ordinal also "B" of "group B"; date
    "07-03" or "2026-07-03"; weekday "1" (Monday) to "7", "135" of "MWF"; month "07"; week "5"; time
    "18:30"; room "b12"; e-mail and link in lower case.
    """

    kind: QuantityKind
    value: str
    text: str
    start: int
    end: int


def find(text: str, language: str = "und") -> list[Quantity]:
    """The quantities of a text in order, none inside another.

    A numeric date such as 3/7/2026 is read day first, in English month first, and the other way
    where only that gives a month; without a year not in a language that has the day first. A mark
    ("a grade of 7/10"), a share ("3/4 of the sessions") and "24/7" beside what is always open are
    numbers. Number words count from two ("una" and "one" are articles too).
    """
    found = []
    has_figure = FIGURE.search(text) is not None
    for match in (PATTERN if has_figure else PATTERN_WITHOUT_FIGURE).finditer(text):
        read = read_form(match, language)
        if read is not None:
            kind, value = read
            # The word before a label ("parcial 2") is no part of the quantity.
            is_label = has_figure and match.group("label")
            start = match.start("label") if is_label else match.start()
            whole = text[start : match.end()].strip()
            found.append(Quantity(kind, value, whole, start, match.end()))
    return _with_weekdays(_with_labels(found, text), text, language)


def _with_labels(found: list[Quantity], text: str) -> list[Quantity]:
    """The quantities with the letters and Roman figures that tell which of several is meant."""
    named = [
        Quantity(QuantityKind.ORDINAL, label.name, text[label.start : label.end], *label[1:])
        for label in labels(text)
    ]
    named = [
        label
        for label in named
        if not any(each.start < label.end and label.start < each.end for each in found)
    ]
    return sorted(found + named, key=lambda each: each.start) if named else found


def _with_weekdays(found: list[Quantity], text: str, language: str) -> list[Quantity]:
    """The quantities with the days of the week that are written short, where nothing else is."""
    coded = [
        Quantity(
            QuantityKind.WEEKDAY,
            "".join(map(str, named.days)),
            text[named.start : named.end],
            named.start,
            named.end,
        )
        for named in coded_weekdays(text, language)
        if not any(each.start < named.end and named.start < each.end for each in found)
    ]
    return sorted([*found, *coded], key=lambda each: each.start) if coded else found


def unsupported(
    text: str, source: str, language: str = "und", *, text_language: str = ""
) -> list[Quantity]:
    """The quantities of a text that its source does not state, for checking an answer.

    `language` is that of the source, and of the text where `text_language` does not name another. A
    date without a year is supported by the same day of any year, a month by any day of it; a number
    also by a percentage or an amount of money of that value, and "Exam 2" by "second exam".
    """
    stated = find(source, language)
    weekdays = {day for each in stated if each.kind is QuantityKind.WEEKDAY for day in each.value}

    def holds(quantity: Quantity) -> bool:
        if quantity.kind is QuantityKind.WEEKDAY:
            return weekdays.issuperset(quantity.value)
        return any(states(each, quantity) for each in stated)

    return [quantity for quantity in find(text, text_language or language) if not holds(quantity)]


def states(stated: Quantity, wanted: Quantity) -> bool:
    """Whether a quantity of a source says another one, as in `unsupported`."""
    if (stated.kind, stated.value) == (wanted.kind, wanted.value):
        return True
    if wanted.kind is QuantityKind.WEEKDAY:
        return stated.kind is wanted.kind and set(stated.value).issuperset(wanted.value)
    if wanted.kind is QuantityKind.DATE:
        without_year = len(wanted.value) == len("07-03")
        return stated.kind is wanted.kind and without_year and stated.value[-5:] == wanted.value
    if wanted.kind is QuantityKind.MONTH:
        return stated.kind is QuantityKind.DATE and stated.value[-5:-3] == wanted.value
    return wanted.kind in _COUNTED and stated.kind in _AMOUNTS and stated.value == wanted.value


def written(quantity: Quantity) -> list[str]:
    """The words that an ordinal, a week, a month or a date may be written with, to search for it;
    none for other kinds.
    """
    if quantity.kind is QuantityKind.WEEK:
        return [*_week_words(), quantity.value]
    if quantity.kind is QuantityKind.ORDINAL:
        words = [word for word, number in ORDINALS.items() if str(number) == quantity.value]
        return [quantity.value, *words, *filter(None, (roman(quantity.value).casefold(),))]
    if quantity.kind is QuantityKind.MONTH:
        return _month_words(int(quantity.value))
    if quantity.kind is QuantityKind.DATE:
        month, day = (int(part) for part in quantity.value[-5:].split("-"))
        return [*_figures(day), *_month_words(month)]
    return []


def written_days(days: Days, week: int = 0) -> list[str]:
    """The words that days may be written with: their dates', the day of the week where it is one,
    the number of a week where that is known.
    """
    first, last = days.first, days.last
    months = {month: None for day in (first, last) for month in _month_words(day.month)}
    if first == last:
        weekdays = [word for word, number in WEEKDAYS.items() if number == first.isoweekday()]
        return [*_figures(first.day), *months, *weekdays]
    numbered = [*_week_words(), str(week)] if week else []
    # Of a month every date has its name.
    is_short = last - first <= _A_FORTNIGHT
    dates = [figure for day in days for figure in _figures(day.day)] if is_short else []
    return [*dates, *months, *numbered]


def _week_words() -> list[str]:
    return [word for lexicon in LEXICONS for word in lexicon.week_words]


def _figures(number: int) -> list[str]:
    """A day or month in figures: 5 and 05 are two words of an index."""
    return list(dict.fromkeys((str(number), f"{number:02}")))


def _month_words(month: int) -> list[str]:
    return [*_figures(month), *(word for word, number in MONTHS.items() if number == month)]


_COUNTED = {QuantityKind.NUMBER, QuantityKind.ORDINAL}
_AMOUNTS = {QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.PERCENT, QuantityKind.MONEY}
