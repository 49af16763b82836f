"""Builds an answer out of quotations: the best evidence, more only where it adds something, the
rows of one table or the items of one list where they only answer together.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.reading import WHOLE, sentences_of
from silabo.answering.weights import QUOTING
from silabo.domain.answers import Citation, Sentence
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected, Holding
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.references import makes_exception, points_back
from silabo.language.run_in_heads import is_statement
from silabo.language.stems import document_stems

_EXPLAINED = {Expected.HOW, Expected.WHY}  # one sentence seldom says it
# Of these one is wanted: the next best is another date or share, or an example. Where a document
# contradicts itself or another one, both are quoted.
_ONE = {
    Expected.DATE,
    Expected.TIME,
    Expected.PLACE,
    Expected.PERSON,
    Expected.PERCENT,
    Expected.COST,
    Expected.CONTACT,
    Expected.DEFINITION,
}
_ROW = re.compile(r"t\d+r(\d+)")
# Of these a student wants one, and the nearest rows name other dates and places.
_ONE_ROW = {Expected.DATE, Expected.TIME, Expected.PLACE, Expected.PERSON, Expected.CONTACT}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one passage that answer, as they stand there."""

    passage: Passage
    text: str


def choose(expected: Expected, evidence: Sequence[Evidence]) -> list[Quotation]:
    """The best quotation, seldom a second one; a list with its lead-in, or rows of one table, where
    these answer together.
    """
    if not evidence:
        return []
    together = _together(expected, evidence)
    if together:
        return together
    best = evidence[0]
    chosen = [quotation(best, expected)]
    for candidate in evidence[1:]:
        if expected in _ONE and not _contradicts(candidate, best):
            continue
        if len(chosen) == QUOTING.most_quotes or candidate.score < QUOTING.near_best * best.score:
            break
        if (
            candidate.bare
            or candidate.kind is not best.kind
            or candidate.coverage < QUOTING.near_best * best.coverage
        ):
            continue
        quoted = quotation(candidate, expected)
        if not any(_repeats(quoted, earlier) for earlier in chosen):
            chosen.append(quoted)
    return chosen


def widened(
    expected: Expected, quotations: Sequence[Quotation], best: Evidence, search: PassageSearch
) -> list[Quotation]:
    """A single quotation of the best evidence with the rest of its passage, and where that says
    little with the passages after it: whoever looks for an answer finds it beside the best sentence
    nearly as often as in it. Several quotations, a row and code stay as they are.

    At most `QUOTING.widest` words, unless the sentence alone has more.
    """
    first, *others = quotations
    passage = best.passage
    if others or first.passage.id != passage.id or passage.kind in WHOLE:
        return list(quotations)
    wide = [Quotation(passage, _around(sentences_of(passage), best.index, first.text))]
    said = _length(wide[0].text)
    # The next item of a list is another date or another person.
    if passage.kind is BlockKind.ITEM and expected in _ONE:
        return wide
    if said >= QUOTING.complete and not wide[0].text.endswith(":"):
        return wide
    for after in search.following(passage, limit=QUOTING.most_after):
        said += _length(after.text)
        if said > QUOTING.widest or after.path != passage.path or after.kind in WHOLE:
            break
        if any(same_again(after.text, earlier.text) for earlier in wide):
            break
        wide.append(Quotation(after, after.text))
        if said >= QUOTING.complete and not after.text.endswith(":"):
            break
    return wide


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


def quotation(evidence: Evidence, expected: Expected = Expected.ANY) -> Quotation:
    """The sentence, with what it cannot be understood without: those before it that it points back
    to, the rest of a labelled statement, the exception after a permission.
    """
    passage, index = evidence.passage, evidence.index
    sentences = sentences_of(passage)
    if is_statement(evidence.text) and len(passage.text.split()) <= QUOTING.whole:
        return Quotation(passage, " ".join(sentences[index:]))
    first = index
    if evidence.leans:
        first -= 1
        while first > max(0, index - QUOTING.most_before) and points_back(sentences[first]):
            first -= 1
    last = index + 1
    if expected is Expected.YES_NO and last < len(sentences) and makes_exception(sentences[last]):
        last += 1
    if expected in _EXPLAINED:
        last = _end_of_explanation(sentences, first, last)
    return Quotation(passage, " ".join(sentences[first:last]))


def _end_of_explanation(sentences: Sequence[str], first: int, last: int) -> int:
    """Where an explanation that begins at `first` ends: with the passage, or when it gets long."""
    said = sum(len(sentence.split()) for sentence in sentences[first:last])
    while last < len(sentences):
        said += len(sentences[last].split())
        if said > QUOTING.whole:
            break
        last += 1
    return last


def cite(quotations: Sequence[Quotation]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer, each with its citation, and the citations in order."""
    citations = tuple(
        citation(quoted.passage, quoted.text, number)
        for number, quoted in enumerate(quotations, start=1)
    )
    return tuple(Sentence(receipt.quote, (receipt.number,)) for receipt in citations), citations


def citation(passage: Passage, quote: str, number: int) -> Citation:
    """A receipt for words of a passage."""
    row = _ROW.match(passage.anchor)
    return Citation(
        number=number,
        document=passage.document,
        version=passage.version,
        anchor=passage.anchor,
        quote=quote,
        document_title=passage.document_title,
        path=passage.path,
        page=passage.page,
        row=int(row.group(1)) if row else None,
        passage_id=passage.id,
        language=passage.language,
    )


def _contradicts(evidence: Evidence, best: Evidence) -> bool:
    """Whether another document speaks of the same, or the same words stand with other numbers."""
    if evidence.passage.document != best.passage.document:
        return True
    said, other = (
        {stem for stem in document_stems(text, "und") if stem.isalpha()}
        for text in (evidence.text, best.text)
    )
    return len(said & other) >= QUOTING.same * max(1, len(said | other))


def _repeats(quotation: Quotation, other: Quotation) -> bool:
    """Whether a quotation adds nothing: the same again, or overlapping in one passage."""
    if quotation.passage.id == other.passage.id and (
        quotation.text in other.text or other.text in quotation.text
    ):
        return True
    return same_again(quotation.text, other.text)


def same_again(text: str, other: str) -> bool:
    """Whether two texts say nearly the same: they share most of their stems and all numbers."""
    one, two = (frozenset(document_stems(said, "und")) for said in (text, other))
    numbers = {stem for stem in one ^ two if any(character.isdigit() for character in stem)}
    return not numbers and len(one & two) >= QUOTING.same * max(1, len(one | two))


def _together(expected: Expected, evidence: Sequence[Evidence]) -> list[Quotation]:
    """A whole list after its lead-in, or rows of one table."""
    listed = items(expected, evidence)
    if not listed:
        return [Quotation(row, row.text) for row in rows(expected, evidence)]
    lead = listed[0].lead
    leads = (
        candidate.passage
        for candidate in evidence
        if candidate.passage.version == listed[0].version
    )
    before = next((passage for passage in leads if passage.text.endswith(lead)), None)
    quoted = [Quotation(passage, passage.text) for passage in listed]
    return [Quotation(before, lead), *quoted] if before else quoted


def of_each(weighed: Weighed) -> Weighed:
    """The evidence of a question about every part of something: the rows or items that each state
    what is asked for, first and as one. A sentence that states it only once does not answer.
    """
    groups: dict[tuple[object, ...], list[Evidence]] = {}
    for candidate in weighed.evidence:
        if candidate.kind is Holding.HELD and candidate.passage.kind in {
            BlockKind.ROW,
            BlockKind.ITEM,
        }:
            groups.setdefault(_list_of(candidate.passage), []).append(candidate)
    # The evidence is in order, so the first group has the best row.
    whole = next((group for group in groups.values() if len(group) > 1), [])
    listed = [
        replace(candidate, together=True)
        if candidate in whole
        else replace(candidate, kind=_kind_of_all(candidate))
        for candidate in weighed.evidence
    ]
    listed.sort(key=lambda candidate: (candidate.bare, not candidate.together, -candidate.score))
    return replace(weighed, evidence=tuple(listed))


def _kind_of_all(evidence: Evidence) -> Holding:
    shares = sum(1 for quantity in find(evidence.text) if quantity.kind is QuantityKind.PERCENT)
    return evidence.kind if evidence.kind is Holding.OPEN or shares > 1 else Holding.LACKING


def items(expected: Expected, evidence: Sequence[Evidence]) -> list[Passage]:
    """The items of the list that answers as a whole: one that was asked for, or whose lead-in is
    what matches, so that its items are level; none where the best is no such item.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ITEM or not best.passage.lead:
        return []
    siblings = _siblings(evidence)
    level = [
        candidate for candidate in siblings if candidate.score >= QUOTING.near_best * best.score
    ]
    if len(siblings) < 2 or (expected is not Expected.LIST and len(level) < 2):
        return []
    chosen = (
        [candidate for candidate in siblings if candidate.together] if best.together else siblings
    )
    return _in_order(chosen)[: QUOTING.most_items]


def rows(expected: Expected, evidence: Sequence[Evidence]) -> list[Passage]:
    """The rows of one table that are level: "each part", "what happens if". Where the question
    names none of them, all rows that state what is asked for. So many that nothing was said about
    any of them are none, but where a list was asked for.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ROW:
        return []
    siblings = _siblings(evidence)
    if best.together:
        return _few(
            _in_order([candidate for candidate in siblings if candidate.together]),
            QUOTING.most_items,
        )
    near = QUOTING.near_best_one if expected in _ONE_ROW else QUOTING.near_best
    level = [candidate for candidate in siblings if candidate.score >= near * best.score]
    if len(level) < 2:
        return []
    if not any(candidate.keyed for candidate in level):
        stating = [
            candidate
            for candidate in siblings
            if candidate in level or candidate.kind is best.kind is Holding.HELD
        ]
        whole = _few(_in_order(stating), QUOTING.most_items)
        if whole:
            return whole
    if expected in _ONE_ROW:
        return []
    return _few(
        _in_order(level), QUOTING.most_items if expected is Expected.LIST else QUOTING.most_rows
    )


def is_spread(evidence: Sequence[Evidence]) -> bool:
    """Whether so many rows of the best one's table are level that none of them was meant."""
    level = [
        candidate
        for candidate in _siblings(evidence)
        if candidate.score >= QUOTING.near_best * evidence[0].score
    ]
    return len(level) > QUOTING.most_items


def _siblings(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and all of the same table or list."""
    wanted = _list_of(evidence[0].passage)
    return [candidate for candidate in evidence if _list_of(candidate.passage) == wanted]


def _list_of(passage: Passage) -> tuple[object, ...]:
    table = passage.anchor.partition("r")[0] if passage.kind is BlockKind.ROW else ""
    return passage.version, passage.path, passage.lead, passage.kind, table


def _in_order(evidence: Sequence[Evidence]) -> list[Passage]:
    passages = {candidate.passage.id: candidate.passage for candidate in evidence}.values()
    return sorted(passages, key=lambda passage: passage.ordinal)


def _few(passages: list[Passage], most: int) -> list[Passage]:
    return passages if 1 < len(passages) <= most else []


def support(sentence: str, passage: Passage) -> str:
    """The passage, or of a long one the run of its sentences that has what the sentence says."""
    if len(passage.text.split()) <= QUOTING.whole:
        return passage.text
    sentences = sentences_of(passage)
    said = set(document_stems(sentence, "und"))
    shared = [len(said & set(document_stems(candidate, "und"))) for candidate in sentences]
    best = max(shared)
    near = (
        [position for position, count in enumerate(shared) if count >= best * QUOTING.supporting]
        if best
        else [0]
    )
    return " ".join(sentences[near[0] : near[-1] + 1])
