"""What can be quoted: the sentences and rows of the passages found, each with the terms it
meets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from silabo.answering.matching import Seen, place_of, seen, strength
from silabo.answering.terms import Term
from silabo.domain.passages import BlockKind, Hit, Passage
from silabo.language.sentences import split

# What a term counts when it is met only around the sentence: in its headings, or in its passage.
_PLACE, _NEIGHBOURS = 0.9, 0.55
# What an item or a row is about stands over it, so its heading and columns count as its own.
_NAMED_ABOVE = {BlockKind.ITEM, BlockKind.ROW}
_WHOLE = {BlockKind.ROW, BlockKind.HEADER, BlockKind.CODE}
_LONGEST_TITLE = 8  # words
_SURE = 0.7  # a term that is met at least so well is there


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, row or piece of code. `inside` and `around` say how well each term is met in
    it, and in it or around it; `rank` is its passage's score against the best one's. `leans`: it
    lacks a term that the sentence before it has ("It lasts two hours.").
    """

    passage: Passage
    index: int
    piece: Seen
    inside: tuple[float, ...]
    around: tuple[float, ...]
    rank: float
    leans: bool


def units_of(hits: Sequence[Hit], terms: Sequence[Term]) -> list[Unit]:
    """The units of the hits, in their order."""
    if not hits:
        return []
    top = hits[0].score or 1.0
    titles = _titles(hits)
    return [unit for hit in hits for unit in _units(hit.passage, titles, terms, hit.score / top)]


def sentences_of(passage: Passage) -> list[str]:
    """What can be quoted of a passage: its sentences, or a row or a piece of code as a whole."""
    return [passage.text] if passage.kind in _WHOLE else split(passage.text)


def is_title(passage: Passage) -> bool:
    """Whether a paragraph looks like a heading that was not marked as one: short, without an end
    mark, nothing after a colon.
    """
    text = passage.text.strip()
    if passage.kind is not BlockKind.PARAGRAPH or ":" in text[:-1]:
        return False
    return len(text.split()) <= _LONGEST_TITLE and text[-1:] not in ".!?;)"


def _titles(hits: Sequence[Hit]) -> dict[tuple[int, int], str]:
    """The titles among the hits, by the version and the number of the passage under them."""
    return {
        (hit.passage.version_id, hit.passage.ordinal + 1): hit.passage.text
        for hit in hits
        if is_title(hit.passage)
    }


def _units(
    passage: Passage, titles: Mapping[tuple[int, int], str], terms: Sequence[Term], rank: float
) -> list[Unit]:
    place = place_of(passage, titles.get((passage.version_id, passage.ordinal), ""))
    pieces = [seen(text, passage.language) for text in sentences_of(passage)]
    in_place = [_PLACE * strength(term, place) for term in terms]
    inside = [[strength(term, piece) for term in terms] for piece in pieces]
    if passage.kind in _NAMED_ABOVE:
        inside = [_most(met, in_place) for met in inside]
    anywhere = [_NEIGHBOURS * max(column) for column in zip(*inside, strict=True)]
    return [
        Unit(
            passage=passage,
            index=index,
            piece=piece,
            inside=tuple(met),
            around=tuple(_most(met, in_place, anywhere)),
            rank=rank,
            leans=index > 0 and _leans(inside[index - 1], _most(met, in_place)),
        )
        for index, (piece, met) in enumerate(zip(pieces, inside, strict=True))
    ]


def _leans(before: Sequence[float], here: Sequence[float]) -> bool:
    return any(earlier >= _SURE and met < _SURE for earlier, met in zip(before, here, strict=True))


def _most(*rows: Sequence[float]) -> list[float]:
    return [max(column) for column in zip(*rows, strict=True)]
