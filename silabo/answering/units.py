"""What can be quoted: the sentences and rows of the passages found, each with the terms it
meets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from silabo.answering.matching import begins_with, strength
from silabo.answering.reading import AnalysedPassage, Reading, is_title
from silabo.answering.terms import Term
from silabo.answering.weights import AROUND, MATCHING
from silabo.domain.passages import BlockKind, Hit, Passage
from silabo.language.analysed import AnalysedText
from silabo.language.references import points_back

# What a term counts when it is met only around the sentence: in its headings, in the sentence that
# it stands on, in another sentence of its passage.
# What an item or a row is about stands over it, so its heading and columns count as its own.
_NAMED_ABOVE = {BlockKind.ITEM, BlockKind.ROW}


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, row or piece of code. `inside` and `around` say how well each term is met in
    it, and in it or around it; `rank` is its passage's score against the best one's. `leans`: it
    lacks a term that the sentence before it has ("It lasts two hours."). `heads`: a clause or a
    cell of it begins with a term, so it is about that. `named`: a heading over it names a term that
    it has too. `keyed`: the first cell of a row has a term, which tells the row from the others.
    `by_column`: all that it has of a question stands in the names of its columns.
    """

    passage: Passage
    index: int
    piece: AnalysedText
    inside: tuple[float, ...]
    around: tuple[float, ...]
    rank: float
    leans: bool
    heads: bool
    named: bool
    keyed: bool
    by_column: bool


def units_of(hits: Sequence[Hit], terms: Sequence[Term], reading: Reading) -> list[Unit]:
    """The units of the hits, in their order."""
    if not hits:
        return []
    top = hits[0].score or 1.0
    titles = _titles(hits)
    return [
        unit
        for hit in hits
        for unit in _units(reading.passage(hit.passage), titles, terms, hit.score / top)
    ]


def _titles(hits: Sequence[Hit]) -> dict[tuple[int, int], str]:
    """The titles among the hits, by the version and the number of the passage under them."""
    return {
        (hit.passage.version_id, hit.passage.ordinal + 1): hit.passage.text
        for hit in hits
        if is_title(hit.passage)
    }


def _units(
    analysed: AnalysedPassage,
    titles: Mapping[tuple[int, int], str],
    terms: Sequence[Term],
    rank: float,
) -> list[Unit]:
    passage, pieces = analysed.passage, analysed.pieces
    in_place = _met_in_place(analysed, titles, terms)
    over = [strength(term, analysed.section) >= MATCHING.sure for term in terms]
    keyed, by_column = _met_in_cells(analysed, terms, over)
    own = [[strength(term, piece) for term in terms] for piece in pieces]
    inside = [_most(met, in_place) for met in own] if passage.kind in _NAMED_ABOVE else own
    anywhere = [AROUND.neighbours * max(column) for column in zip(*inside, strict=True)]
    units = []
    for index, (piece, met) in enumerate(zip(pieces, inside, strict=True)):
        stands_on = index > 0 and points_back(piece.text)
        before = [AROUND.before * one for one in inside[index - 1]] if stands_on else met
        # The names of columns stand in every row, so they tell none apart.
        text = analysed.cells if passage.cells else piece
        unit = Unit(
            passage=passage,
            index=index,
            piece=piece,
            inside=tuple(met),
            around=tuple(_most(met, in_place, anywhere, before)),
            rank=rank,
            leans=stands_on or (index > 0 and _lacks(inside[index - 1], _most(met, in_place))),
            heads=begins_with(terms, text),
            named=any(one and own[index][place] >= MATCHING.sure for place, one in enumerate(over)),
            keyed=keyed,
            by_column=by_column,
        )
        units.append(unit)
    return units


def _met_in_place(
    analysed: AnalysedPassage, titles: Mapping[tuple[int, int], str], terms: Sequence[Term]
) -> list[float]:
    """How well each term is met in what stands around a passage."""
    passage = analysed.passage
    place = analysed.place_under(titles.get((passage.version_id, passage.ordinal), ""))
    worth = AROUND.above if passage.kind in _NAMED_ABOVE else AROUND.place
    return [
        max(
            worth * strength(term, place),
            0.0 if term.word.weak else AROUND.title * strength(term, analysed.title),
        )
        for term in terms
    ]


def _met_in_cells(
    analysed: AnalysedPassage, terms: Sequence[Term], over: Sequence[bool]
) -> tuple[bool, bool]:
    """Whether the first cell of a row has a term, and whether only the names of its columns do."""
    if analysed.passage.kind is not BlockKind.ROW or not analysed.passage.cells:
        return False, False
    has_term = any(strength(term, analysed.cells) >= MATCHING.sure for term in terms)
    keyed = any(strength(term, analysed.key) >= MATCHING.sure for term in terms)
    return keyed, not has_term and not any(over)


def _lacks(before: Sequence[float], here: Sequence[float]) -> bool:
    """Whether the sentence before has a term that is not here."""
    return any(
        earlier >= MATCHING.sure and met < MATCHING.sure
        for earlier, met in zip(before, here, strict=True)
    )


def _most(*rows: Sequence[float]) -> list[float]:
    return [max(column) for column in zip(*rows, strict=True)]
