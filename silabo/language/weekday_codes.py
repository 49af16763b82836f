"""Days of the week in the short forms of timetables: "MWF", "TTh 11:30", "Mo/We 2-4pm", "mar. et
jeu. 14h".

Most of these are other words too, so they are read only in the language of their text, and only
beside another one or an hour.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from silabo.language.lexicon import BY_LANGUAGE, LEXICONS, any_of

_HOUR = r"\d{1,2}(?::\d\d|\s?h\b|\s?h\d\d|\s?[ap]\.?m\b|\s?[-–]\s?\d{1,2}\b(?![/.]\d))"
_BEFORE_HOUR = rf"(?=\.?,?\s(?:{any_of(lambda lexicon: lexicon.from_hour)}\s)?{_HOUR})"
_AND = any_of(lambda lexicon: lexicon.and_words)
_TO = any_of(lambda lexicon: lexicon.span_words)
# What surely is a timetable without an hour: three days, or one of two letters among them.
_SURE = 3


@dataclass(frozen=True, slots=True)
class CodedDays:
    """Days of the week, from 1, Monday, and where they stand in their text."""

    days: tuple[int, ...]
    start: int
    end: int


def coded_weekdays(text: str, language: str = "und") -> list[CodedDays]:
    """The days that a text of a language names by short forms, in its order."""
    codes = _codes(language)
    found = []
    for match in codes.pattern.finditer(text):
        days = codes.days(match)
        if days:
            found.append(CodedDays(days, match.start(), match.end()))
    return found


@dataclass(frozen=True, slots=True)
class _Codes:
    pattern: re.Pattern[str]
    short: Mapping[str, int]  # "mon", "mo": in lower case
    letters: Mapping[str, int]  # "M", "Th": as they are joined
    name: re.Pattern[str]
    letter: re.Pattern[str]

    def days(self, match: re.Match[str]) -> tuple[int, ...]:
        if match["joined"] is not None:
            found = self.letter.findall(match["joined"])
            days = tuple(self.letters[code] for code in found)
            is_sure = len(days) >= _SURE or any(len(code) > 1 for code in found)
            is_timed = match["timed"] is not None
            return days if days == tuple(sorted(set(days))) and (is_sure or is_timed) else ()
        if match["single"] is not None:
            return (self.short[match["single"].casefold()],)
        if match["from_letter"] is not None:
            first, last = (self.letters[match[end]] for end in ("from_letter", "to_letter"))
            return tuple(range(first, last + 1))
        days = tuple(self.short[code.casefold()] for code in self.name.findall(match["listed"]))
        if match["to"] is not None:
            return tuple(range(days[0], days[-1] + 1))
        return tuple(sorted(set(days)))


@cache
def _codes(language: str) -> _Codes:
    known = (BY_LANGUAGE[language],) if language in BY_LANGUAGE else LEXICONS
    short: dict[str, int] = {}
    letters: dict[str, int] = {}
    for lexicon in known:
        for code, day in lexicon.weekday_codes.items():
            if len(code) > 1:
                short.setdefault(code.casefold(), day)
            if len(code) <= 2 and len(known) == 1:
                letters.setdefault(code, day)
    # As names are written: one of two letters with its capital, so that "we" and "me" are words.
    name = "|".join(sorted(map(_as_written, short), key=len, reverse=True))
    letter = "|".join(sorted(letters, key=len, reverse=True)) or "(?!)"
    beside = rf"\.?(?:\s?[/&+,]\s?|\s{_AND}\s)(?:{name})\b"
    pattern = re.compile(
        rf"\b(?:(?P<listed>(?:{name})"
        rf"(?:\.?\s?(?P<to>[-–]|\s{_TO}\s)\s?(?:{name})\b|(?:{beside}){{1,6}}))"
        rf"|(?P<single>{name})\b{_BEFORE_HOUR}"
        rf"|(?P<from_letter>{letter})\s?[-–]\s?(?P<to_letter>{letter})\b{_BEFORE_HOUR}"
        rf"|(?P<joined>(?:{letter}){{2,7}})\b(?P<timed>{_BEFORE_HOUR})?)"
    )
    return _Codes(pattern, short, letters, re.compile(rf"\b(?:{name})\b"), re.compile(letter))


def _as_written(code: str) -> str:
    if len(code) == 2:
        return code.capitalize()
    return f"[{code[0].upper()}{code[0]}]{code[1:]}"
