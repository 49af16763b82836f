"""Days of a calendar: a span of them, and the day that a written date means."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first to the last, both of them included."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date) -> "Days":
        """One day."""
        return cls(day, day)

    @classmethod
    def week_of(cls, day: date) -> "Days":
        """The week of a day, Monday to Sunday (ISO 8601)."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def month_of(cls, day: date) -> "Days":
        """The month of a day."""
        last = calendar.monthrange(day.year, day.month)[1]
        return cls(day.replace(day=1), day.replace(day=last))

    @property
    def is_one(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def is_week(self) -> bool:
        """Whether it is a week from Monday to Sunday."""
        return self == Days.week_of(self.first)

    @property
    def years(self) -> frozenset[int]:
        """The years that it lies in: at most two."""
        return frozenset({self.first.year, self.last.year})

    def __contains__(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Each of them, in order."""
        for away in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=away)

    def meet(self, first: date, last: date) -> bool:
        """Whether a span of days shares one with them."""
        return first <= self.last and last >= self.first


def day_in(value: str, year: int) -> date | None:
    """The day of the value of a date, "07-03" or "2026-07-03", of that year where it has none;
    None where there is no such day.
    """
    try:
        return date.fromisoformat(value if len(value) > len("07-03") else f"{year:04}-{value}")
    except ValueError:
        return None


def nearest(value: str, today: date) -> date | None:
    """The day of the value of a date; where it has no year, the one that is nearest to today."""
    days = (day_in(value, year) for year in (today.year - 1, today.year, today.year + 1))
    near = [day for day in days if day is not None]
    return min(near, key=lambda day: abs(day - today), default=None)
