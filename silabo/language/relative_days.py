"""Days that a question names from where it stands: "tomorrow", "la semana que viene", "il y a trois
jours", "the 12th".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from silabo.language.days import Days
from silabo.language.lexicon import LEXICONS, any_of, values_of
from silabo.language.lexicon.model import Lexicon, Patterns
from silabo.language.words import fold

_WEEKDAYS = values_of(lambda lexicon: lexicon.weekdays)
_NUMBERS = values_of(lambda lexicon: lexicon.number_words)
_HOURS_OF_DAY = 24.0
# Hours are no days: "in 24 hours" says how long.
_UNITS = tuple(
    (re.compile(unit), int(hours // _HOURS_OF_DAY))
    for unit, hours in dict.fromkeys(unit for lexicon in LEXICONS for unit in lexicon.time_units)
    if hours >= _HOURS_OF_DAY
)
_UNIT = "|".join(unit.pattern for unit, _ in _UNITS)
_COUNT = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
# Short names of days are other words too: "mar", "sun".
_DAY_NAMES = "|".join(sorted((name for name in _WEEKDAYS if len(name) > 4), key=len, reverse=True))
# What a template of the lexicon leaves open.
_OPEN = {
    "{day}": rf"(?P<day>{_DAY_NAMES})",
    "{length}": rf"(?P<count>{_COUNT}) (?P<unit>{_UNIT})",
    "{count}": rf"(?P<count>{_COUNT})",
    "{unit}": rf"(?P<unit>{_UNIT})",
    "{date}": r"(?P<date>[1-9]|[12]\d|3[01])",
    # "The second" is seldom a day, "the twelfth" is seldom anything else.
    "{late}": r"(?P<date>[7-9]|[12]\d|3[01])",
}
_LATE = any_of(lambda lexicon: lexicon.how_late)
_NOT_LATE = rf"(?! {_LATE}\b)"
_AFTER_DATE = any_of(lambda lexicon: lexicon.calendar.after_date)
_ENDS = rf"(?=\W*$|[,;:?!)](?!\d)|\.(?!\d)| {_AFTER_DATE}\b)"
_SOME_DAYS = 7  # "in the next days"


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days that words name from today, and where they stand in their text."""

    days: Days
    start: int
    end: int


_Reader = Callable[[re.Match[str], date], Days | None]


def relative_days(text: str, today: date) -> list[NamedDays]:
    """The days that a text names from today, in its order; none inside another.

    A week is Monday to Sunday. "This Friday" is the one that comes, "next Friday" that of the week
    after; "in two weeks" is the week of that day, "in three days" the day, "the 12th" the next one.
    """
    folded = fold(text)
    if len(folded) != len(text):  # positions would not fit
        return []
    found: list[NamedDays] = []
    for form, read in _FORMS:
        for match in form.finditer(folded):
            days = read(match, today)
            if days is not None:
                found.append(NamedDays(days, match.start(), match.end()))
    found.sort(key=lambda named: (named.start, -named.end))
    apart: list[NamedDays] = []
    for named in found:
        if not apart or named.start >= apart[-1].end:
            apart.append(named)
    return apart


def _away(days: int) -> _Reader:
    return lambda _match, today: Days.of(today + timedelta(days=days))


def _week_away(weeks: int) -> _Reader:
    return lambda _match, today: Days.week_of(today + timedelta(weeks=weeks))


def _weekend_away(weeks: int) -> _Reader:
    def read(_match: re.Match[str], today: date) -> Days:
        sunday = Days.week_of(today + timedelta(weeks=weeks)).last
        return Days(sunday - timedelta(days=1), sunday)

    return read


def _month_away(months: int) -> _Reader:
    def read(_match: re.Match[str], today: date) -> Days:
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        return Days.month_of(date(year, month + 1, 1))

    return read


def _weekday_away(which: int) -> _Reader:
    def read(match: re.Match[str], today: date) -> Days:
        wanted = _WEEKDAYS[match["day"]]
        until = (wanted - today.isoweekday()) % 7
        if which < 0:
            return Days.of(today - timedelta(days=7 - until))
        if which == 1 and until == 0:
            until = 7
        if which == 2:
            until = 7 - today.weekday() + wanted - 1
        return Days.of(today + timedelta(days=until))

    return read


def _from_now(match: re.Match[str], today: date) -> Days:
    return _at(match, today, +1)


def _ago(match: re.Match[str], today: date) -> Days:
    return _at(match, today, -1)


def _at(match: re.Match[str], today: date, direction: int) -> Days:
    unit = _days(match["unit"])
    day = today + direction * timedelta(days=_number(match) * unit)
    # "In two weeks" is no more exact than a week.
    return Days.week_of(day) if unit > 1 else Days.of(day)


def _coming(match: re.Match[str], today: date) -> Days:
    return Days(today, today + timedelta(days=_number(match) * _days(match["unit"])))


def _some_days(_match: re.Match[str], today: date) -> Days:
    return Days(today, today + timedelta(days=_SOME_DAYS))


def _day_of_month(match: re.Match[str], today: date) -> Days | None:
    wanted, month = int(match["date"]), Days.month_of(today)
    for _ in range(3):  # at least every other month has 31 days, or the one after July and December
        if wanted <= month.last.day:
            day = month.first.replace(day=wanted)
            if day >= today:
                return Days.of(day)
        month = Days.month_of(month.last + timedelta(days=1))
    return None


def _number(match: re.Match[str]) -> int:
    count = match.groupdict().get("count")
    if count is None:
        return 1
    return int(count) if count.isdigit() else _NUMBERS[count]


def _days(unit: str) -> int:
    return next(days for name, days in _UNITS if name.fullmatch(unit))


def _forms() -> Iterator[tuple[re.Pattern[str], _Reader]]:
    for distances, reader_of in _BY_DISTANCE:
        for away in sorted({away for lexicon in LEXICONS for away in distances(lexicon)}):
            for lexicon in LEXICONS:
                for template in distances(lexicon).get(away, ()):
                    yield _compiled(template), reader_of(away)
    for field, reader, after in _BY_FORM:
        for template in dict.fromkeys(each for lexicon in LEXICONS for each in field(lexicon)):
            yield _compiled(template, after), reader


def _compiled(template: str, after: str = "") -> re.Pattern[str]:
    for name, alternatives in _OPEN.items():
        template = template.replace(name, alternatives)
    return re.compile(rf"\b(?:{template})\b{after}")


_BY_DISTANCE: tuple[
    tuple[Callable[[Lexicon], Mapping[int, Patterns]], Callable[[int], _Reader]], ...
] = (
    (lambda lexicon: lexicon.days_away, _away),
    (lambda lexicon: lexicon.calendar.weeks_away, _week_away),
    (lambda lexicon: lexicon.calendar.weekends_away, _weekend_away),
    (lambda lexicon: lexicon.calendar.months_away, _month_away),
    (lambda lexicon: lexicon.calendar.weekdays_away, _weekday_away),
)
_BY_FORM: tuple[tuple[Callable[[Lexicon], Patterns], _Reader, str], ...] = (
    (lambda lexicon: lexicon.calendar.from_now, _from_now, _NOT_LATE),
    (lambda lexicon: lexicon.calendar.ago, _ago, ""),
    (lambda lexicon: lexicon.calendar.coming, _coming, ""),
    (lambda lexicon: lexicon.calendar.coming_days, _some_days, ""),
    (lambda lexicon: lexicon.calendar.dates, _day_of_month, _ENDS),
)
_FORMS = tuple(_forms())
