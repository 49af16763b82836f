"""What the form of a text says without the word for it: how long something lasts, when it starts or
ends, of which version it is.
"""

import re
from collections.abc import Collection

from silabo.answering.dates import have_span
from silabo.answering.weights import MATCHING
from silabo.language.analysed import AnalysedText
from silabo.language.lexicon import any_of, values_of
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import is_stop

_ENDS_OF_SPAN = {"start", "end"}  # "Monday 7 September to Friday 4 December" says both
BY_FORM = frozenset({"duration", "version", *_ENDS_OF_SPAN})
_NUMBERS = "|".join(values_of(lambda lexicon: lexicon.number_words))
_UNITS = any_of(lambda lexicon: (*(unit for unit, _ in lexicon.time_units), *lexicon.minute_words))
_DURATION = re.compile(
    rf"\b(?:\d+|{_NUMBERS}|{any_of(lambda lexicon: lexicon.one_words)})\s{_UNITS}\b"
)
_EARLIEST = "07:00"  # an hour before which nothing is held, so that it is a length
# The column of a row that says when something is: "Time: 15:00".
_STARTING = re.compile(rf"(?:^|· )\W{{0,3}}{any_of(lambda lexicon: lexicon.hours_after)} ?: ?\d")
# A name with the number of its version: "gcc 13", "Fiji 2.14", "MATLAB R2024b".
_VERSION = re.compile(
    r"\b([^\W\d_][\w+#-]{0,30}) (?:v\.? ?)?"
    r"(?:\d+(?:\.\d+)+\b|\d{1,2}\b(?! ?[^\W\d_]|[.:/]\d| ?%)|R?20\d\d[ab]\b)"
)


def said_by_form(concepts: Collection[str], piece: AnalysedText) -> float:
    """How well a piece says by its form what a concept asks for, 0 where it does not."""
    if "duration" in concepts and _says_how_long(piece):
        return MATCHING.lasts
    if not _ENDS_OF_SPAN.isdisjoint(concepts) and have_span(piece):
        return MATCHING.lasts
    # Of two columns one may be when it ends.
    if "start" in concepts and len(_STARTING.findall(piece.folded)) == 1:
        return MATCHING.lasts
    if "version" in concepts and _names_version(piece):
        return MATCHING.number_says_version
    return 0.0


def _names_version(piece: AnalysedText) -> bool:
    """Whether a name has a number behind it that numbers nothing else: "room 5" and "lab 3" are
    places and one of several, and "from 9 to 11" has no name.
    """
    taken = [each for each in piece.quantities if each.kind is not QuantityKind.NUMBER]
    return any(
        not is_stop(match[1].casefold(), piece.language)
        and not any(each.start < match.end() and match.start() < each.end for each in taken)
        for match in _VERSION.finditer(piece.text)
    )


def _says_how_long(piece: AnalysedText) -> bool:
    """Whether a piece has a length of time: "3 h" may be one, and "18 h" is a time of day."""
    times = {
        quantity.text.casefold()
        for quantity in piece.quantities
        if quantity.kind is QuantityKind.TIME and quantity.value >= _EARLIEST
    }
    return any(match[0] not in times for match in _DURATION.finditer(piece.folded))
