"""Widens an answer: with what stands around a quotation in its document, and with what comes near
it elsewhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from silabo.answering.evidence import Evidence
from silabo.answering.grouping import are_siblings
from silabo.answering.quoting import ONE, Quotation, closed, quotation, same_again
from silabo.answering.reading import WHOLE, sentences_of
from silabo.answering.receipts import proven
from silabo.answering.weights import DRAFTING, QUOTING
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected, Holding, holds
from silabo.language.negation import allows, denies
from silabo.language.quantities import find
from silabo.language.references import holds_for_some, points_back


def in_full(
    expected: Expected,
    quotations: Sequence[Quotation],
    evidence: Sequence[Evidence],
    search: PassageSearch,
) -> list[Quotation]:
    """The quotations with what stands around them and what comes near, of which all hold."""
    whole = widened(expected, quotations, evidence[0], search)
    near = with_near(expected, whole, evidence)
    return proven(with_antecedents(closed(near), search))


def with_antecedents(quotations: Sequence[Quotation], search: PassageSearch) -> list[Quotation]:
    """The quotations, and before a paragraph that begins with what stands for something said before
    it ("It is also closed book.") the last sentence of the paragraph that it stands on.
    """
    whole: list[Quotation] = []
    for quoted in quotations:
        before = _antecedent(quoted, search)
        if before is not None and not any(before.text in each.text for each in whole):
            whole.append(before)
        whole.append(quoted)
    return whole


def _antecedent(quoted: Quotation, search: PassageSearch) -> Quotation | None:
    passage = quoted.passage
    if (
        passage.kind is not BlockKind.PARAGRAPH
        or not points_back(quoted.text)
        or not quoted.text.startswith(sentences_of(passage)[0])
    ):
        return None
    # What follows the passage two before it is the one before it.
    earlier = replace(passage, ordinal=passage.ordinal - 2)
    for before in search.following(earlier, limit=1):
        if before.ordinal == passage.ordinal - 1 and before.path == passage.path:
            last = sentences_of(before)[-1:]
            return Quotation(before, last[0]) if last and before.kind not in WHOLE else None
    return None


def pieces(
    expected: Expected,
    quoted: Sequence[Quotation],
    passages: Sequence[Passage],
    evidence: Sequence[Evidence],
    search: PassageSearch,
) -> list[Quotation]:
    """What a model writes from: what is quoted, then of each other passage its best sentence with
    what stands around it, each passage once, `DRAFTING.most_read` together; all that is quoted.
    """
    best: dict[int, Evidence] = {}
    for candidate in evidence:
        best.setdefault(candidate.passage.id, candidate)
    chosen: dict[int, Quotation] = {}
    for piece in quoted:
        twice = piece.passage.id in chosen
        chosen[piece.passage.id] = Quotation(piece.passage, piece.passage.text) if twice else piece
    for passage in passages:
        if len(chosen) >= DRAFTING.most_read:
            break
        near = best.get(passage.id)
        whole = [Quotation(passage, passage.text)]
        wide = widened(expected, [quotation(near, expected)], near, search) if near else whole
        for piece in wide:
            chosen.setdefault(piece.passage.id, piece)
    return list(chosen.values())


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
    wide = [Quotation(passage, _around(_beside(expected, best), first.text))]
    said = _length(wide[0].text)
    # The next item of a list is another date or another person.
    if passage.kind is BlockKind.ITEM and expected in ONE:
        return wide
    if said >= QUOTING.complete and not wide[0].text.endswith(":"):
        return wide
    return _with_what_follows(expected, best, wide[0], search)


def _with_what_follows(
    expected: Expected, best: Evidence, first: Quotation, search: PassageSearch
) -> list[Quotation]:
    """A quotation with the passages after it, as long as they are of it and short."""
    wide, said, announces = [first], _length(first.text), first.text.endswith(":")
    for after in search.following(best.passage, limit=QUOTING.most_after):
        said += _length(after.text)
        # What is announced stands with it, a row too, and the first sentence however long it is.
        is_first = announces and len(wide) == 1 and after.kind not in WHOLE
        if after.path != best.passage.path or (said > QUOTING.widest and not is_first):
            break
        if not announces and (after.kind in WHOLE or _tells_of_another(expected, best, after.text)):
            break
        if any(same_again(after.text, earlier.text) for earlier in wide):
            break
        wide.append(Quotation(after, after.text))
        if said >= QUOTING.complete and not after.text.endswith(":"):
            break
    return wide


def _tells_of_another(expected: Expected, best: Evidence, after: str) -> bool:
    """Whether what follows is not to stand beside the one date that is asked for, or is dated
    otherwise than the question says. What holds for some instead stands beside it.
    """
    if holds_for_some(after):
        return False
    return _is_told(expected, best) or _is_rival(expected, best, after)


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


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence, and those of its passage that may be quoted with it."""

    before: Sequence[str]
    sentence: str
    after: Sequence[str]


def _beside(expected: Expected, best: Evidence) -> _Beside:
    sentences = sentences_of(best.passage)
    before = _up_to_a_rival(expected, best, reversed(sentences[: best.index]))
    after = _up_to_a_rival(expected, best, sentences[best.index + 1 :])
    opposite = next(
        (n for n, said in enumerate(before) if _forbids_otherwise(said, best.text)), None
    )
    return _Beside(before[:opposite], sentences[best.index], after)


def _up_to_a_rival(expected: Expected, best: Evidence, sentences: Iterable[str]) -> list[str]:
    """The sentences up to the first that gives another date or number than the exact one."""
    return list(takewhile(lambda said: not _is_rival(expected, best, said), sentences))


def _is_rival(expected: Expected, best: Evidence, text: str) -> bool:
    """Whether a text gives another date or number than the exact one, and not one for some."""
    if not _is_exact(expected, best) or holds_for_some(text):
        return False
    quantities = find(text, best.passage.language)
    return any(quantity.kind in best.states for quantity in quantities) or (
        expected in ONE and holds(expected, text, quantities) is Holding.HELD
    )


def _is_told(expected: Expected, best: Evidence) -> bool:
    """Whether it gives the one date, place or person that is asked for."""
    return expected in ONE and best.kind is Holding.HELD


def _is_exact(expected: Expected, best: Evidence) -> bool:
    """Whether it does, or states the day or the number that the question names: what stands around
    it may give another one.
    """
    return bool(best.states) or _is_told(expected, best)


def _forbids_otherwise(sentence: str, other: str) -> bool:
    """Whether of two rules one allows and the other forbids."""
    return allows(sentence) and allows(other) and denies(sentence) != denies(other)


def _around(beside: _Beside, quoted: str) -> str:
    """A sentence with those beside it, those after it first; never less than is quoted."""
    wide = [beside.sentence]
    for said in beside.after:
        if _length(*wide, said) > QUOTING.widest:
            break
        wide.append(said)
    for said in beside.before:
        if _length(said, *wide) > QUOTING.widest:
            break
        wide.insert(0, said)
    whole = " ".join(wide)
    return whole if quoted in whole else quoted


def _length(*texts: str) -> int:
    """Their words together."""
    return sum(len(text.split()) for text in texts)
