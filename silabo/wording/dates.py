"""Moments as people write them, in their language and in the course's time zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone

from silabo.wording.catalogues import supported


def clock_time(moment: datetime, zone: str, language: str) -> str:
    """The time of day as a sentence takes it after its preposition: 10:41 PM, 22:41, and in Spanish
    with the article, las 22:41 or la 1:04.
    """
    spoken = supported(language)
    time = format_time(moment, "short", tzinfo=get_timezone(zone), locale=spoken)
    if spoken != "es":
        return time
    # RAE, Diccionario panhispánico de dudas, "hora": one o'clock alone is singular.
    return f"la {time}" if moment.astimezone(ZoneInfo(zone)).hour == 1 else f"las {time}"


def day(moment: datetime, zone: str, language: str) -> str:
    """The date, such as 3 may 2026, May 3, 2026, 3 mai 2026 or 1er mai 2026."""
    return date_text(moment.astimezone(ZoneInfo(zone)).date(), language)


def short_date_text(local: date, language: str) -> str:
    """A day of a calendar without its year: 3 may, May 3, 3 mai or 1er mai."""
    spoken = supported(language)
    written = format_skeleton("MMMd", local, locale=spoken)
    return written.replace("1", "1er", 1) if spoken == "fr" and local.day == 1 else written


def date_text(local: date, language: str) -> str:
    """A day of a calendar, written in the same way."""
    spoken = supported(language)
    written = format_date(local, "medium", locale=spoken)
    # Imprimerie nationale: the first of a month is an ordinal. CLDR's formats have none.
    return written.replace("1", "1er", 1) if spoken == "fr" and local.day == 1 else written


def length_text(seconds: float, language: str) -> str:
    """About how long: 5 seconds, 3 hours, 2 days."""
    return format_timedelta(
        timedelta(seconds=max(1, round(seconds))), threshold=1.5, locale=supported(language)
    )


def today(now: datetime, zone: str) -> date:
    """The day that it is there."""
    return now.astimezone(ZoneInfo(zone)).date()


def same_day(one: datetime, other: datetime, zone: str) -> bool:
    """Whether two moments fall on one day there."""
    there = ZoneInfo(zone)
    return one.astimezone(there).date() == other.astimezone(there).date()
