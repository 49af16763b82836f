"""What passages state, clause by clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silabo.answering.claims.grammar import has_verb, joining
from silabo.answering.claims.notions import Text
from silabo.answering.claims.polarity import denied, sets_aside
from silabo.answering.reading import sentences_of
from silabo.answering.weights import CLAIMS
from silabo.domain.passages import AFTER_NAME, BETWEEN_CELLS, Passage
from silabo.language.lexicon import all_words, any_of
from silabo.language.numerals import in_figures
from silabo.language.quantity_readers import QuantityKind
from silabo.language.references import points_back
from silabo.language.sentences import split
from silabo.language.words import fold

_PARTS = re.compile(r"[;:]\s")
_MARK = re.compile(r"[()]\s|,\s|\s[-–—]\s|[()]")
_ALTERNATIVE = re.compile(rf"{any_of(lambda lexicon: lexicon.claims.alternatives)}\s")
_ANY_COLUMN = all_words(lambda lexicon: lexicon.any_column)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause, or one of a cell."""

    said: Text  # with the name of its column
    value: Text  # without
    denied: bool


@dataclass(frozen=True, slots=True)
class Assertion:
    """A sentence of a passage, or a row with one sentence of each of its cells."""

    pieces: tuple[Piece, ...]
    whole: Text
    key: Text  # the first cell of its row; empty elsewhere
    above: Text  # headings, lead-in and title, and names of columns
    before: Text  # the sentence before, where this one points back to it; empty elsewhere
    passage: int
    is_row: bool


def around(assertion: Assertion) -> tuple[Text, ...]:
    """All that belongs to an assertion."""
    return (assertion.whole, assertion.key, assertion.above, assertion.before)


def assertions_of(passages: Sequence[Passage]) -> list[Assertion]:
    """What passages state, in their order."""
    found: list[Assertion] = []
    for number, passage in enumerate(passages):
        found += _row(number, passage) if passage.header else _prose(number, passage)
    return found


def _above(passage: Passage) -> Text:
    said = " . ".join([passage.document_title, *passage.path, passage.lead, *passage.header])
    return Text(in_figures(said, passage.language, both=True), passage.language)


def _prose(number: int, passage: Passage) -> Iterator[Assertion]:
    language, above = passage.language, _above(passage)
    before = ""
    for sentence in sentences_of(passage):
        said = in_figures(sentence, language, both=True)
        yield Assertion(
            pieces=tuple(_pieces(said, "", language)),
            whole=Text(said, language),
            key=Text("", language),
            above=above,
            before=Text(before if points_back(sentence) else "", language),
            passage=number,
            is_row=False,
        )
        before = said


def _row(number: int, passage: Passage) -> Iterator[Assertion]:
    """A row is one assertion; where a cell has several sentences, one for each of them."""
    language, above = passage.language, _above(passage)
    cells = [_cell(cell, language) for cell in passage.text.split(BETWEEN_CELLS)]
    for index in range(max(len(sentences) for _, sentences in cells)):
        own = [
            (name, sentences[min(index, len(sentences) - 1)])
            for name, sentences in cells
            if sentences
        ]
        yield Assertion(
            pieces=tuple(piece for name, said in own for piece in _pieces(said, name, language)),
            whole=Text(". ".join(f"{name} {said}" for name, said in own), language),
            key=Text(" ".join(cells[0][1]), language),
            above=above,
            before=Text("", language),
            passage=number,
            is_row=True,
        )


def _cell(cell: str, language: str) -> tuple[str, list[str]]:
    """The name of its column, where that says something, and its sentences."""
    name, separator, value = cell.partition(AFTER_NAME)
    if not separator:
        name, value = "", cell
    named = "" if fold(name) in _ANY_COLUMN else name
    return named, split(in_figures(value, language, both=True))


def _pieces(said: str, name: str, language: str) -> Iterator[Piece]:
    for part in _PARTS.split(said):
        values = [Text(clause, language) for clause in _clauses(part, language)]
        for value, no in zip(values, _denied(values), strict=True):
            yield Piece(Text(f"{name} {value.text}".strip(), language), value, no)


def _denied(values: Sequence[Text]) -> list[bool]:
    """Of each clause whether it is denied: what is only a part of a list is so with the others."""
    no = [denied(value) for value in values]
    for index in range(1, len(values)):
        # "No calculators, phones"
        no[index] = no[index] or (no[index - 1] and _goes_on(values, index))
    for index in range(len(values) - 1, 0, -1):
        # "Scans and e-mails are not accepted"
        joined = _is_joined(values[index])
        is_part = len(values[index - 1].notions) == 1 and _is_part(values[index - 1])
        no[index - 1] = no[index - 1] or (no[index] and joined and is_part)
    return no


def _goes_on(values: Sequence[Text], index: int) -> bool:
    """Whether a clause only goes on with a list: a short one, or one up to an "or"."""
    until = next((i for i in range(index, len(values)) if _ALTERNATIVE.match(values[i].folded)), 0)
    return _is_part(values[index]) or (
        until > 0 and not any(has_verb(value.text) for value in values[index : until + 1])
    )


def _is_part(text: Text) -> bool:
    return len(text.notions) <= CLAIMS.part_of_list and not has_verb(text.text)


def _clauses(sentence: str, language: str) -> list[str]:
    """The clauses of a sentence; what says nothing by itself stays with the one before."""
    found: list[str] = []
    parts = [
        clause
        for part in _MARK.split(sentence)
        for clause in joining(language).join.split(part)
        if clause.strip()
    ]
    for index, clause in enumerate(parts):
        text = Text(clause, language)
        if index + 1 < len(parts) and found and _only_numbers(text):
            # "..., and the second, units 5 to 7": which one it is belongs to what follows.
            parts[index + 1] = f"{clause}, {parts[index + 1]}"
        elif (
            found
            and not sets_aside(text)
            and (not says_something(text) or _gaps(Text(found[-1], language), text))
        ):
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return found


def _only_numbers(clause: Text) -> bool:
    """Whether a clause only says which one of several it goes on with."""
    return (
        _is_joined(clause)
        and not says_something(clause)
        and bool(clause.quantities)
        and all(quantity.kind is QuantityKind.ORDINAL for quantity in clause.quantities)
    )


def _gaps(before: Text, clause: Text) -> bool:
    """Whether a clause goes on with one whose verb was said before: "..., and the second, two"."""
    return _is_joined(before) and not (has_verb(before.text) or has_verb(clause.text))


def _is_joined(clause: Text) -> bool:
    return joining(clause.language).joined.match(clause.text) is not None


def says_something(text: Text) -> bool:
    """Whether a text has a word that is more than a small one or a figure."""
    return any(notion.weight for notion in text.notions)
