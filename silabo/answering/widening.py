"""Widens an answer: with what stands around a quotation in its document, and with what comes near
it elsewhere.
"""

from collections.abc import Sequence

from silabo.answering.evidence import Evidence
from silabo.answering.grouping import are_siblings
from silabo.answering.quoting import ONE, Quotation, quotation, same_again
from silabo.answering.reading import WHOLE, sentences_of
from silabo.answering.receipts import proven
from silabo.answering.weights import QUOTING
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind


def in_full(
    expected: Expected,
    quotations: Sequence[Quotation],
    evidence: Sequence[Evidence],
    search: PassageSearch,
) -> list[Quotation]:
    """The quotations with what stands around them and what comes near, of which all hold."""
    whole = widened(expected, quotations, evidence[0], search)
    return proven(with_near(expected, whole, evidence))


def widened(
    expected: Expected, quotations: Sequence[Quotation], best: Evidence, search: PassageSearch
) -> list[Quotation]:
    """A single quotation of the best evidence with the rest of its passage, and where that says
    little with the passages after it: whoever looks for an answer finds it beside the best sentence
    nearly as often as in it. Several quotations, a row and code stay as they are.

    At most `QUOTING.widest` words, unless the sentence alone has more. Where not all of it holds,
    the quotations stay as they are.
    """
    wide = _with_neighbours(expected, quotations, best, search)
    return wide if proven(wide) == wide else list(quotations)


def _with_neighbours(
    expected: Expected, quotations: Sequence[Quotation], best: Evidence, search: PassageSearch
) -> list[Quotation]:
    first, *others = quotations
    passage = best.passage
    if others or first.passage.id != passage.id or passage.kind in WHOLE:
        return list(quotations)
    wide = [Quotation(passage, _around(sentences_of(passage), best.index, first.text))]
    said = _length(wide[0].text)
    # The next item of a list is another date or another person.
    if passage.kind is BlockKind.ITEM and expected in ONE:
        return wide
    if said >= QUOTING.complete and not wide[0].text.endswith(":"):
        return wide
    for after in search.following(passage, limit=QUOTING.most_after):
        said += _length(after.text)
        if said > QUOTING.widest or after.path != passage.path or after.kind in WHOLE:
            break
        # Of a day that was asked about, what is dated otherwise says nothing.
        is_other = best.dated and _has_date(after)
        if is_other or any(same_again(after.text, earlier.text) for earlier in wide):
            break
        wide.append(Quotation(after, after.text))
        if said >= QUOTING.complete and not after.text.endswith(":"):
            break
    return wide


def _has_date(passage: Passage) -> bool:
    quantities = find(passage.text, passage.language)
    return any(quantity.kind is QuantityKind.DATE for quantity in quantities)


def with_near(
    expected: Expected, quotations: Sequence[Quotation], evidence: Sequence[Evidence]
) -> list[Quotation]:
    """The quotations, and after them those of other passages whose evidence comes near the best:
    nothing tells them apart for sure, and each may be what was meant. Where one date, place or
    person is asked for they stay alone, and no row has others of its table beside it: those that
    answer with it are quoted with it already.

    At most `QUOTING.widest` words together, unless the quotations alone have more.
    """
    best = evidence[0]
    chosen = list(quotations)
    if expected in ONE or best.together:
        return chosen
    most = len(chosen) + QUOTING.most_near
    for candidate in evidence[1:]:
        if len(chosen) == most or candidate.score < QUOTING.near * best.score:
            break
        if candidate.bare or candidate.empty or _is_in(candidate.passage, chosen):
            continue
        near = quotation(candidate, expected)
        said = _length(*(earlier.text for earlier in chosen), near.text)
        if said <= QUOTING.widest and not any(
            same_again(near.text, earlier.text) for earlier in chosen
        ):
            chosen.append(near)
    return chosen


def _is_in(passage: Passage, quotations: Sequence[Quotation]) -> bool:
    """Whether a passage is quoted, or a row of the same table."""
    return any(
        passage.id == quoted.passage.id
        or (passage.kind is BlockKind.ROW and are_siblings(passage, quoted.passage))
        for quoted in quotations
    )


def _around(sentences: Sequence[str], index: int, quoted: str) -> str:
    """The sentences around one of a passage, those after it first; never less than is quoted."""
    first, last = index, index + 1
    while last < len(sentences) and _length(*sentences[first : last + 1]) <= QUOTING.widest:
        last += 1
    while first > 0 and _length(*sentences[first - 1 : last]) <= QUOTING.widest:
        first -= 1
    wide = " ".join(sentences[first:last])
    return wide if quoted in wide else quoted


def _length(*texts: str) -> int:
    """Their words together."""
    return sum(len(text.split()) for text in texts)
