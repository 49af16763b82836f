"""Questions that instructors may expect an answer to, proposed from what their documents state: a
day, a time, a room, a share or an address of something that is named. No model is asked.

Only what a row of a table says of what its first cell names, or a line as "Second midterm: 3 July",
and only where all documents say one thing of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from silabo.answering.disagreements import COMPARED, row_facts
from silabo.answering.weights import PROPOSING
from silabo.domain.answers import Citation
from silabo.domain.expectations import ProposedExpectation
from silabo.domain.passages import BlockKind, Passage
from silabo.language.quantities import Quantity, find, states
from silabo.language.quantity_readers import QuantityKind
from silabo.language.words import fold
from silabo.wording.catalogues import mark, say

_ASKED = {
    QuantityKind.DATE: mark("When is “%(thing)s”?"),
    QuantityKind.PERCENT: mark("How much does “%(thing)s” count?"),
    QuantityKind.ROOM: mark("In which room is “%(thing)s”?"),
    QuantityKind.TIME: mark("At what time is “%(thing)s”?"),
    QuantityKind.EMAIL: mark("What is the e-mail address of “%(thing)s”?"),
}


@dataclass(frozen=True, slots=True)
class _Fact:
    """What a place states of something that it names."""

    thing: str
    value: Quantity
    passage: Passage


def proposals(
    passages: Sequence[Passage], language: str, *, known: Sequence[str] = ()
) -> list[ProposedExpectation]:
    """What may be asked of these passages, at most so many, of each kind in turn; not what is
    `known` already. Of a document whose language is not known it is asked in `language`.
    """
    asked = {fold(question) for question in known}
    by_kind: dict[QuantityKind, list[ProposedExpectation]] = {kind: [] for kind in _ASKED}
    for fact in _sure(passages):
        proposed = _proposed(fact, language)
        if fold(proposed.question) not in asked:
            asked.add(fold(proposed.question))
            by_kind[fact.value.kind].append(proposed)
    in_turn = chain.from_iterable(zip_longest(*by_kind.values()))
    return [each for each in in_turn if each is not None][: PROPOSING.most]


def _sure(passages: Sequence[Passage]) -> Iterator[_Fact]:
    """The first statement of each thing and kind of which all places say the same."""
    found: dict[tuple[str, QuantityKind], list[_Fact]] = defaultdict(list)
    for fact in chain.from_iterable(map(_facts, passages)):
        found[fold(fact.thing), fact.value.kind].append(fact)
    for said in found.values():
        first = said[0].value
        if all(states(first, each.value) or states(each.value, first) for each in said):
            yield said[0]


def _facts(passage: Passage) -> Iterator[_Fact]:
    thing, cells = _stated(passage)
    thing = " ".join(thing.split())
    if not thing or len(thing) > PROPOSING.longest_thing:
        return
    values = [value for cell in cells if not _is_span(cell) for value in cell]
    for kind in _ASKED:
        of_kind = [value for value in values if value.kind is kind]
        if len(of_kind) == 1:  # two days are of two things
            yield _Fact(thing, of_kind[0], passage)


def _is_span(cell: Sequence[Quantity]) -> bool:
    """Whether it says from when until when: "24 to 28 August"."""
    kinds = [value.kind for value in cell]
    spanned = (QuantityKind.DATE, QuantityKind.TIME)
    return any(kind in kinds for kind in spanned) and QuantityKind.NUMBER in kinds


def _stated(passage: Passage) -> tuple[str, list[list[Quantity]]]:
    if passage.kind is BlockKind.ROW:
        return row_facts(passage)
    if passage.kind is BlockKind.CODE or len(passage.text) > PROPOSING.longest_line:
        return "", []
    thing, colon, rest = passage.text.partition(": ")
    named = any(map(str.isalpha, thing)) and not _compared(thing, passage.language)
    return (thing, [find(rest, passage.language)]) if colon and named else ("", [])


def _compared(text: str, language: str) -> bool:
    return any(value.kind in COMPARED for value in find(text, language))


def _proposed(fact: _Fact, language: str) -> ProposedExpectation:
    known = fact.passage.language if fact.passage.language != "und" else language
    return ProposedExpectation(
        question=say(known, _ASKED[fact.value.kind], thing=fact.thing),
        language=known,
        says=(fact.value.text,),
        source=Citation.of(fact.passage, fact.passage.text, 1),
    )
