"""Spaces at which no line may break: between a number and what it counts in, a label and its
number, and around French marks. Catalogues are written with plain spaces.
"""

import re

NO_BREAK, NARROW = "\u00a0", "\u202f"

_NUMBER = r"(?:\d|%\(\w+\)s)"
# "50 MB", "5 min", "35 %": in a catalogue a percent sign is doubled where values are filled in.
_BEFORE_UNIT = re.compile(r"(?:(?<=\d)|(?<=\)s)) (?=(?:MB|Mo|min|h|s|%)(?!\w|\())")
# "row 1", "pág. 4", "Source 2"
_AFTER_LABEL = re.compile(
    r"\b(row|fila|ligne|p\.|pág\.|page|página|slide|diap\.|diapo|table|tabla|tableau|source|fuente)"
    rf" (?={_NUMBER})",
    re.IGNORECASE,
)
# Imprimerie nationale, "Lexique des règles typographiques": a narrow space before the high marks,
# a whole one before the colon and inside the quotation marks.
_BEFORE_HIGH_MARK = re.compile(r"[ \u00a0](?=[;!?](?:\W|$))")
_AROUND_FRENCH = re.compile(r"(?<=«) | (?=[:»](?:\W|$))")


def typeset(text: str, language: str) -> str:
    """A message with the spaces that its language wants; placeholders stay as they are."""
    text = _AFTER_LABEL.sub(rf"\1{NO_BREAK}", _BEFORE_UNIT.sub(NO_BREAK, text))
    if language != "fr":
        return text
    return _AROUND_FRENCH.sub(NO_BREAK, _BEFORE_HIGH_MARK.sub(NARROW, text))
