"""What each written form of a quantity means: its kind, and one comparable value."""

import re
from enum import StrEnum

from silabo.language.lexicon import LANGUAGES, values_of
from silabo.language.quantity_patterns import TIMES_OF_DAY
from silabo.language.ratios import is_ratio
from silabo.language.words import fold

MONTHS = values_of(lambda lexicon: lexicon.months)
WEEKDAYS = values_of(lambda lexicon: lexicon.weekdays)
ORDINALS = values_of(lambda lexicon: lexicon.ordinals)
_DAY_FIRST = frozenset(LANGUAGES) - {"en"}
_NUMBER_WORDS = values_of(lambda lexicon: lexicon.number_words)


class QuantityKind(StrEnum):
    """What a quantity measures or names."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    WEEKDAY = "weekday"
    MONTH = "month"
    WEEK = "week"
    TIME = "time"
    ROOM = "room"
    EMAIL = "email"
    LINK = "link"


def read_form(match: re.Match[str], language: str) -> tuple[QuantityKind, str] | None:
    """The kind and value of a match of a pattern of `quantity_patterns`; None when it is no
    quantity, such as most words.
    """
    if match.lastgroup == "word":  # as most are
        return _read_word(match, language)
    for name, reader in _READERS.items():
        if name in match.re.groupindex and match.group(name) is not None:
            return reader(match, language)
    return None


def _read_email(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.EMAIL, match.group("email").casefold().rstrip(".-")


def _read_link(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.LINK, match.group("link").casefold().rstrip(".,;:)")


def _read_iso(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.DATE, match.group("iso")


def _read_day_month(match: re.Match[str], _language: str) -> tuple[QuantityKind, str] | None:
    return _date(match.group("day_month"), match.group("month_after"), match.group("year_after"))


def _read_month_day(match: re.Match[str], _language: str) -> tuple[QuantityKind, str] | None:
    return _date(match.group("month_day"), match.group("month_before"), match.group("year_before"))


def _date(day: str, month: str, year: str | None) -> tuple[QuantityKind, str] | None:
    if not 1 <= int(day) <= 31:
        return None
    value = f"{MONTHS[fold(month).rstrip('.')]:02}-{int(day):02}"
    return QuantityKind.DATE, f"{year}-{value}" if year else value


def _read_numeric(match: re.Match[str], language: str) -> tuple[QuantityKind, str] | None:
    written = match.group("numeric")
    first, second, *rest = (int(part) for part in re.split(r"[/.-]", written.rstrip(".")))
    is_dotted = written.endswith(".")  # which nobody writes who names the month first
    month_first = second > 12 or (language == "en" and first <= 12 and not is_dotted)
    month, day = (first, second) if month_first else (second, first)
    is_date = 1 <= month <= 12 and 1 <= day <= 31
    if not rest and is_date:
        # "12/20" is a mark where the day comes first: of the twentieth month there is no day.
        is_date = not (second > 12 and language in _DAY_FIRST)
        is_date = is_date and not is_ratio(match.string, match.start(), match.end(), language)
    if not is_date:
        return QuantityKind.NUMBER, match.group("numeric")
    value = f"{month:02}-{day:02}"
    if not rest:
        return QuantityKind.DATE, value
    year = rest[0] if rest[0] > 99 else 2000 + rest[0]
    return QuantityKind.DATE, f"{year}-{value}"


def _read_time(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    hour = int(match.group("time"))
    half = (match.group("half") or "").casefold()
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    minute = match.group("minute") or match.group("minute_after_h") or "00"
    return QuantityKind.TIME, f"{hour % 24:02}:{minute}"


def _read_named(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    named = match.group("named_time")
    times = (time for word, time in TIMES_OF_DAY.items() if re.fullmatch(word, named, re.I))
    return QuantityKind.TIME, next(times)


def _read_money(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.MONEY, _plain(match.group("money") or match.group("money_after"))


def _read_percent(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.PERCENT, _plain(match.group("percent"))


def _read_week(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.WEEK, str(int(match.group("week")))


def _read_room(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.ROOM, re.sub(r"[-. ]", "", match.group("room")).casefold()


def _read_number(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    kind = QuantityKind.ORDINAL if match.group("nth") else QuantityKind.NUMBER
    return kind, _plain(match.group("number"))


def _read_label(match: re.Match[str], _language: str) -> tuple[QuantityKind, str]:
    return QuantityKind.ORDINAL, match.group("label").lstrip("0") or "0"


def _read_word(match: re.Match[str], _language: str) -> tuple[QuantityKind, str] | None:
    word = fold(match.group("word"))
    if word in WEEKDAYS and len(word) > 4:
        return QuantityKind.WEEKDAY, str(WEEKDAYS[word])
    if word in MONTHS and len(word) > 3:
        return QuantityKind.MONTH, f"{MONTHS[word]:02}"
    if word in ORDINALS:
        return QuantityKind.ORDINAL, str(ORDINALS[word])
    return (QuantityKind.NUMBER, str(_NUMBER_WORDS[word])) if word in _NUMBER_WORDS else None


def _plain(number: str) -> str:
    """One way to write a number: no thousands separators, a point for decimals, no empty
    decimals.
    """
    number = re.sub(r"[\u00a0\u202f ]", "", number)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+", number):
        number = number.replace(".", "") if "." in number else number.replace(",", "")
    number = number.replace(",", ".")
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{decimals}" if decimals else whole


_READERS = {
    "email": _read_email,
    "link": _read_link,
    "iso": _read_iso,
    "day_month": _read_day_month,
    "month_day": _read_month_day,
    "numeric": _read_numeric,
    "time": _read_time,
    "named_time": _read_named,
    "money": _read_money,
    "money_after": _read_money,
    "percent": _read_percent,
    "week": _read_week,
    "room": _read_room,
    "label": _read_label,
    "number": _read_number,
    "word": _read_word,
}
