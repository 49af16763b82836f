"""Numbers as Excel paints them: days, times, shares, decimals (ECMA-376 part 1, 18.8.31)."""

import re
from datetime import datetime, timedelta

# ECMA-376 part 1, 18.8.30: formats that a file does not spell out.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
_BEFORE_1904 = datetime(1899, 12, 30)  # noqa: DTZ001 - a day of a sheet has no zone
_FROM_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465  # 31 December 9999
_QUOTED = re.compile(r'"([^"]{0,100})"|\\(.)')
_ASIDE = re.compile(r"\[[^\]]{0,60}\]|_.|\*.")
_ELAPSED = re.compile(r"\[h+\]", re.IGNORECASE)
_TOKEN = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm|a/p", re.IGNORECASE)


def painted(text: str, code: str, *, from_1904: bool = False) -> str:
    """A number as its format shows it; as it stands where that is not known.

    Names of months and days are left out of dates: they are written in figures, year, month, day.
    """
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or abs(number) > 1e300:
        return text
    section = code.split(";")[1 if number < 0 and code.count(";") else 0]
    bare = _ASIDE.sub("", _QUOTED.sub("", section))
    if _ELAPSED.search(section):
        hours, minutes = divmod(round(abs(number) * 1_440), 60)
        return f"{hours}:{minutes:02}"
    if re.search(r"[ymdhs]", bare, re.IGNORECASE) and not re.search(r"[0#]", bare):
        return _moment(number, bare, from_1904)
    return _figure(number, section, bare)


def _moment(number: float, bare: str, from_1904: bool) -> str:
    """A day, a time of day, or both."""
    if not 0 <= number <= _LAST_DAY:
        return f"{number:g}"
    start = _FROM_1904 if from_1904 else _BEFORE_1904
    moment = start + timedelta(seconds=round(number * 86_400))
    tokens = {token[0].lower() for token in _TOKEN.findall(bare)}
    has_day, has_time = "d" in tokens, bool(tokens & {"h", "s"})
    if not has_time and "y" in tokens and not has_day:
        return moment.strftime("%m/%Y")
    day = moment.strftime("%d/%m/%Y" if "y" in tokens else "%d/%m") if has_day else ""
    time = moment.strftime("%H:%M:%S" if moment.second else "%H:%M") if has_time else ""
    return f"{day} {time}".strip() or f"{number:g}"


def _figure(number: float, section: str, bare: str) -> str:
    """A number with its decimals, its percent sign and the words around it."""
    is_share = "%" in bare
    value = abs(number) * 100 if is_share else abs(number)
    places = re.search(r"[0#]\.(0*)", bare)
    if bare.strip() in ("", "General", "@") or not re.search(r"[0#?]", bare):
        shown = _plain(value)
    else:
        shown = f"{value:.{min(len(places[1]), 10) if places else 0}f}"
    words = [quoted or escaped for quoted, escaped in _QUOTED.findall(section)]
    before = re.match(r'\s*(?:"[^"]{0,100}"|[$€£])', section) is not None
    around = "".join(words) + "".join(sign for sign in "$€£" if sign in section)
    sign = "-" if number < 0 and value else ""
    share = " %" if is_share else ""
    shown = f"{sign}{shown}{share}"
    return f"{around}{shown}" if before else f"{shown} {around.strip()}".strip()


def _plain(value: float) -> str:
    """A number without a format: at most ten significant figures, as a cell has room for."""
    return str(int(value)) if value == int(value) and value < 1e15 else f"{value:.10g}"
