"""The year that a question asks for binds: a date without one is of the year that its document
names, else of the one in which it is nearest to the moment of asking.
"""

import re
from collections.abc import Collection, Sequence

from silabo.answering.terms import Term
from silabo.answering.weights import MATCHING
from silabo.domain.passages import Passage
from silabo.language.analysed import AnalysedText
from silabo.language.quantity_readers import QuantityKind

_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:\s?[-/–]\s?(20\d\d|\d\d))?(?!\d)")
_DAY = len("07-03")


def years_of(passage: Passage) -> frozenset[int]:
    """The years that the title of its document and the headings over a passage name: "2026", and
    both of "2026/27"; none where they name none.
    """
    return years_in(passage.document_title, *passage.path)


def years_in(*titles: str) -> frozenset[int]:
    """The years that titles name: "2026", and both of "2026/27"."""
    named: set[int] = set()
    for first, last in _YEARS.findall(" ".join(titles)):
        named.add(int(first))
        if last:
            named.add(int(first[: -len(last)] + last))
    return frozenset(named)


def dated(terms: Sequence[Term]) -> list[int]:
    """The positions of the terms that ask for a year."""
    return [position for position, term in enumerate(terms) if term.word.years]


def in_their_year(
    met: Sequence[float],
    terms: Sequence[Term],
    positions: Collection[int],
    piece: AnalysedText,
    of_document: frozenset[int],
) -> tuple[float, ...]:
    """How well each term is met in a piece of a document of these years, where a date of another
    year meets none of the terms at these positions, and a year alone is met by its document's.
    """
    held = list(met)
    for position in positions:
        word = terms[position].word
        is_of_them = bool(word.years & of_document) if of_document else not word.is_far
        if word.quantity is None and word.days is None:  # a year alone
            held[position] = max(met[position], MATCHING.sure if is_of_them else 0.0)
        elif not is_of_them and not _states(piece, word.years):
            held[position] = min(met[position], MATCHING.near_date)
    return tuple(held)


def _states(piece: AnalysedText, years: frozenset[int]) -> bool:
    """Whether a date of a piece names one of the years itself."""
    return any(
        quantity.kind is QuantityKind.DATE
        and len(quantity.value) > _DAY
        and int(quantity.value[:4]) in years
        for quantity in piece.quantities
    )
