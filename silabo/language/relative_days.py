"""Days that a question names from where it stands: "tomorrow", "pasado mañana", "ce soir"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from silabo.language.words import fold

# "Por la mañana" and "turno mañana" are a time of day; so is "a las 8 de la mañana".
_MORNING = r"(?<!la )(?<!esta )(?<!cada )(?<!una )(?<!turno )(?<!comision )(?<!grupo )"
_DAYS = re.compile(
    rf"\b(?:(?P<plus2>pasado manana|day after tomorrow|apres[- ]demain)"
    rf"|(?P<plus1>{_MORNING}manana|tomorrow|demain)"
    r"|(?P<plus0>hoy|esta (?:noche|tarde|manana)|today|tonight|aujourd.hui|ce soir))\b"
)
_AWAY = {"plus0": 0, "plus1": 1, "plus2": 2}


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day named from today, and where the words for it stand in their text."""

    day: date
    start: int
    end: int


def relative_days(text: str, today: date) -> list[RelativeDay]:
    """The days that a text names from today, in its order."""
    folded = fold(text)
    if len(folded) != len(text):  # places would not fit
        return []
    return [
        RelativeDay(today + timedelta(days=_AWAY[str(match.lastgroup)]), match.start(), match.end())
        for match in _DAYS.finditer(folded)
    ]
