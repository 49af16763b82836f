"""Moments as people write them, in their language and in the course's time zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone

from silabo.wording.catalogues import supported


def clock_time(moment: datetime, zone: str, language: str) -> str:
    """The time of day, such as 22:41 or 10:41 PM."""
    return format_time(moment, "short", tzinfo=get_timezone(zone), locale=supported(language))


def day(moment: datetime, zone: str, language: str) -> str:
    """The date, such as 3 may 2026, May 3, 2026 or 3 mai 2026."""
    local = moment.astimezone(ZoneInfo(zone))
    return format_date(local.date(), "medium", locale=supported(language))


def same_day(one: datetime, other: datetime, zone: str) -> bool:
    """Whether two moments fall on one day there."""
    there = ZoneInfo(zone)
    return one.astimezone(there).date() == other.astimezone(there).date()
