"""Questions that name a part of a document by its number: "what does article 2 say?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silabo.answering.quoting import Quotation
from silabo.answering.weights import QUOTING
from silabo.domain.answers import Query
from silabo.domain.passages import BlockKind, Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected
from silabo.language.lexicon import any_of
from silabo.language.quantity_readers import ORDINALS
from silabo.language.questions import read_question
from silabo.language.words import fold

_PLACES = any_of(lambda lexicon: lexicon.places_by_number)
_ORDINAL = "|".join(map(re.escape, sorted(ORDINALS, key=len, reverse=True)))
# "The second article", "artículo segundo", "article premier": as "article 2" is written.
_COUNTED = re.compile(
    rf"\b(?:({_ORDINAL}) ({_PLACES})"
    rf"|({_PLACES}) ({_ORDINAL}))\b"
)
_NTH = rf"(?:(?<=\d){any_of(lambda lexicon: lexicon.ordinal_endings)})?"  # "article 1er"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,4}|[ivxlc]{1,6}|[a-z])"
# "art. 2", "section 1.2", "inciso b)", "§ 4"; a letter alone needs what shows that it is a number.
_PLACE = re.compile(
    rf"(?:\b{_PLACES}|§)"
    rf"\s?(?:n\.?[ºo°]\.?\s?|#\s?|[\"'“«(])?({_NUMBER}){_NTH}(?!\w|\.\w)(\)|\.?[ºª°]|[\"'”»])?"
)
_LABEL = re.compile(
    rf"^(?:\W{{0,2}}(?:{_PLACES}|§)\s?)?"
    rf"(?:n\.?[ºo°]\.?\s?)?\(?({_NUMBER}){_NTH}(?:[.)]|\.?[ºª°])?(?:[-–:]|\.-)?(?=\s|$)"
)
_ENDS = rf"\W*$|\s{any_of(lambda lexicon: lexicon.fraction_of)}l?\b|[,;?]"
# "When is unit 2?" asks for a date, and not for what stands under "Unit 2".
_WHAT_IT_SAYS = (Expected.ANY, Expected.DEFINITION, Expected.LIST)
_AROUND = re.compile(rf"^\W*{any_of(lambda lexicon: lexicon.asks_what_it_says)}\W*$")


@dataclass(frozen=True, slots=True)
class PartReference:
    """A part of a document as a question names it: its numbers, the innermost first."""

    numbers: tuple[str, ...]
    is_all: bool  # nothing else is asked than what it says


def part_named_in(question: str, language: str) -> PartReference | None:
    """The part that a question names by its number; None where it names none."""
    folded = _in_figures(fold(question))
    found = [match for match in _PLACE.finditer(folded) if _is_number(match, folded)]
    if not found:
        return None
    rest = folded
    for match in reversed(found):
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    asked = read_question(rest, language)
    asks_what = asked.expected in _WHAT_IT_SAYS and all(
        _AROUND.match(fold(word.display)) for word in asked.content if not word.weak
    )
    return PartReference(tuple(match[1] for match in found), asks_what)


def _in_figures(folded: str) -> str:
    """A folded text in which places that are counted by a word have their number behind them."""
    return _COUNTED.sub(_in_figure, folded)


def _in_figure(found: re.Match[str]) -> str:
    counted, name, other, number = found.groups()
    return f"{name or other} {ORDINALS[counted or number]}"


def _is_number(match: re.Match[str], question: str) -> bool:
    """Whether a letter alone is a number: "inciso b)", "item b of", and not "article a student"."""
    if match[1].isdigit() or "." in match[1] or match[2]:
        return True
    return re.match(_ENDS, question[match.end() :]) is not None


def at_part_asked_for(query: Query, hits: Sequence[Hit], search: PassageSearch) -> list[Quotation]:
    """What stands at the part that a question names by its number, if it asks nothing else."""
    part = part_named_in(query.text, query.language)
    if part is None or not part.is_all:
        return []
    return at_part(part, [hit.passage for hit in hits], search)


def at_part(
    part: PartReference, passages: Sequence[Passage], search: PassageSearch
) -> list[Quotation]:
    """What stands at a part, of the passages that were found: a paragraph or item that begins with
    its number, with the list that it announces, or the first passages under a heading that does;
    none where no passage is there.
    """
    for passage in passages:
        if _begins(passage.text, part.numbers[0]) and _stands_in(passage, part.numbers[1:]):
            return [Quotation(each, each.text) for each in (passage, *_listed(passage, search))]
    for passage in passages:
        depth = _under(passage, part.numbers)
        if depth is not None:
            return [Quotation(each, each.text) for each in _section(passage, depth, passages)]
    return []


def _begins(text: str, number: str) -> bool:
    """Whether a text begins with a number, or with a name of places and that number."""
    label = _LABEL.match(_in_figures(fold(text)))
    return label is not None and label[1].rstrip(".") == number


def _stands_in(passage: Passage, outer: Sequence[str]) -> bool:
    """Whether a passage stands under each of these numbers."""
    around = (passage.lead, *passage.path)
    return all(any(_begins(text, number) for text in around) for number in outer)


def _listed(passage: Passage, search: PassageSearch) -> list[Passage]:
    """The items that a passage announces."""
    if not passage.text.endswith(":"):
        return []
    following = search.following(passage, limit=QUOTING.most_items)
    return [each for each in following if each.lead == passage.text]


def _under(passage: Passage, numbers: Sequence[str]) -> int | None:
    """How deep the heading is that has the number, over a passage; None where none has."""
    if passage.kind is BlockKind.HEADER:
        return None
    for depth, title in enumerate(passage.path):
        if _begins(title, numbers[0]) and all(
            any(_begins(other, number) for other in passage.path[:depth]) for number in numbers[1:]
        ):
            return depth
    return None


def _section(passage: Passage, depth: int, passages: Sequence[Passage]) -> list[Passage]:
    """The first of the passages found that stand under the same heading as one."""
    path = passage.path[: depth + 1]
    alike = [
        each
        for each in passages
        if each.version_id == passage.version_id
        and each.path[: depth + 1] == path
        and each.kind is not BlockKind.HEADER
    ]
    return sorted(alike, key=lambda each: each.ordinal)[: QUOTING.most_items]
