"""Checks that an answer says nothing that its passages do not say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from silabo.answering.quoting import Quotation
from silabo.answering.reading import sentences_of
from silabo.answering.weights import DRAFTING
from silabo.domain.passages import Passage
from silabo.language.lexicon import LANGUAGES
from silabo.language.names import names
from silabo.language.negation import denies
from silabo.language.quantities import find, unsupported
from silabo.language.stems import document_stems, word_stems
from silabo.language.words import fold, words

_CLAUSES = re.compile(r"[,;:()·]\s|\s[-–—]\s")


class Verdict(StrEnum):
    """What the receipts of a written sentence say of it."""

    HOLDS = "holds"
    UNCITED = "uncited"
    UNKNOWN_PASSAGE = "unknown_passage"
    UNSTATED = "unstated"  # a number, date, name or code that its passages do not have
    CONTRADICTS = "contradicts"  # it allows what its passage forbids, or the other way round


def proven(quotations: Iterable[Quotation]) -> list[Quotation]:
    """The quotations that hold: their words stand in their passage, white space aside, and so does
    each number, date, time, room and address. The others are left out.
    """
    return [quoted for quoted in quotations if holds(quoted.text, quoted.passage)]


def holds(text: str, passage: Passage) -> bool:
    """Whether a passage literally has this text and states its quantities."""
    words_of, source = " ".join(text.split()), " ".join(passage.text.split())
    return (
        bool(words_of)
        and words_of in source
        and not unsupported(words_of, source, passage.language)
    )


def judge(
    text: str, citations: Sequence[int], passages: Sequence[Passage], language: str
) -> Verdict:
    """Whether a sentence in a language holds against the passages that it cites by number, from 1.

    Every number, date, time, percentage, address, name and code in it has to be in a passage that
    it cites, or in the headings, lead-in or column names over that passage. A sentence with nearly
    the words of one there must not deny what that affirms.
    """
    if not citations:
        return Verdict.UNCITED
    if not all(1 <= number <= len(passages) for number in citations):
        return Verdict.UNKNOWN_PASSAGE
    cited = [passages[number - 1] for number in citations]
    if _unstated(text, cited, language):
        return Verdict.UNSTATED
    return Verdict.CONTRADICTS if _contradicts(text, cited) else Verdict.HOLDS


def _unstated(text: str, cited: Sequence[Passage], language: str) -> bool:
    lacking = None
    for passage in cited:
        missed = {
            (quantity.kind, quantity.value)
            for quantity in unsupported(
                text, _around(passage), passage.language, text_language=language
            )
        }
        lacking = missed if lacking is None else lacking & missed
    if lacking:
        return True
    stated = {
        stem for passage in cited for stem in _stems(f"{passage.surroundings} {passage.text}")
    }
    spans = [(quantity.start, quantity.end) for quantity in find(text, language)]
    rest = "".join(
        " " if any(start <= position < end for start, end in spans) else character
        for position, character in enumerate(text)
    )
    return any(not stated & _stems(name) for name in names(rest))


def _around(passage: Passage) -> str:
    """What a reader sees at the citation: the passage under its headings, lead-in and columns."""
    return "\n".join([*passage.path, passage.lead, *passage.header, passage.text])


def _stems(text: str) -> set[str]:
    found = {fold(word) for word in words(text)}
    return found | {stem for word in words(text) for stem in word_stems(word, LANGUAGES)}


def _contradicts(text: str, cited: Sequence[Passage]) -> bool:
    stems = frozenset(document_stems(text, "und"))
    if not stems:
        return False
    near = []
    for clause in _clauses(cited):
        others = frozenset(document_stems(clause, "und"))
        shared = len(stems & others) / len(stems | others)
        if shared >= DRAFTING.same_clause:
            near.append((shared, denies(clause) == denies(text)))
    return bool(near) and not max(near)[1]


def _clauses(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        for sentence in sentences_of(passage):
            yield sentence
            # "Attendance is mandatory: three absences are allowed" says two things.
            yield from _CLAUSES.split(sentence)
