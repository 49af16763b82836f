"""The passages of one question, each analysed once: what can be quoted of it, what stands around
it, and how well the sentences and rows meet the terms of the question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from silabo.answering.matching import TermMatches
from silabo.answering.terms import Term
from silabo.answering.weights import AROUND, MATCHING
from silabo.answering.years import dated, in_their_year, years_of
from silabo.domain.passages import BETWEEN_CELLS, BlockKind, Hit, NewPassage, Passage
from silabo.language.analysed import AnalysedText, Words
from silabo.language.kept_views import Views, kept, views_in
from silabo.language.lexicon import all_words
from silabo.language.references import points_back
from silabo.language.run_in_heads import head_of, with_heads
from silabo.language.sentences import split
from silabo.language.things import is_another
from silabo.language.words import fold, words

# What is quoted as it stands or not at all.
WHOLE = {BlockKind.ROW, BlockKind.HEADER, BlockKind.CODE}
# Names of columns for all the rest: what a row says under them is not about notes.
_ANY_COLUMN = all_words(lambda lexicon: lexicon.any_column)
# What an item or a row is about stands over it, so its heading and columns count as its own.
_NAMED_ABOVE = {BlockKind.ITEM, BlockKind.ROW}


class AnalysedPassage:
    """A passage as terms are matched with it."""

    def __init__(self, passage: Passage, reading: "Reading") -> None:
        """Look at nothing yet."""
        self.passage = passage
        self._reading = reading
        self._surroundings: dict[str, AnalysedText] = {}  # by the title over it

    @cached_property
    def sentences(self) -> list[str]:
        """What can be quoted of it (`sentences_of`)."""
        passage = self.passage
        return [passage.text] if passage.kind in WHOLE else with_heads(self._split)

    @cached_property
    def head(self) -> str:
        """The title in the line that it begins with, "" where it has none."""
        passage = self.passage
        return "" if passage.kind in WHOLE else head_of(self._split)

    @cached_property
    def _split(self) -> list[str]:
        return split(self.passage.text)

    @cached_property
    def pieces(self) -> list[AnalysedText]:
        """Its sentences, or its row without the names of columns that say nothing."""
        return [self._own(_without_any_column(text, self.passage)) for text in self.sentences]

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that its document and headings name (`years_of`)."""
        return years_of(self.passage)

    @cached_property
    def title(self) -> AnalysedText:
        """The title of its document."""
        return self._text(self.passage.own_title)

    @cached_property
    def section(self) -> AnalysedText:
        """The headings over it."""
        return self._text(" ".join(self.passage.path))

    @cached_property
    def key(self) -> AnalysedText:
        """The first cell of its row."""
        return self._own(self.passage.cells[0])

    @cached_property
    def cells(self) -> AnalysedText:
        """All cells of its row, without the names of their columns."""
        return self._own(BETWEEN_CELLS.join(self.passage.cells))

    def surroundings_under(self, title: str) -> AnalysedText:
        """What stands around it, and a title over it if one is known; neither its document's title
        nor columns whose names say nothing.
        """
        surroundings = self._surroundings.get(title)
        if surroundings is None:
            surroundings = self._text(" ".join([*self._around, f"{title} {self.head}"]))
            self._surroundings[title] = surroundings
        return surroundings

    @cached_property
    def _around(self) -> list[str]:
        passage = self.passage
        named = [name for name in passage.header if not _is_any_column(name)]
        return [*passage.path, passage.lead, *named]

    def _text(self, text: str) -> AnalysedText:
        return self._reading.text(text, self.passage.language)

    def _own(self, text: str) -> AnalysedText:
        return self._reading.text(text, self.passage.language, self._kept.get(text))

    @cached_property
    def _kept(self) -> dict[str, Views]:
        if not self.passage.analysis:
            return {}
        return views_in(self.passage.analysis, own_texts(self.passage, self.sentences))


class Reading:
    """The passages that were read, analysed: whoever answers keeps one and hands it to each answer,
    for questions of a course meet the same passages again.

    Headings and titles stand over many passages, so equal texts are one. So many passages are kept
    at most, and texts of so many characters, each of which takes some 100 bytes when all was
    looked at; then it begins anew. Several threads may share one object.
    """

    def __init__(self, most: int = 4096, most_characters: int = 1_000_000) -> None:
        """Nothing was read yet."""
        self._most = most
        self._most_characters = most_characters
        self._characters = 0
        self._words = Words()
        self._texts: dict[tuple[str, str], AnalysedText] = {}
        self._passages: dict[int, AnalysedPassage] = {}

    def text(self, text: str, language: str, views: Views | None = None) -> AnalysedText:
        """A text, analysed; `views` of it that are known need not be made."""
        known = self._texts.get((text, language))
        if known is None:
            if self._characters + len(text) > self._most_characters:
                self._begin_anew()
            known = AnalysedText(text, language, self._words, views)
            self._texts[text, language] = known
            self._characters += len(text)
        return known

    def passage(self, passage: Passage) -> AnalysedPassage:
        """A passage, analysed."""
        known = self._passages.get(passage.id)
        # A test or an evaluation may number the passages of two courses alike.
        if known is None or known.passage != passage:
            if len(self._passages) >= self._most:
                self._begin_anew()
            known = AnalysedPassage(passage, self)
            self._passages[passage.id] = known
        return known

    def _begin_anew(self) -> None:
        self._passages, self._texts, self._characters = {}, {}, 0


def analysis_of(passage: Passage | NewPassage, language: str) -> str:
    """What is kept with a passage of a language, so that no question makes it again."""
    return kept(own_texts(passage, sentences_of(passage)), language)


def own_texts(passage: Passage | NewPassage, sentences: Sequence[str]) -> list[str]:
    """The texts of a passage itself that terms are matched with, each once."""
    pieces = [_without_any_column(text, passage) for text in sentences]
    cells = [BETWEEN_CELLS.join(passage.cells), passage.cells[0]] if passage.cells else []
    return list(dict.fromkeys([*pieces, *cells]))


def sentences_of(passage: Passage | NewPassage) -> list[str]:
    """What can be quoted of a passage: its sentences, each with the label or title in the line that
    stands before it, or a row or a piece of code as a whole.
    """
    return [passage.text] if passage.kind in WHOLE else with_heads(split(passage.text))


def is_title(passage: Passage) -> bool:
    """Whether a paragraph looks like a heading that was not marked as one: short, without an end
    mark, nothing after a colon.
    """
    text = passage.text.strip()
    if passage.kind is not BlockKind.PARAGRAPH or ":" in text[:-1]:
        return False
    return len(text.split()) <= AROUND.longest_title and text[-1:] not in ".!?;)"


def _without_any_column(text: str, passage: Passage | NewPassage) -> str:
    """A row without the names of columns that say nothing of what stands in them."""
    for name in passage.header:
        if name and _is_any_column(name):
            text = text.replace(f"{name}: ", "")
    return text


def _is_any_column(name: str) -> bool:
    """Whether the name of a column says nothing of what stands in it: "Notes", "Details"."""
    return all(fold(word) in _ANY_COLUMN for word in words(name))


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, row or piece of code."""

    passage: Passage
    index: int  # of the sentence among those of its passage
    piece: AnalysedText  # its words, without the names of columns that say nothing
    inside: tuple[float, ...]  # how well each term is met in it, 0 to 1
    under: tuple[float, ...]  # the same, in it or in what it stands under
    around: tuple[float, ...]  # the same, in it or around it
    rank: float  # its passage's score against the best one's, 0 to 1
    leans: bool  # it lacks a term that the sentence before it has: "It lasts two hours."
    heads: bool  # a clause or a cell of it begins with a term, so it is about that
    named: bool  # a heading over it names a term that it has too
    keyed: bool  # the first cell of its row has a term, which tells it from the others
    by_column: bool  # all that it has of a question stands in the names of its columns


def units_of(hits: Sequence[Hit], terms: Sequence[Term], reading: Reading) -> list[Unit]:
    """The units of the hits, in their order."""
    if not hits:
        return []
    top = hits[0].score or 1.0
    titles = _titles(hits)
    matches = TermMatches(terms)
    return [
        unit
        for hit in hits
        for unit in _units(reading.passage(hit.passage), titles, terms, matches, hit.score / top)
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
    matches: TermMatches,
    rank: float,
) -> list[Unit]:
    passage, pieces = analysed.passage, analysed.pieces
    in_surroundings = _met_in_surroundings(analysed, titles, terms, matches)
    over = _sure(matches.of(analysed.section))
    keyed, by_column = _met_in_cells(analysed, matches, over)
    own = _met_in_pieces(analysed, terms, matches)
    inside = [_most(met, in_surroundings) for met in own] if passage.kind in _NAMED_ABOVE else own
    # What a whole table stands under is said by each of its rows.
    is_all_named = passage.kind is BlockKind.ROW and len(over) == len(terms)
    anywhere = [AROUND.neighbours * max(column) for column in zip(*inside, strict=True)]
    units = []
    for index, (piece, met) in enumerate(zip(pieces, inside, strict=True)):
        stands_on = index > 0 and points_back(piece.text)
        before = [AROUND.before * earlier for earlier in inside[index - 1]] if stands_on else met
        # The names of columns stand in every row, so they tell none apart.
        text = analysed.cells if passage.cells else piece
        unit = Unit(
            passage=passage,
            index=index,
            piece=piece,
            inside=tuple(met),
            under=tuple(_most(met, in_surroundings)),
            around=tuple(_most(met, in_surroundings, _lent(anywhere, terms, piece), before)),
            rank=rank,
            leans=stands_on
            or (index > 0 and _lacks(inside[index - 1], _most(met, in_surroundings))),
            heads=matches.begin(text),
            named=is_all_named or any(own[index][position] >= MATCHING.sure for position in over),
            keyed=keyed,
            by_column=by_column,
        )
        units.append(unit)
    return units


def _met_in_pieces(
    analysed: AnalysedPassage, terms: Sequence[Term], matches: TermMatches
) -> list[tuple[float, ...]]:
    """How well each term is met in each piece of a passage, in the year that it asks for."""
    met, of_years = [matches.of(piece) for piece in analysed.pieces], dated(terms)
    if not of_years:
        return met
    return [
        in_their_year(here, terms, of_years, piece, analysed.years)
        for here, piece in zip(met, analysed.pieces, strict=True)
    ]


def _met_in_surroundings(
    analysed: AnalysedPassage,
    titles: Mapping[tuple[int, int], str],
    terms: Sequence[Term],
    matches: TermMatches,
) -> list[float]:
    """How well each term is met in what stands around a passage."""
    passage = analysed.passage
    surroundings = analysed.surroundings_under(
        titles.get((passage.version_id, passage.ordinal), "")
    )
    worth = AROUND.above if passage.kind in _NAMED_ABOVE else AROUND.surroundings
    met_here, met_in_title = matches.of(surroundings), matches.of(analysed.title)
    return [
        max(worth * here, 0.0 if term.word.weak else AROUND.title * in_title)
        for term, here, in_title in zip(terms, met_here, met_in_title, strict=True)
    ]


def _met_in_cells(
    analysed: AnalysedPassage, matches: TermMatches, over: Sequence[int]
) -> tuple[bool, bool]:
    """Whether the first cell of a row has a term, and whether only the names of its columns do."""
    if analysed.passage.kind is not BlockKind.ROW or not analysed.passage.cells:
        return False, False
    has_term = max(matches.of(analysed.cells), default=0.0) >= MATCHING.sure
    keyed = max(matches.of(analysed.key), default=0.0) >= MATCHING.sure
    return keyed, not has_term and not over


def _sure(met: Sequence[float]) -> list[int]:
    """The positions of the terms that are surely met."""
    return [position for position, here in enumerate(met) if here >= MATCHING.sure]


def _lent(met: Sequence[float], terms: Sequence[Term], piece: AnalysedText) -> list[float]:
    """What a sentence is lent by the others of its passage: no number or date where it has one of
    its own, and no exam or project where it begins with another one, for what it says is of that.
    """
    if not any(term.named_kind or term.settings for term in terms):
        return list(met)  # most questions name none, and finding a text's numbers is dear
    own = {quantity.kind for quantity in piece.quantities}
    return [
        0.0 if term.named_kind in own or is_another(term.settings, piece.subject) else strength
        for term, strength in zip(terms, met, strict=True)
    ]


def _lacks(before: Sequence[float], here: Sequence[float]) -> bool:
    """Whether the sentence before has a term that is not here."""
    return any(
        earlier >= MATCHING.sure and met < MATCHING.sure
        for earlier, met in zip(before, here, strict=True)
    )


def _most(*rows: Sequence[float]) -> list[float]:
    return list(map(max, *rows))
