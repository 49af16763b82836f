"""Days that a question names from where it stands: "tomorrow", "pasado mañana", "ce soir"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from silabo.language.lexicon import LEXICONS, any_of
from silabo.language.words import fold


def _named(away: int) -> str:
    return f"(?P<plus{away}>{any_of(lambda lexicon: lexicon.days_away.get(away, ()))})"


# The far ones first: "pasado mañana" has "mañana" in it.
_DISTANCES = sorted({away for lexicon in LEXICONS for away in lexicon.days_away}, reverse=True)
_DAYS = re.compile(rf"\b(?:{'|'.join(map(_named, _DISTANCES))})\b")


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day named from today, and where the words for it stand in their text."""

    day: date
    start: int
    end: int


def relative_days(text: str, today: date) -> list[RelativeDay]:
    """The days that a text names from today, in its order."""
    folded = fold(text)
    if len(folded) != len(text):  # positions would not fit
        return []
    return [
        RelativeDay(today + timedelta(days=_away(match)), match.start(), match.end())
        for match in _DAYS.finditer(folded)
    ]


def _away(match: re.Match[str]) -> int:
    return int(str(match.lastgroup).removeprefix("plus"))
