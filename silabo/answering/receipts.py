"""Checks that an answer says nothing that its passages do not say."""

from collections.abc import Iterable

from silabo.answering.compose import Quotation
from silabo.domain.passages import Passage
from silabo.language.quantities import unsupported


def proven(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that hold: their words stand in their passage, white space aside, and so does
    each number, date, time, room and address. The others are left out.
    """
    return [quoted for quoted in quotations if holds(quoted.text, quoted.passage)]


def holds(text: str, passage: Passage) -> bool:
    """Whether a passage literally has this text and states its quantities."""
    words, source = " ".join(text.split()), " ".join(passage.text.split())
    return bool(words) and words in source and not unsupported(words, source, passage.language)
