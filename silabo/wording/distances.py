"""How far a day is from today, as people say it."""

from datetime import date

from silabo.wording.catalogues import say, say_count
from silabo.wording.dates import date_text

# Nobody counts the days of more than two months.
MOST_DAYS = 60
DAYS_OF_MONTH = 30.44


def distance(day: date, today: date, language: str) -> str:
    """A day and how far it is: "Dec 7, 2026, in 8 days"; by months from two of them on."""
    return say(
        language,
        "%(day)s, %(distance)s",
        day=date_text(day, language),
        distance=_away((day - today).days, language),
    )


def _away(days: int, language: str) -> str:
    if abs(days) <= 1:
        return _near(days, language)
    if abs(days) < MOST_DAYS:
        return _counted_days(days, language)
    months = round(abs(days) / DAYS_OF_MONTH)
    if days > 0:
        return say_count(language, "in about %(count)s month", "in about %(count)s months", months)
    return say_count(
        language, "was about %(count)s month ago", "was about %(count)s months ago", months
    )


def _near(days: int, language: str) -> str:
    if days == 0:
        return say(language, "today")
    return say(language, "tomorrow") if days > 0 else say(language, "was yesterday")


def _counted_days(days: int, language: str) -> str:
    if days > 0:
        return say_count(language, "in %(count)s day", "in %(count)s days", days)
    return say_count(language, "was %(count)s day ago", "was %(count)s days ago", -days)
