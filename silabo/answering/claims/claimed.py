"""What a written sentence claims, one after the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from silabo.answering.claims.assertions import says_something
from silabo.answering.claims.grammar import VERBS, joining
from silabo.answering.claims.notions import Text
from silabo.language.lexicon import any_of
from silabo.language.numerals import in_figures
from silabo.language.words import folded_in_place

_CONDITION = re.compile(
    rf"{any_of(lambda lexicon: lexicon.claims.ifs)}\b[^,]{{3,200}},\s", re.IGNORECASE
)
_A_VERB = re.compile(rf"\b{VERBS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a written sentence says."""

    said: Text
    is_condition: bool  # "if you miss the exam": it says neither that nor the contrary


def claims_of(sentence: str, language: str) -> list[Claim]:
    """What a sentence claims, in order. What goes on without a subject of its own has the first
    one's.
    """
    said = in_figures(sentence, language)
    found = []
    opening = _CONDITION.match(said)
    if opening:
        found.append(Claim(Text(opening.group(), language), is_condition=True))
        said = said[opening.end() :]
    clauses = _clauses(said, language)
    return [*found, *(Claim(Text(clause, language), is_condition=False) for clause in clauses)]


def _clauses(said: str, language: str) -> list[str]:
    found: list[str] = []
    subject = ""
    for clause in filter(
        str.strip, _with_figures_apart(joining(language).ends.split(said), language)
    ):
        if not found:
            verb = _A_VERB.search(folded_in_place(clause))
            subject = clause[: verb.start()] if verb else ""
            found.append(clause)
        elif joining(language).without_subject.match(folded_in_place(clause)):
            found.append(f"{subject} {clause}")
        elif says_something(Text(clause, language)):
            found.append(clause)
        else:
            found[-1] += f" {clause}"
    return found


def _with_figures_apart(clauses: list[str], language: str) -> Iterator[str]:
    """The clauses; one that joins two with words and figures each is two."""
    for clause in clauses:
        begun, *parts = joining(language).join.split(clause)
        for part in parts:
            if _says_figures(begun, language) and _says_figures(part, language):
                yield begun
                begun = part
            else:
                begun = f"{begun} {part}"
        yield begun


def _says_figures(clause: str, language: str) -> bool:
    text = Text(clause, language)
    letters = [notion for notion in text.notions if notion.is_name and len(notion.words[0]) == 1]
    return bool(text.quantities or letters) and says_something(text)
