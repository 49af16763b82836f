"""Builds an answer out of quotations: the best evidence, and more only where it adds something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silabo.answering.evidence import Evidence
from silabo.answering.units import sentences_of
from silabo.domain.answers import Citation, Sentence
from silabo.domain.passages import BlockKind, Passage
from silabo.language.expected import Expected
from silabo.language.stems import document_stems

_MOST_QUOTES = 3
_MOST_ITEMS = 8
_NEAR_BEST = 0.92  # of the best score: below it, more quotations mislead more than they add
_NEAR_COVERAGE = 0.85
_LEVEL = 0.97  # of the best score: items as good as each other
_SAME = 0.7  # share of stems: above it, a quotation says the same again
_ROW = re.compile(r"t\d+r(\d+)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of one passage that answer, as they stand there."""

    passage: Passage
    text: str


def choose(expected: Expected, evidence: Sequence[Evidence]) -> list[Quotation]:
    """One to three quotations, best first; a list with its lead-in where a list answers."""
    if not evidence:
        return []
    best = evidence[0]
    items = _items(expected, evidence)
    if items:
        return items
    chosen: list[Quotation] = []
    for one in evidence:
        if len(chosen) == _MOST_QUOTES or one.score < _NEAR_BEST * best.score:
            break
        if one.bare or one.coverage < _NEAR_COVERAGE * best.coverage:
            continue
        quoted = quotation(one)
        if not any(_repeats(quoted, earlier) for earlier in chosen):
            chosen.append(quoted)
    return chosen


def quotation(evidence: Evidence) -> Quotation:
    """The sentence, after the one before it where that one names what was asked."""
    passage, index = evidence.passage, evidence.index
    if not evidence.leans:
        return Quotation(passage, evidence.text)
    return Quotation(passage, " ".join(sentences_of(passage)[index - 1 : index + 1]))


def cite(quotations: Sequence[Quotation]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences of an answer, each with its citation, and the citations in order."""
    citations = tuple(
        citation(quoted.passage, quoted.text, number)
        for number, quoted in enumerate(quotations, start=1)
    )
    return tuple(Sentence(one.quote, (one.number,)) for one in citations), citations


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


def _repeats(one: Quotation, other: Quotation) -> bool:
    """Whether a quotation adds nothing: the same again, or overlapping in one passage."""
    if one.passage.id == other.passage.id and (one.text in other.text or other.text in one.text):
        return True
    return same_again(one.text, other.text)


def same_again(text: str, other: str) -> bool:
    """Whether two texts say nearly the same: they share most of their stems and all numbers."""
    one, two = (frozenset(document_stems(each, "und")) for each in (text, other))
    numbers = {stem for stem in one ^ two if any(character.isdigit() for character in stem)}
    return not numbers and len(one & two) >= _SAME * max(1, len(one | two))


def _items(expected: Expected, evidence: Sequence[Evidence]) -> list[Quotation]:
    """The list that answers as a whole, after its lead-in: one that was asked for, or whose lead-in
    is what matches, so that its items are level.
    """
    best = evidence[0]
    lead = best.passage.lead
    if best.passage.kind is not BlockKind.ITEM or not lead:
        return []
    siblings = [one for one in evidence if _same_list(one.passage, best.passage)]
    level = [one for one in siblings if one.score >= _LEVEL * best.score]
    if len(siblings) < 2 or (expected is not Expected.LIST and len(level) < 2):
        return []
    passages = {one.passage.id: one.passage for one in siblings}.values()
    ordered = sorted(passages, key=lambda passage: passage.ordinal)[:_MOST_ITEMS]
    items = [Quotation(passage, passage.text) for passage in ordered]
    leads = (one.passage for one in evidence if one.passage.version == best.passage.version)
    before = next((passage for passage in leads if passage.text.endswith(lead)), None)
    return [Quotation(before, lead), *items] if before else items


def _same_list(one: Passage, other: Passage) -> bool:
    return (one.version, one.path, one.lead, one.kind) == (
        other.version,
        other.path,
        other.lead,
        other.kind,
    )
