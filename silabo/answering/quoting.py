"""Builds an answer out of quotations: the best evidence, more only where it adds something."""

from collections.abc import Sequence
from dataclasses import dataclass

from silabo.answering.evidence import Evidence
from silabo.answering.grouping import items, rows
from silabo.answering.reading import sentences_of
from silabo.answering.weights import QUOTING
from silabo.domain.answers import Citation, Sentence
from silabo.domain.passages import Passage
from silabo.language.expected import Expected
from silabo.language.references import makes_exception, points_back
from silabo.language.run_in_heads import is_statement
from silabo.language.sentences import split
from silabo.language.stems import document_stems

_EXPLAINED = {Expected.HOW, Expected.WHY}  # one sentence seldom says it
# Of these one is wanted: the next best is another date or share, or an example. Where a document
# contradicts itself or another one, both are quoted.
ONE = {
    Expected.DATE,
    Expected.TIME,
    Expected.PLACE,
    Expected.PERSON,
    Expected.PERCENT,
    Expected.COST,
    Expected.CONTACT,
    Expected.DEFINITION,
}


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
        if expected in ONE and not _contradicts(candidate, best):
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


def closed(quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations without what they only announce: a sentence that ends in a colon stands before
    what follows it in its document, and nowhere else. What is left of one alone has no colon.
    """
    kept: list[Quotation] = []
    for quoted, after in zip(quotations, [*quotations[1:], None], strict=False):
        if not quoted.text.endswith(":") or (after is not None and _follows(after, quoted)):
            kept.append(quoted)
            continue
        sentences = split(quoted.text)
        while sentences and sentences[-1].endswith(":"):
            sentences.pop()
        left = " ".join(sentences)
        if left or len(quotations) == 1:
            kept.append(Quotation(quoted.passage, left or quoted.text.rstrip(": ")))
    return kept


def _follows(quotation: Quotation, other: Quotation) -> bool:
    """Whether a quotation is what another one announces."""
    passage, before = quotation.passage, other.passage
    return passage.version_id == before.version_id and (
        passage.ordinal == before.ordinal + 1 or passage.lead == other.text
    )


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
        Citation.of(quoted.passage, quoted.text, number)
        for number, quoted in enumerate(quotations, start=1)
    )
    return tuple(Sentence(receipt.quote, (receipt.number,)) for receipt in citations), citations


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
