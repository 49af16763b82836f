"""What two documents state differently of the same thing: a day, a time, a room, a share, an
address.

Two places are held against each other only where they speak of the very same words, and where each
of their documents says one thing of it: whatever comes several times, as a class of every week,
has several days and contradicts nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from silabo.answering.weights import DISAGREEING
from silabo.domain.passages import BlockKind, Passage
from silabo.language.lexicon import BY_LANGUAGE, LEXICONS
from silabo.language.quantities import Quantity, find, states
from silabo.language.quantity_readers import QuantityKind
from silabo.language.sentences import split
from silabo.language.stems import document_stems
from silabo.language.words import fold, words

COMPARED = (
    QuantityKind.DATE,
    QuantityKind.TIME,
    QuantityKind.ROOM,
    QuantityKind.PERCENT,
    QuantityKind.EMAIL,
)
_NUMBERS = (QuantityKind.NUMBER, QuantityKind.ORDINAL)

_Subject = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stating:
    """What a place says of something: one value of a kind."""

    passage: Passage
    subject: _Subject
    value: Quantity


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of two documents that state another value for the same thing."""

    one: Stating
    other: Stating


def disagreements(
    new: Sequence[Passage], others: Sequence[Passage], *, most: int
) -> list[Contradiction]:
    """Where a document states otherwise than others do, at most so many."""
    known = _single(_statements(others))
    found = []
    for (subject, kind, document), statement in _single(_statements(new)).items():
        for other in known.of(subject, kind):
            if other.passage.document != document and _differ(statement, other):
                found.append(Contradiction(statement, other))
                if len(found) == most:
                    return found
    return found


def row_facts(passage: Passage) -> tuple[str, list[list[Quantity]]]:
    """What a row of a table is about, by its first cell that names something, and the values of
    each of its other cells; "" where no cell does.
    """
    names = [*passage.header, *[""] * len(passage.cells)]
    read = [
        (cell, find(f"{name} {cell}", passage.language))
        for name, cell in zip(names, passage.cells, strict=False)
    ]
    head = next((cell for cell, values in read if _is_head(cell, values)), "")
    return head, [values for cell, values in read if cell != head]


class _Single(dict[tuple[_Subject, QuantityKind, str], Stating]):
    """The one statement of each document about a thing and kind."""

    def of(self, subject: _Subject, kind: QuantityKind) -> Iterator[Stating]:
        """What all documents say of it."""
        yield from self._by_subject.get((subject, kind), ())

    def sort(self) -> "_Single":
        """Ready to be asked."""
        self._by_subject: Mapping[tuple[_Subject, QuantityKind], list[Stating]] = defaultdict(list)
        for (subject, kind, _), statement in self.items():
            self._by_subject[subject, kind].append(statement)
        return self


def _single(statements: Iterable[Stating]) -> _Single:
    found: dict[tuple[_Subject, QuantityKind, str], list[Stating]] = defaultdict(list)
    for each in statements:
        found[each.subject, each.value.kind, each.passage.document].append(each)
    return _Single(
        (key, said[0])
        for key, said in found.items()
        if all(_agree(said[0].value, each.value) for each in said)
    ).sort()


def _statements(passages: Iterable[Passage]) -> Iterator[Stating]:
    for passage in passages:
        if passage.kind is BlockKind.ROW:
            yield from _of_row(passage)
        elif passage.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            for sentence in split(passage.text):
                yield from _of_sentence(passage, sentence)


def _of_row(passage: Passage) -> Iterator[Stating]:
    head, cells = row_facts(passage)
    if head:
        yield from _said(passage, head, [value for values in cells for value in values])


def _is_head(cell: str, values: Sequence[Quantity]) -> bool:
    says = any(character.isalpha() for character in cell)
    return says and not any(value.kind in COMPARED for value in values)


def _of_sentence(passage: Passage, sentence: str) -> Iterator[Stating]:
    if len(sentence) <= DISAGREEING.longest:
        values = find(sentence, passage.language)
        rest = sentence
        for value in reversed(values):
            if value.kind not in _NUMBERS:
                rest = rest[: value.start] + " " + rest[value.end :]
        yield from _said(passage, rest, values)


def _said(passage: Passage, about: str, values: Sequence[Quantity]) -> Iterator[Stating]:
    subject = _subject(passage, about)
    if not subject[1]:
        return
    days = {f"day {value.value}" for value in values if value.kind is QuantityKind.WEEKDAY}
    for kind in COMPARED:
        of_kind = [value for value in values if value.kind is kind]
        if of_kind and all(_agree(of_kind[0], value) for value in of_kind):
            # Another hour on another day of the week is no other hour.
            beside = days if kind is QuantityKind.TIME and not _dated(values) else set()
            yield Stating(passage, (subject[0], subject[1] | beside), of_kind[0])


def _dated(values: Sequence[Quantity]) -> bool:
    return any(value.kind is QuantityKind.DATE for value in values)


def _subject(passage: Passage, about: str) -> _Subject:
    """What a place speaks of: its words without those that say nothing by themselves, its numbers
    by value, and the numbers of the headings above it.
    """
    language = passage.language
    light = _light(language)
    numbers = [value for value in find(about, language) if value.kind in _NUMBERS]
    kept = about
    for value in reversed(numbers):
        kept = kept[: value.start] + " " + kept[value.end :]
    # A number that labels takes its word with it: "parcial 2".
    labels = [word for value in numbers for word in words(value.text) if word.isalpha()]
    said = [word for word in [*words(kept), *_named(labels, numbers)] if fold(word) not in light]
    stems = frozenset(document_stems(" ".join(said), language))
    if not stems or len(stems) > DISAGREEING.most_words:
        return language, frozenset()
    counted = {f"#{value.value}" for value in numbers}
    above = {
        f"above {value.value}"
        for value in find(" ".join(passage.path), language)
        if value.kind in _NUMBERS
    }
    return language, stems | counted | above


def _named(labels: Sequence[str], numbers: Sequence[Quantity]) -> list[str]:
    """The words of labels that are no numbers themselves, as "first" is."""
    figures = {
        word
        for value in numbers
        if not any(character.isdigit() for character in value.text)
        for word in words(value.text)
    }
    return [word for word in labels if word not in figures]


def _light(language: str) -> frozenset[str]:
    known = [BY_LANGUAGE[language]] if language in BY_LANGUAGE else LEXICONS
    return frozenset[str]().union(*(each.claims.light | each.being for each in known))


def _agree(one: Quantity, other: Quantity) -> bool:
    return states(one, other) or states(other, one)


def _differ(one: Stating, other: Stating) -> bool:
    return not _agree(one.value, other.value) and _of_one_year(one.passage, other.passage)


def _of_one_year(one: Passage, other: Passage) -> bool:
    """Whether titles name no two years: last year's calendar says otherwise, and is right."""
    years = [{word for word in words(each.own_title) if _is_year(word)} for each in (one, other)]
    return not all(years) or bool(years[0] & years[1])


def _is_year(word: str) -> bool:
    return word.isdecimal() and word.startswith("20") and len(word) == len("2026")
