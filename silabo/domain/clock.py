"""Times: aware UTC in code, epoch milliseconds in tables."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import available_timezones

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def to_ms(moment: datetime) -> int:
    """Epoch milliseconds of an aware moment."""
    return round(moment.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC moment of epoch milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def zones() -> list[str]:
    """The IANA time zones that this machine knows, in the order of their names."""
    return sorted(_zones())


def is_zone(name: str) -> bool:
    """Whether a name is one of an IANA time zone that this machine knows."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
