"""Builds an answer out of quotations: the best evidence, and more only where it adds something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silabo.answering.evidence import Evidence
from silabo.answering.units import sentences_of
from silabo.domain.answers import Citation, Sentence
from silabo.domain.passages import BlockKind, Passage
from silabo.language.expected import Expected
from silabo.language.references import makes_exception, points_back
from silabo.language.run_in_heads import is_statement
from silabo.language.stems import document_stems

_MOST_QUOTES = 2
_MOST_ITEMS, _MOST_ROWS = 8, 4
_NEAR_BEST = 0.97  # of the best score: below it, one more quotation misleads more than it adds
_LEVEL = 0.97  # of the best score: items as good as each other
_SAME = 0.7  # share of stems: above it, a quotation says the same again
_EXPLAINED = {Expected.HOW, Expected.WHY}  # one sentence seldom says it
_MOST_BEFORE = 2  # sentences quoted with one that points back
_LONGEST_STATEMENT = 60  # words of a definition, theorem or explanation that is quoted whole
# Of these a student wants one, and the nearest rows name other dates and places.
_ONE_ROW = {Expected.DATE, Expected.TIME, Expected.PLACE, Expected.PERSON, Expected.CONTACT}
_ROW = re.compile(r"t\d+r(\d+)")


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
    together = _items(expected, evidence) or _rows(expected, evidence)
    if together:
        return together
    best = evidence[0]
    chosen = [quotation(best, expected)]
    for one in evidence[1:]:
        if len(chosen) == _MOST_QUOTES or one.score < _NEAR_BEST * best.score:
            break
        if one.bare or one.kind is not best.kind or one.coverage < _NEAR_BEST * best.coverage:
            continue
        quoted = quotation(one, expected)
        if not any(_repeats(quoted, earlier) for earlier in chosen):
            chosen.append(quoted)
    return chosen


def quotation(evidence: Evidence, expected: Expected = Expected.ANY) -> Quotation:
    """The sentence, with what it cannot be understood without: those before it that it points back
    to, the rest of a labelled statement, the exception after a permission.
    """
    passage, index = evidence.passage, evidence.index
    sentences = sentences_of(passage)
    if is_statement(evidence.text) and len(passage.text.split()) <= _LONGEST_STATEMENT:
        return Quotation(passage, " ".join(sentences[index:]))
    first = index
    if evidence.leans:
        first -= 1
        while first > max(0, index - _MOST_BEFORE) and points_back(sentences[first]):
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
        if said > _LONGEST_STATEMENT:
            break
        last += 1
    return last


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


def _rows(expected: Expected, evidence: Sequence[Evidence]) -> list[Quotation]:
    """The rows of one table that are level: "each part", "what happens if". So many that nothing
    was said about any of them are none, but where a list was asked for.
    """
    best = evidence[0]
    if best.passage.kind is not BlockKind.ROW or expected in _ONE_ROW:
        return []
    table = best.passage.anchor.partition("r")[0]
    level = [
        one.passage
        for one in evidence
        if _same_list(one.passage, best.passage)
        and one.passage.anchor.partition("r")[0] == table
        and one.score >= _LEVEL * best.score
    ]
    most = _MOST_ITEMS if expected is Expected.LIST else _MOST_ROWS
    if not 1 < len(level) <= most:
        return []
    return [Quotation(one, one.text) for one in sorted(level, key=lambda one: one.ordinal)]


def _same_list(one: Passage, other: Passage) -> bool:
    return (one.version, one.path, one.lead, one.kind) == (
        other.version,
        other.path,
        other.lead,
        other.kind,
    )
